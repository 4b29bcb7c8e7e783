package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The checksum by which this room recognises what it was given: SHA-256, written as 64 lower-case hexadecimal digits. */
final class Sha256 {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final MessageDigest digest = algorithm();

    void update(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
    }

    /** Of all bytes so far; afterwards it starts anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** Reads to the end; the caller closes. */
    static String of(InputStream in) throws IOException {
        Sha256 sha256 = new Sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha256.update(buffer, 0, n);
        }
        return sha256.hex();
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
