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
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Redis redis;

    RedisCommands(Redis redis) {
        this.redis = redis;
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
