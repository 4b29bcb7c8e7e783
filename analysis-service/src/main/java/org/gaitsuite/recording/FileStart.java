package org.gaitsuite.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of recording a file is, by its first bytes. */
enum FileStart {
    FOLDER,
    ZIP,
    JSON,
    TRC,
    C3D;

    private static final int BYTES = 256;
    private static final int C3D_BLOCK_BYTES = 512;
    private static final int C3D_MARK = 0x50;
    private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

    /** @return null where the file starts as none of them */
    static @Nullable FileStart of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return FOLDER;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(BYTES);
            if (startsAsC3d(start, in)) {
                return C3D;
            }
            String text = new String(start, ISO_8859_1);
            if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
                return ZIP;
            }
            String content = (text.startsWith(UTF8_MARK) ? text.substring(UTF8_MARK.length()) : text).stripLeading();
            if (content.startsWith("{") || content.startsWith("[")) {
                return JSON;
            }
            return content.toLowerCase(Locale.ROOT).startsWith("pathfiletype") ? TRC : null;
        }
    }

    /** The second byte is 80; the first is the number of the block where the parameters begin, whose fourth byte names the processor. */
    private static boolean startsAsC3d(byte[] start, InputStream rest) throws IOException {
        if (start.length < BYTES || start[1] != C3D_MARK || start[0] == 0) {
            return false;
        }
        long at = ((start[0] & 0xFF) - 1L) * C3D_BLOCK_BYTES + 3;
        if (at < BYTES) {
            return false;
        }
        rest.skipNBytes(Math.min(at - BYTES, Math.max(0, rest.available())));
        int processor = rest.read();
        return processor < 0 ? start[0] <= 16 && start[0] > 0 : processor >= 83 && processor <= 86;
    }
}
