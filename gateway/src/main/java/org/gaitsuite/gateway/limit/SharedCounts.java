package org.gaitsuite.gateway.limit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.redis.RedisConnections;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other gateways through Redis what this one let through, and learns what they did, {@value #PERIOD_MILLIS} ms after the first
 * request of a client that is news; no request waits for it. Of each client and window there is a hash with one field a gateway that
 * holds its whole count, so that a word that is said twice, or lost, or again to a Redis that has forgotten everything, counts once.
 *
 * <p>Since gateways know of each other with a delay, a client that spreads its requests may get more than its limit: at most what the
 * other gateways let through in two periods. While Redis is away each gateway counts for itself, with what it last heard of the others.
 */
final class SharedCounts {
    static final int PERIOD_MILLIS = 200;

    private static final Logger LOG = Logger.getLogger(SharedCounts.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** One to speak over, and one that is opened while the one before it closes. */
    private static final int CONNECTIONS = 2;
    /** Clients told of in a round; the others' turn is in the next. */
    private static final int ROUND = 1_000;
    /** Clients waiting to be told of; a flood beyond counts here alone. */
    private static final int QUEUE = 20_000;

    private static final String WRITE_AND_SUM = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            local all = 0
            for _, count in ipairs(redis.call('HVALS', KEYS[1])) do all = all + count end
            return all""";

    private final Vertx vertx;
    private final RedisAddress address;
    private final Redis client;
    private final long timeoutMillis;
    private final LongSupplier clockMillis;
    private final String gateway = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Queue<Tally> news = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Context loop;
    private long timer = -1;
    private volatile boolean shared;

    // On the loop only.
    private @Nullable RedisConnection connection;
    private boolean busy;
    private boolean awayWasSaid;
    private long pausedUntilNanos = System.nanoTime();

    SharedCounts(Vertx vertx, RedisAddress address, RedisConfig config, LongSupplier clockMillis) {
        this.vertx = vertx;
        this.address = address;
        this.timeoutMillis = config.timeout().toMillis();
        this.clockMillis = clockMillis;
        this.loop = vertx.getOrCreateContext();
        this.client = new RedisConnections(address, config.timeout(), CONNECTIONS, config.caFile()).client(vertx);
    }

    void start() {
        loop.runOnContext(onLoop -> timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> round()));
    }

    void stop() {
        loop.runOnContext(onLoop -> {
            vertx.cancelTimer(timer);
            client.close();
        });
    }

    /** Whether the last words were heard. */
    boolean isShared() {
        return shared;
    }

    /** Has the others told of {@code tally} soon; returns at once. For any thread. */
    void changed(Tally tally) {
        if (tally.shallBeTold()) {
            enqueue(tally);
        }
    }

    private void enqueue(Tally tally) {
        if (waiting.incrementAndGet() > QUEUE) {
            waiting.decrementAndGet();
            tally.isNotToldNow();
            return;
        }
        news.add(tally);
    }

    private void round() {
        if (busy || System.nanoTime() - pausedUntilNanos < 0 || (shared && news.isEmpty())) {
            return;
        }
        busy = true;
        long deadline = vertx.setTimer(timeoutMillis, late -> lost("no answer within " + timeoutMillis + " ms"));
        RedisConnection open = connection;
        (open == null ? connect() : Future.succeededFuture(open))
                .compose(this::tell)
                .onComplete(told -> {
                    if (vertx.cancelTimer(deadline)) {
                        if (told.succeeded()) {
                            found();
                        } else {
                            lost(String.valueOf(told.cause().getMessage()));
                        }
                    }
                });
    }

    private Future<RedisConnection> connect() {
        return client.connect().onSuccess(opened -> {
            RedisConnection before = connection;
            if (before != null || !busy) {
                // It came after it had been given up.
                opened.close();
                return;
            }
            connection = opened;
            opened.exceptionHandler(failure -> drop(opened));
            opened.endHandler(closed -> drop(opened));
        });
    }

    private void drop(RedisConnection dropped) {
        if (connection == dropped) {
            connection = null;
        }
    }

    private Future<?> tell(RedisConnection to) {
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < ROUND; i++) {
            Tally tally = news.poll();
            if (tally == null) {
                break;
            }
            waiting.decrementAndGet();
            Tally.Word word = tally.word(clockMillis.getAsLong());
            if (word != null) {
                answers.add(tell(to, tally, word).onFailure(unheard -> changed(tally)));
            }
        }
        // Where nothing is news, whether Redis is back.
        return answers.isEmpty() ? to.send(Request.cmd(Command.PING)) : Future.join(answers);
    }

    private Future<?> tell(RedisConnection to, Tally tally, Tally.Word word) {
        Future<?> present = to.send(Request.cmd(Command.EVAL)
                        .arg(WRITE_AND_SUM)
                        .arg(1)
                        .arg(word.key())
                        .arg(gateway)
                        .arg(word.own())
                        .arg(word.lifeMillis()))
                .map(all -> {
                    tally.heard(word, number(all));
                    return all;
                });
        if (word.previousKey() == null) {
            return present;
        }
        Future<?> previous = to.send(Request.cmd(Command.HVALS).arg(word.previousKey()))
                .map(counts -> {
                    tally.heardOfPrevious(word, sum(counts));
                    return counts;
                });
        return Future.join(present, previous);
    }

    private static long number(@Nullable Response answer) {
        Long number = answer == null ? null : answer.toLong();
        if (number == null) {
            throw new IllegalStateException("not a number: " + answer);
        }
        return number;
    }

    private static long sum(@Nullable Response counts) {
        if (counts == null) {
            return 0;
        }
        long all = 0;
        for (Response count : counts) {
            all += number(count);
        }
        return all;
    }

    private void found() {
        busy = false;
        if (!shared) {
            shared = true;
            awayWasSaid = false;
            LOG.infof("Requests are counted together with the other gateways in Redis at %s", address);
        }
    }

    private void lost(String reason) {
        busy = false;
        shared = false;
        pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
        RedisConnection broken = connection;
        connection = null;
        if (broken != null) {
            broken.close();
        }
        if (!awayWasSaid) {
            awayWasSaid = true;
            LOG.warnf(
                    "Redis at %s cannot be used: until it can, each gateway counts requests for itself (%s)",
                    address, reason);
        }
    }
}
