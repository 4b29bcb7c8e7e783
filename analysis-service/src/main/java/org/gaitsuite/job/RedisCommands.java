package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one command and waits for its answer, for callers on virtual threads. */
final class RedisCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE_WITH_PING = Duration.ofSeconds(2);

    private final Redis redis;
    private volatile @Nullable Dependency watched;

    RedisCommands(Redis redis) {
        this.redis = redis;
    }

    /** From now on a Redis that is known to be away is not waited for. */
    void heed(Dependency dependency) {
        watched = dependency;
    }

    /** Asks Redis whether it is there, whatever is known of it. */
    void ping() {
        exchange(PATIENCE_WITH_PING, Command.PING);
    }

    Redis client() {
        return redis;
    }

    /** @throws JobQueue.QueueUnavailable if Redis does not answer, or answers with an error */
    @Nullable
    Response send(Command command, Object... arguments) {
        return send(PATIENCE, command, arguments);
    }

    @Nullable
    Response send(Duration patience, Command command, Object... arguments) {
        Dependency known = watched;
        if (known == null) {
            return exchange(patience, command, arguments);
        }
        if (known.isAway()) {
            throw new JobQueue.QueueUnavailable("Redis is away, " + command + " was not sent", null);
        }
        try {
            return exchange(patience, command, arguments);
        } catch (JobQueue.QueueUnavailable e) {
            known.doubt();
            throw e;
        }
    }

    private @Nullable Response exchange(Duration patience, Command command, Object... arguments) {
        try {
            return redis.send(request(command, arguments))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new JobQueue.QueueUnavailable("Redis did not take " + command + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new JobQueue.QueueUnavailable(
                    "Redis did not answer " + command + " within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobQueue.QueueUnavailable("interrupted while waiting for " + command, e);
        }
    }

    /** Sends one command without waiting; the answer may be given up by completing the future. */
    CompletableFuture<@Nullable Response> submit(Command command, Object... arguments) {
        return redis.send(request(command, arguments)).toCompletionStage().toCompletableFuture();
    }

    static Request request(Command command, Object... arguments) {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            request.arg(String.valueOf(argument));
        }
        return request;
    }
}
