package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Progress in {@code gait:progress:<id>} for an hour, published on the channel of the same name, so that every instance can show the
 * progress of every worker. One connection a process listens; it is renewed when it breaks.
 */
final class RedisProgressBoard implements ProgressBoard, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisProgressBoard.class);
    private static final String PREFIX = "gait:progress:";
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);
    private static final Duration PING_EVERY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ANNOUNCEMENT = "state";
    /** Posts that may wait for Redis at a time; more are dropped, so that a Redis that hangs does not slow the computing. */
    private static final int POSTS_AT_ONCE = 8;

    private final RedisCommands redis;
    private final IntFunction<Redis> listeners;
    private final Watchers watchers = new Watchers();
    private final Watchers stateWatchers = new Watchers();
    private final Semaphore posts = new Semaphore(POSTS_AT_ONCE);
    private final Thread listener;
    private volatile long heardNanos;
    private volatile boolean closed;

    /** @param listeners makes the client of the next attempt to listen, which the board closes */
    RedisProgressBoard(RedisCommands redis, IntFunction<Redis> listeners) {
        this.redis = redis;
        this.listeners = listeners;
        this.listener = Thread.ofVirtual().name("progress-listener").start(this::listen);
    }

    @Override
    public void post(UUID analysis, ProgressNow progress) {
        if (!posts.tryAcquire()) {
            return;
        }
        redis.client()
                .batch(List.of(
                        RedisCommands.request(
                                Command.SET, PREFIX + analysis, progress.encoded(), "EX", KEPT.toSeconds()),
                        RedisCommands.request(Command.PUBLISH, PREFIX + analysis, progress.encoded())))
                .onComplete(done -> {
                    posts.release();
                    if (done.failed()) {
                        LOG.debug("Progress was not posted", done.cause());
                    }
                });
    }

    @Override
    public void announce(UUID analysis) {
        watchers.wake(analysis);
        stateWatchers.wake(analysis);
        quietly(() -> redis.send(Command.PUBLISH, PREFIX + analysis, ANNOUNCEMENT));
    }

    @Override
    public Optional<ProgressNow> read(UUID analysis) {
        try {
            Response text = redis.send(Command.GET, PREFIX + analysis);
            return text == null ? Optional.empty() : Optional.of(ProgressNow.decoded(text.toString()));
        } catch (JobQueue.QueueUnavailable e) {
            LOG.debugf(e, "No progress of %s to be had", analysis);
            return Optional.empty();
        }
    }

    @Override
    public void forget(UUID analysis) {
        quietly(() -> redis.send(Command.DEL, PREFIX + analysis));
    }

    @Override
    public Watch watch(UUID analysis, Runnable watcher) {
        return watchers.add(analysis, watcher);
    }

    @Override
    public Watch watchState(UUID analysis, Runnable watcher) {
        return stateWatchers.add(analysis, watcher);
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
    }

    private void quietly(Runnable command) {
        try {
            command.run();
        } catch (JobQueue.QueueUnavailable e) {
            LOG.debug("Progress was not posted", e);
        }
    }

    private void listen() {
        for (int attempt = 0; !closed; attempt++) {
            Redis client = listeners.apply(attempt);
            try {
                RedisConnection connection = client.connect()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                CountDownLatch broken = new CountDownLatch(1);
                heardNanos = System.nanoTime();
                connection.handler(this::received);
                connection.endHandler(ended -> broken.countDown());
                connection.exceptionHandler(e -> broken.countDown());
                connection
                        .send(RedisCommands.request(Command.PSUBSCRIBE, PREFIX + "*"))
                        .onFailure(e -> broken.countDown());
                try {
                    while (!broken.await(PING_EVERY.toMillis(), TimeUnit.MILLISECONDS) && isHeard()) {
                        ping(connection);
                    }
                } finally {
                    connection.close();
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("Progress cannot be listened to now", e);
            } finally {
                client.close();
            }
            pause();
        }
    }

    /** Nothing may be published for hours; a connection that no longer leads anywhere would not be found out without pings. */
    private boolean isHeard() {
        return System.nanoTime() - heardNanos < PING_EVERY.plus(PATIENCE).toNanos();
    }

    /**
     * Whatever comes is a sign of life. The answer itself is not waited for: the client of Vert.x 4.5 takes a message that comes first
     * for the answer and then hands the answer over as a message.
     */
    private void ping(RedisConnection connection) {
        connection.send(RedisCommands.request(Command.PING)).onSuccess(pong -> heardNanos = System.nanoTime());
    }

    private void pause() {
        try {
            Thread.sleep(BEFORE_RECONNECT);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** A message is {@code pmessage, pattern, channel, text}. */
    private void received(Response message) {
        heardNanos = System.nanoTime();
        if (message == null
                || (message.type() != ResponseType.PUSH && message.type() != ResponseType.MULTI)
                || message.size() != 4
                || !"pmessage".equals(message.get(0).toString())) {
            return;
        }
        String channel = message.get(2).toString();
        try {
            UUID analysis = UUID.fromString(channel.substring(PREFIX.length()));
            watchers.wake(analysis);
            if (ANNOUNCEMENT.equals(message.get(3).toString())) {
                stateWatchers.wake(analysis);
            }
        } catch (IllegalArgumentException e) {
            LOG.debugf("Channel %s belongs to no analysis", channel);
        }
    }
}
