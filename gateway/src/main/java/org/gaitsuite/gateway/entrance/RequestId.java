package org.gaitsuite.gateway.entrance;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The name by which one request is found again in the logs of every service. */
final class RequestId {
    private static final int LONGEST = 64;

    private RequestId() {}

    /** {@code offered} when it is harmless in logs and headers, otherwise a new id; ids are no secrets. */
    static String accept(@Nullable String offered) {
        return offered != null && isSane(offered) ? offered : make();
    }

    private static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
