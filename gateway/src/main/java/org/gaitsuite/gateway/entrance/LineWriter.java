package org.gaitsuite.gateway.entrance;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines that many threads add, on a thread of its own, some times a second. Whoever adds never waits: lines for which there is no
 * room, because nobody reads what is written, are counted and lost. Lines are written whole, and no more of them at once than a pipe
 * takes at once, so that they do not mix with what others write there.
 */
final class LineWriter implements AutoCloseable {
    /** What Linux writes to a pipe in one piece (PIPE_BUF, see pipe(7)). */
    static final int PIECE = 4096;

    private static final int ROOM = 1 << 19;
    private static final long PAUSE_NANOS = 20_000_000;

    private final PrintStream out;
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("access-log").unstarted(this::run);
    private byte[] filling = new byte[ROOM];
    private byte[] writing = new byte[ROOM];
    private int filled;
    private volatile boolean ending;

    LineWriter(PrintStream out) {
        this.out = out;
    }

    void start() {
        thread.start();
    }

    /** How many lines there was no room for. */
    long lost() {
        return lost.get();
    }

    /**
     * Adds a line, which is copied.
     *
     * @param line ends with a line feed
     * @param length of the line, at most {@value #PIECE}
     */
    void add(byte[] line, int length) {
        if (length > PIECE) {
            throw new IllegalArgumentException("a line of " + length + " bytes, the most is " + PIECE);
        }
        synchronized (this) {
            if (filled + length <= ROOM) {
                System.arraycopy(line, 0, filling, filled, length);
                filled += length;
                return;
            }
        }
        lost.incrementAndGet();
    }

    private void run() {
        while (!ending) {
            LockSupport.parkNanos(PAUSE_NANOS);
            flush();
        }
    }

    private void flush() {
        int length;
        synchronized (this) {
            length = filled;
            byte[] full = filling;
            filling = writing;
            writing = full;
            filled = 0;
        }
        int from = 0;
        while (from < length) {
            int to = Math.min(length, from + PIECE);
            while (writing[to - 1] != '\n') {
                to--;
            }
            out.write(writing, from, to - from);
            out.flush();
            from = to;
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            flush();
        }
    }
}
