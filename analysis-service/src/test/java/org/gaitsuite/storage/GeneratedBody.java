package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;

/** A body of any size that is never in memory, the same for the same seed. Something may happen while it is read. */
final class GeneratedBody extends InputStream {
    /** What happens at a position. */
    @FunctionalInterface
    interface Event {
        void happen() throws IOException;
    }

    private final byte[] pattern = new byte[1 << 20];
    private final long size;
    private long position;
    private long eventAt = Long.MAX_VALUE;
    private Event event = () -> {};

    GeneratedBody(long seed, long size) {
        new SplittableRandom(seed).nextBytes(pattern);
        this.size = size;
    }

    GeneratedBody at(long bytes, Event happening) {
        eventAt = bytes;
        event = happening;
        return this;
    }

    long delivered() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position >= eventAt) {
            eventAt = Long.MAX_VALUE;
            event.happen();
        }
        if (position == size) {
            return -1;
        }
        int from = (int) (position % pattern.length);
        int n = (int) Math.min(Math.min(length, pattern.length - from), size - position);
        System.arraycopy(pattern, from, buffer, offset, n);
        // Differs from one repetition to the next, so that blocks that change places are noticed.
        buffer[offset] ^= (byte) (position / pattern.length);
        position += n;
        return n;
    }
}
