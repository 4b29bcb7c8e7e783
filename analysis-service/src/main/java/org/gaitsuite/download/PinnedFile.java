package org.gaitsuite.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that is wanted exactly as it is known.
 *
 * @param name of the file, without a folder
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes its length
 * @param addresses where it is published, tried in this order
 */
public record PinnedFile(String name, String sha256, long bytes, List<URI> addresses) {
    public PinnedFile {
        addresses = List.copyOf(addresses);
    }

    /** The same file below another address: {@code base/name}. */
    public PinnedFile at(URI base) {
        String folder = base.toString();
        return new PinnedFile(
                name, sha256, bytes, List.of(URI.create(folder + (folder.endsWith("/") ? "" : "/") + name)));
    }

    /** Whether the folder holds this very file under its name. */
    public boolean isIn(Path folder) throws IOException {
        return isSameAs(folder.resolve(name));
    }

    boolean isSameAs(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && digest(file).equals(sha256);
    }

    /** The SHA-256 of a file, 64 lower-case hexadecimal digits. */
    public static String digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
