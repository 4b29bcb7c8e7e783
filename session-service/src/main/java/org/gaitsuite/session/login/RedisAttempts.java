package org.gaitsuite.session.login;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaitsuite.session.redis.RedisLink;
import org.gaitsuite.session.redis.RedisUnavailable;

/**
 * Attempts at all instances, in keys {@code session:{attempts}:…} that Redis drops when the window is over. The braces keep them in one
 * slot of a cluster, so that one script counts an attempt at all bounds.
 */
final class RedisAttempts implements AttemptCounter {
    private static final String PREFIX = "session:{attempts}:";

    /** Answers the number of the bound that was met, from 1, with the count and the milliseconds left; three zeros where none was. */
    private static final String COUNT = """
            local function take_back(key)
                if redis.call('DECR', key) <= 0 then redis.call('DEL', key) end
            end
            for i, key in ipairs(KEYS) do
                local attempts = redis.call('INCR', key)
                local left = redis.call('PTTL', key)
                if left < 0 then
                    left = tonumber(ARGV[1])
                    redis.call('PEXPIRE', key, left)
                end
                if attempts > tonumber(ARGV[i + 1]) then
                    for before = 1, i - 1 do take_back(KEYS[before]) end
                    return {i, attempts, left}
                end
            end
            return {0, 0, 0}""";

    /** A window that ended meanwhile must not come back, below zero and without an end. */
    private static final String TAKE_BACK = """
            for i, key in ipairs(KEYS) do
                if i > tonumber(ARGV[1]) or redis.call('DECR', key) <= 0 then redis.call('DEL', key) end
            end
            return #KEYS""";

    private final RedisLink redis;

    RedisAttempts(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Excess> count(List<Bound> bounds, Duration window) {
        List<Object> script = script(COUNT, bounds.stream().map(Bound::key).toList());
        script.add(window.toMillis());
        bounds.forEach(bound -> script.add(bound.most()));
        Response answer = redis.write(Command.EVAL, script.toArray());
        if (answer == null || answer.size() != 3) {
            throw new RedisUnavailable("attempts were not counted: " + answer, null);
        }
        long met = number(answer.get(0));
        return met == 0
                ? Optional.empty()
                : Optional.of(new Excess(
                        Math.toIntExact(met) - 1, number(answer.get(1)), Duration.ofMillis(number(answer.get(2)))));
    }

    private static long number(Response answer) {
        return Objects.requireNonNull(answer.toLong(), "scripts of this class answer with numbers");
    }

    @Override
    public void takeBack(List<String> keys, List<String> forgotten) {
        List<Object> script = script(
                TAKE_BACK, Stream.concat(keys.stream(), forgotten.stream()).toList());
        script.add(keys.size());
        redis.call(Command.EVAL, script.toArray());
    }

    private static List<Object> script(String text, List<String> keys) {
        List<Object> arguments = new ArrayList<>(List.of(text, keys.size()));
        keys.forEach(key -> arguments.add(PREFIX + key));
        return arguments;
    }
}
