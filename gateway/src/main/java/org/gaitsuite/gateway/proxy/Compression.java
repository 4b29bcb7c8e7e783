package org.gaitsuite.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** Which answers are worth compressing, and safe to compress. */
public final class Compression {
    /** Lengths of this many digits, below a thousand bytes, cost more to compress than that saves. */
    private static final int SMALL_DIGITS = 3;

    private Compression() {}

    /**
     * Switches compression off for an answer, unless it is text of some size. Event streams are never compressed,
     * because the compressor would hold events back; parts of files are not, because the ranges are of the plain bytes.
     */
    public static void onlyForText(int status, MultiMap headers) {
        if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (status == 206 || type == null || !isText(type.toLowerCase(Locale.ROOT)) || isSmall(headers)) {
            off(headers);
        } else {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    /** Switches compression off, for answers that hold secrets beside what the caller chose (the BREACH attack). */
    public static void off(MultiMap headers) {
        headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }

    private static boolean isText(String type) {
        return (type.startsWith("text/") && !type.startsWith("text/event-stream"))
                || type.startsWith("application/json")
                || type.startsWith("application/javascript")
                || type.startsWith("image/svg+xml");
    }

    private static boolean isSmall(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.length() <= SMALL_DIGITS;
    }
}
