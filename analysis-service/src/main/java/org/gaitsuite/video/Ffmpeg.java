package org.gaitsuite.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** What every use of the native library needs: silence on standard error, and error codes turned into words. */
final class Ffmpeg {
    private static final int MESSAGE_BYTES = 256;

    static {
        // The library writes to the process's standard error, which belongs to the logs and to the command line's JSON.
        av_log_set_level(AV_LOG_QUIET);
    }

    private Ffmpeg() {}

    /** Loads the native library and silences it; calling it again costs nothing. */
    static void load() {
        // the static initializer does it
    }

    /** @throws IOException if {@code code} is an error, naming {@code action} and the library's own words */
    static int check(int code, String action) throws IOException {
        if (code < 0) {
            throw new IOException("%s failed: %s".formatted(action, words(code)));
        }
        return code;
    }

    static String words(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        av_strerror(code, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** A fraction as a number, 0 where its denominator is. */
    static double number(AVRational fraction) {
        return fraction.den() == 0 ? 0 : (double) fraction.num() / fraction.den();
    }
}
