package org.gaitsuite.gateway.limit;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.gaitsuite.gateway.problem.Problem;

/**
 * A limit as clients are told of it: {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10), and the
 * three headers of that draft's earlier versions, which more clients read.
 */
public final class Policy {
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence STANDING = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit-limit");
    private static final CharSequence REMAINING = HttpHeaders.createOptimized("ratelimit-remaining");
    private static final CharSequence RESET = HttpHeaders.createOptimized("ratelimit-reset");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

    private final String name;
    private final String whose;
    private final Rate rate;
    private final CharSequence policyText;
    private final CharSequence limitText;
    private final String standingBegin;

    /**
     * @param name {@code account}, say
     * @param whose for people: {@code this account}, say
     */
    Policy(String name, String whose, Rate rate) {
        this.name = name;
        this.whose = whose;
        this.rate = rate;
        this.policyText = HttpHeaders.createOptimized(
                "\"" + name + "\";q=" + rate.requests() + ";w=" + rate.window().toSeconds());
        this.limitText = HttpHeaders.createOptimized(Long.toString(rate.requests()));
        this.standingBegin = "\"" + name + "\";r=";
    }

    String name() {
        return name;
    }

    Rate rate() {
        return rate;
    }

    void tell(Standing standing, MultiMap headers) {
        String remaining = Long.toString(standing.remaining());
        String seconds = Long.toString(standing.seconds());
        headers.set(POLICY, policyText);
        headers.set(STANDING, standingBegin + remaining + ";t=" + seconds);
        headers.set(LIMIT, limitText);
        headers.set(REMAINING, remaining);
        headers.set(RESET, seconds);
        if (!standing.admitted()) {
            headers.set(RETRY_AFTER, seconds);
        }
    }

    Problem refusal(Standing standing) {
        return Problem.rateLimited(whose, name, rate.requests(), inWords(rate.window()), standing.seconds());
    }

    private static String inWords(Duration window) {
        long seconds = window.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
