package org.gaitsuite.session.login;

import io.vertx.redis.client.Command;
import java.time.Duration;
import org.gaitsuite.session.redis.RedisLink;

/** Attempts at all instances, in keys {@code session:attempts:…} that Redis drops when the window is over. */
final class RedisAttempts implements AttemptCounter {
    private static final String PREFIX = "session:attempts:";

    private final RedisLink redis;

    RedisAttempts(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public Count count(String key, Duration window) {
        String name = PREFIX + key;
        long attempts = redis.number(Command.INCR, name);
        long left = redis.number(Command.PTTL, name);
        if (left < 0) {
            // New, or left without an end by a process that died between the two commands.
            redis.call(Command.PEXPIRE, name, window.toMillis());
            left = window.toMillis();
        }
        return new Count(attempts, Duration.ofMillis(left));
    }

    @Override
    public void takeBack(String key) {
        String name = PREFIX + key;
        // A window that ended meanwhile would come back, below zero and without an end.
        if (redis.number(Command.DECR, name) <= 0) {
            redis.call(Command.DEL, name);
        }
    }

    @Override
    public void forget(String key) {
        redis.call(Command.DEL, PREFIX + key);
    }
}
