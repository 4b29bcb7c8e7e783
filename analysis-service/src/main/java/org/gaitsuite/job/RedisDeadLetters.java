package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.UUID;

/** The stream {@code gait:jobs:dead} of analysis, attempts and reason, with a hash beside it that finds a letter by its analysis. */
final class RedisDeadLetters implements DeadLetterBox {
    static final String STREAM = "gait:jobs:dead";
    private static final List<String> KEYS = List.of(STREAM, "{" + STREAM + "}:entries");
    private static final RedisScript BURY = RedisScript.of("dead-bury");
    private static final RedisScript REMOVE = RedisScript.of("dead-remove");

    private final RedisCommands redis;

    RedisDeadLetters(RedisCommands redis) {
        this.redis = redis;
    }

    @Override
    public void bury(UUID analysis, int attempts, String reason) {
        BURY.run(redis, KEYS, analysis, attempts, reason);
    }

    @Override
    public void remove(UUID analysis) {
        REMOVE.run(redis, KEYS, analysis);
    }

    @Override
    public long size() {
        Response length = redis.send(Command.XLEN, STREAM);
        return length == null ? 0 : Long.parseLong(length.toString());
    }

    @Override
    public void clear() {
        redis.send(Command.DEL, KEYS.get(0), KEYS.get(1));
    }
}
