package org.gaitsuite.gateway.entrance;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's part in a trace that crosses several systems (W3C Trace Context, level 1): the trace goes on with the gateway as the
 * parent of what follows, a malformed one is dropped with its state, and a request without one begins one.
 */
final class TraceContext {
    private static final CharSequence PARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence STATE = HttpHeaders.createOptimized("tracestate");
    private static final int LENGTH = 55;
    private static final int LONGEST_STATE = 512;

    private TraceContext() {}

    /** Makes {@code headers} what those behind shall see; returns the id of the trace. */
    static String passOn(MultiMap headers) {
        String offered = headers.get(PARENT);
        boolean goesOn = offered != null && headers.getAll(PARENT).size() == 1 && isSane(offered);
        String trace = goesOn ? offered.substring(3, 35) : notZero() + random();
        String flags = goesOn ? offered.substring(53, 55) : "00";
        headers.set(PARENT, "00-" + trace + '-' + notZero() + '-' + flags);
        if (headers.contains(STATE) && (!goesOn || !isSaneState(headers.get(STATE)))) {
            headers.remove(STATE);
        }
        return trace;
    }

    private static boolean isSane(String parent) {
        // A later version may be longer; its first fields mean the same.
        boolean fits = parent.length() == LENGTH
                ? true
                : parent.length() > LENGTH && !parent.startsWith("00") && parent.charAt(LENGTH) == '-';
        return fits
                && !parent.startsWith("ff")
                && isHex(parent, 0, 2)
                && parent.charAt(2) == '-'
                && isHex(parent, 3, 35)
                && !isZero(parent, 3, 35)
                && parent.charAt(35) == '-'
                && isHex(parent, 36, 52)
                && !isZero(parent, 36, 52)
                && parent.charAt(52) == '-'
                && isHex(parent, 53, 55);
    }

    private static boolean isSaneState(@Nullable String state) {
        return state != null
                && state.length() <= LONGEST_STATE
                && state.indexOf('=') > 0
                && state.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static String notZero() {
        long number = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(number == 0 ? 1 : number);
    }
}
