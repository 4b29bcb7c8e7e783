package org.gaitsuite.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a whole file on and compares it with what was stored. The last byte is delivered only if everything before it, and it, is
 * what was stored: damaged content never looks complete to a reader.
 */
final class VerifiedInputStream extends FilterInputStream {
    private final Sha256 sha256 = new Sha256();
    private final Manifest.Entry stored;
    private final String name;
    private long left;

    /** @param name for the message */
    VerifiedInputStream(InputStream in, Manifest.Entry stored, String name) {
        super(in);
        this.stored = stored;
        this.name = name;
        this.left = stored.sizeBytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int n = super.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new DamagedContent("%s is %d bytes short".formatted(name, left));
        }
        sha256.update(buffer, offset, n);
        left -= n;
        if (left == 0 && !sha256.hex().equals(stored.sha256())) {
            throw new DamagedContent(name + " is not what was stored: its checksum differs");
        }
        return n;
    }

    /** Skipped bytes count for the checksum too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.clamp(count, 0, 64 * 1024)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, super.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
