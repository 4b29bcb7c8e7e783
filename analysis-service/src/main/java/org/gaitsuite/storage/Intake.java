package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body once, with constant memory, and counts, hashes and limits it on the way. For one thread.
 *
 * @param maximumBytes the largest accepted body
 */
record Intake(long maximumBytes, Room.Claim claim) {
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Where the bytes go. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] buffer, int length) throws IOException;
    }

    /** @throws UploadRefused if the body is empty or too large, or there is no room for it; the sink then holds a part of it */
    StoredVideo read(InputStream body, Sink sink) throws IOException, UploadRefused {
        Sha256 sha256 = new Sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            size += n;
            if (size > maximumBytes) {
                throw new UploadRefused(
                        UploadRefused.Reason.TOO_LARGE,
                        "The upload is larger than the %s that are accepted. Send a shorter or smaller video."
                                .formatted(readable(maximumBytes)));
            }
            claim.take(n);
            sha256.update(buffer, 0, n);
            sink.write(buffer, n);
        }
        if (size == 0) {
            throw new UploadRefused(
                    UploadRefused.Reason.EMPTY, "The upload is empty: 0 bytes arrived. Send the video as the body.");
        }
        return new StoredVideo(size, sha256.hex());
    }

    private static String readable(long bytes) {
        return bytes >= 1 << 30
                ? "%.1f GiB".formatted(bytes / (double) (1 << 30))
                : bytes >= 1 << 20 ? "%d MiB".formatted(bytes >> 20) : "%d bytes".formatted(bytes);
    }
}
