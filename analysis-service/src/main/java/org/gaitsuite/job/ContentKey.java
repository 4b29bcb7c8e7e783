package org.gaitsuite.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gaitsuite.analysis.AnalysisRequest;

/** What a video and a question about it are known by. */
final class ContentKey {
    private ContentKey() {}

    /**
     * @param sha256 of the video
     * @return 64 hexadecimal digits, the same for the same video and question
     */
    static String of(String sha256, AnalysisRequest request) {
        try {
            String content = sha256 + "\n" + RequestJson.write(request);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
