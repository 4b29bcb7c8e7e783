package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;

/** A part of a blob, fetched in pieces as it is read, so that a slow reader holds no connection and an outage ends one piece alone. */
final class RangedInputStream extends InputStream {
    private static final int PIECE_BYTES = 2 << 20;

    private final BlobContainer container;
    private final String name;
    private final String etag;
    private long position;
    private long left;
    private byte[] piece = new byte[0];
    private int taken;

    /** @param etag of the version that is read */
    RangedInputStream(BlobContainer container, String name, String etag, long first, long length) {
        this.container = container;
        this.name = name;
        this.etag = etag;
        this.position = first;
        this.left = length;
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
        if (taken == piece.length) {
            if (left == 0) {
                return -1;
            }
            fetch();
        }
        int n = Math.min(length, piece.length - taken);
        System.arraycopy(piece, taken, buffer, offset, n);
        taken += n;
        return n;
    }

    private void fetch() throws IOException {
        int wanted = (int) Math.min(left, PIECE_BYTES);
        piece = container.read(name, etag, position, wanted);
        if (piece.length != wanted) {
            throw new DamagedContent("%s is shorter than it was".formatted(name));
        }
        taken = 0;
        position += wanted;
        left -= wanted;
    }

    @Override
    public int available() {
        return piece.length - taken;
    }
}
