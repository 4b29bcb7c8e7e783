package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real Redis. */
class RedisProgressBoardTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Over two of the listener's pings. */
    private static final Duration BUSY = Duration.ofSeconds(8);

    private static final Pattern ID = Pattern.compile("id=(\\d+) ");

    private final RealRedis server = new RealRedis();
    private final Vertx vertx = Vertx.vertx();
    private final UUID analysis = UUID.randomUUID();
    private final AtomicInteger heard = new AtomicInteger();
    private RedisCommands redis;
    private RedisProgressBoard board;

    @BeforeEach
    void open() throws Exception {
        server.start();
        redis = new RedisCommands(Redis.createClient(vertx, server.url()));
        board = new RedisProgressBoard(redis, attempt -> Redis.createClient(vertx, server.url()));
        board.watch(analysis, heard::incrementAndGet);
        awaitHearing();
    }

    @AfterEach
    void close() {
        board.close();
        redis.client().close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.stop();
    }

    private void awaitHearing() throws InterruptedException {
        int before = heard.get();
        Instant end = Instant.now().plus(LIMIT);
        while (heard.get() == before) {
            assertThat(Instant.now()).as("nothing is heard").isBefore(end);
            board.post(analysis, new ProgressNow("pose", 0.5));
            Thread.sleep(20);
        }
    }

    /** The connection that listens, by Redis' own number for it. */
    private String listener() {
        Matcher id = ID.matcher(Objects.requireNonNull(redis.send(Command.CLIENT, "LIST", "TYPE", "pubsub"))
                .toString());
        assertThat(id.find()).as("somebody listens").isTrue();
        return id.group(1);
    }

    @Test
    void whoeverListensGoesOnListeningHoweverMuchThereIsToHear() throws Exception {
        String listener = listener();
        Instant end = Instant.now().plus(BUSY);
        while (Instant.now().isBefore(end)) {
            board.post(analysis, new ProgressNow("pose", 0.5));
            Thread.sleep(1);
        }
        assertThat(listener()).isEqualTo(listener);
    }

    @Test
    void aConnectionThatBreaksIsRenewed() throws Exception {
        String listener = listener();
        redis.send(Command.CLIENT, "KILL", "TYPE", "pubsub");
        awaitHearing();
        assertThat(listener()).isNotEqualTo(listener);
    }
}
