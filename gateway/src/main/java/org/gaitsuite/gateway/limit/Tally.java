package org.gaitsuite.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What one client has sent in the present window and the one before, as far as this gateway knows. The window before counts by the part
 * of it that lies less than a window back, as if its requests had come evenly. Requests that were refused do not count. Thread-safe.
 */
final class Tally {
    private static final int HASH_BYTES = 16;

    private final Policy policy;
    private final String client;
    private final long windowMillis;
    private @Nullable String key;
    private long window;
    /** Let through by this gateway in the window. */
    private long own;
    /** Let through by the others in the window, when they were last heard of. */
    private long others;
    /** Let through by all in the window before. */
    private long previous;
    /** Whether the others' share in the window before has been asked for. */
    private boolean previousKnown;

    private boolean waiting;

    Tally(Policy policy, String client) {
        this.policy = policy;
        this.client = client;
        this.windowMillis = policy.rate().window().toMillis();
    }

    /** Counts a request, if it may pass. */
    synchronized Standing admit(long nowMillis) {
        turnTo(nowMillis);
        long limit = policy.rate().requests();
        long elapsed = elapsed(nowMillis);
        long used = previous * (windowMillis - elapsed) / windowMillis + own + others;
        if (used >= limit) {
            return new Standing(policy, false, 0, upToSeconds(untilNext(limit, elapsed)));
        }
        own++;
        return new Standing(policy, true, limit - used - 1, upToSeconds(windowMillis - elapsed));
    }

    /** Milliseconds until one request may pass, if none does before. */
    private long untilNext(long limit, long elapsed) {
        long present = own + others;
        if (present < limit) {
            return windowMillis - ((limit - present) * windowMillis - 1) / previous - elapsed;
        }
        return windowMillis - elapsed + Math.max(0, windowMillis - (limit * windowMillis - 1) / present);
    }

    private static long upToSeconds(long millis) {
        return Math.max(1, Math.ceilDiv(millis, 1000L));
    }

    private long elapsed(long nowMillis) {
        return Math.clamp(nowMillis - window * windowMillis, 0, windowMillis);
    }

    private void turnTo(long nowMillis) {
        long now = nowMillis / windowMillis;
        if (now <= window) {
            // Also where the clock was set back.
            return;
        }
        previous = now == window + 1 ? own + others : 0;
        previousKnown = false;
        own = 0;
        others = 0;
        window = now;
    }

    /** Marks that the others are to be told; returns whether that is news. */
    synchronized boolean shallBeTold() {
        boolean news = !waiting;
        waiting = true;
        return news;
    }

    /** Marks that nobody is going to tell the others unless it is asked for anew. */
    synchronized void isNotToldNow() {
        waiting = false;
    }

    /** What the others shall be told; null when there is nothing. */
    synchronized @Nullable Word word(long nowMillis) {
        waiting = false;
        turnTo(nowMillis);
        if (own == 0) {
            return null;
        }
        if (key == null) {
            key = "gait:rate:" + policy.name() + ':' + hash(client) + ':';
        }
        return new Word(
                key + window,
                previousKnown ? null : key + (window - 1),
                window,
                own,
                2 * windowMillis - elapsed(nowMillis) + 1000);
    }

    /** @param all let through by all gateways in the window that {@code told} is of */
    synchronized void heard(Word told, long all) {
        if (told.window() == window) {
            others = Math.max(0, all - told.own());
        }
    }

    /** @param all let through by all gateways in the window before the one that {@code told} is of */
    synchronized void heardOfPrevious(Word told, long all) {
        if (told.window() == window) {
            previous = Math.max(previous, all);
            previousKnown = true;
        }
    }

    /** Keeps keys short and alike; since there are few IPv4 addresses it hides them from a glance, not from a search. */
    private static String hash(String client) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(client.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * What one gateway tells the others of a client.
     *
     * @param key where all gateways write what they let through in this window
     * @param previousKey the same of the window before; null where that is known
     * @param window its number
     * @param own let through by this gateway in the window
     * @param lifeMillis how long it matters
     */
    record Word(String key, @Nullable String previousKey, long window, long own, long lifeMillis) {}
}
