package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaitsuite.gateway.standin.RealRedis;
import org.gaitsuite.redis.RedisAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two counting rooms with a real Redis between them. */
class SharedCountsTest {
    private static final long BEGIN = 1_800_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final RealRedis redis = new RealRedis();
    private final AtomicLong now = new AtomicLong(BEGIN);
    private final List<SharedCounts> rooms = new ArrayList<>();
    private Limit one;
    private Limit other;

    @BeforeEach
    void start() {
        redis.start();
        one = limit();
        other = limit();
        until(() -> rooms.stream().allMatch(SharedCounts::isShared));
    }

    @AfterEach
    void stop() {
        rooms.forEach(SharedCounts::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.stop();
    }

    @Test
    void whatOneLetsThroughTheOtherCounts() throws InterruptedException {
        admit(one, "anna", 60);
        twoPeriods();
        admit(other, "anna", 1);
        twoPeriods();

        assertThat(remaining(other, "anna")).isEqualTo(100 - 62);
        assertThat(remaining(other, "bert")).isEqualTo(99);
    }

    @Test
    void togetherTheyLetTheLimitThroughAndWhatCameInTwoPeriods() throws InterruptedException {
        int through = 0;
        int mostInTwoPeriods = 0;
        for (int round = 0; round < 40; round++) {
            through += admit(one, "anna", 3) + admit(other, "anna", 3);
            Thread.sleep(SharedCounts.PERIOD_MILLIS / 4);
            mostInTwoPeriods = Math.max(mostInTwoPeriods, 2 * 4 * 3);
        }

        assertThat(through).isBetween(100, 100 + mostInTwoPeriods + 12);
    }

    @Test
    void aGatewayThatMeetsAClientLateLearnsOfTheWindowBefore() throws InterruptedException {
        admit(one, "anna", 80);
        twoPeriods();
        now.addAndGet(60_000);
        admit(other, "anna", 1);
        twoPeriods();

        assertThat(remaining(other, "anna")).isEqualTo(100 - 80 - 2);
    }

    @Test
    void withoutRedisEachCountsForItselfAndNobodyWaits() throws InterruptedException {
        admit(one, "anna", 30);
        twoPeriods();
        admit(other, "anna", 1);
        twoPeriods();
        redis.stop();
        until(() -> {
            admit(one, "carl", 1);
            return !rooms.getFirst().isShared();
        });

        long begin = System.nanoTime();
        assertThat(admit(one, "bert", 200)).isEqualTo(100);
        assertThat(admit(other, "bert", 200)).isEqualTo(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(100));
        assertThat(remaining(other, "anna")).as("what was heard before").isEqualTo(100 - 32);

        // Another Redis, which remembers nothing: each says again all that it knows.
        redis.start();
        until(() -> rooms.stream().allMatch(SharedCounts::isShared));
        admit(one, "anna", 1);
        twoPeriods();
        admit(other, "anna", 1);
        twoPeriods();
        assertThat(remaining(other, "anna")).isEqualTo(100 - 31 - 4);
    }

    @Test
    void aUserWithTheRightsThatTheDocumentationNamesCounts() throws Exception {
        Matcher line = Pattern.compile("`ACL SETUSER (gateway on >PASSWORD [^`]+)`")
                .matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(line.find()).isTrue();
        Request user = Request.cmd(Command.ACL).arg("SETUSER");
        for (String word : line.group(1).split(" ")) {
            user.arg(word);
        }
        ask(user);
        String url = redis.url().replaceFirst("//[^@]*@", "//gateway:PASSWORD@");
        Limit limited = limit(url);
        until(() -> rooms.getLast().isShared());

        admit(one, "anna", 60);
        admit(limited, "anna", 10);
        twoPeriods();
        admit(limited, "anna", 1);
        twoPeriods();

        assertThat(remaining(limited, "anna")).isEqualTo(100 - 72);
        assertThat(rooms.getLast().isShared()).isTrue();
        assertThatThrownBy(() -> ask(url, Request.cmd(Command.GET).arg("session:any")))
                .hasMessageContaining("NOPERM");
    }

    @Test
    void keysEndByThemselvesAndHoldNoNames() throws InterruptedException {
        admit(one, "192.0.2.7", 1);
        twoPeriods();

        Response keys = ask(Request.cmd(Command.KEYS).arg("*"));
        assertThat(keys).hasSize(1);
        String key = keys.get(0).toString();
        assertThat(key).matches("gait:rate:test:[0-9a-f]{32}:\\d+").doesNotContain("192.0.2.7");
        assertThat(ask(Request.cmd(Command.PTTL).arg(key)).toLong()).isBetween(60_000L, 121_000L);
    }

    @Test
    void aFloodOfClientsIsToldInRounds() throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            admit(one, "client " + i, 1);
        }
        until(() -> ask(Request.cmd(Command.DBSIZE)).toString().equals("3000"));
        // On a busy machine an answer may come too late for one round, and the next one finds Redis again.
        until(() -> rooms.getFirst().isShared());
    }

    private Response ask(Request request) {
        return ask(redis.url(), request);
    }

    private Response ask(String url, Request request) {
        Redis client = Redis.createClient(vertx, url);
        try {
            return Objects.requireNonNull(client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join());
        } finally {
            client.close();
        }
    }

    private static int admit(Limit limit, String client, int times) {
        int through = 0;
        for (int i = 0; i < times; i++) {
            through += Objects.requireNonNull(limit.admit(client)).admitted() ? 1 : 0;
        }
        return through;
    }

    private static long remaining(Limit limit, String client) {
        return Objects.requireNonNull(limit.admit(client)).remaining();
    }

    private Limit limit() {
        return limit(redis.url());
    }

    private Limit limit(String url) {
        SharedCounts room = new SharedCounts(vertx, RedisAddress.parse(url), new Quick(), now::get);
        rooms.add(room);
        room.start();
        return new Limit(new Policy("test", "anybody", Rate.parse("test", "100/1M")), 10_000, room::changed, now::get);
    }

    private static void twoPeriods() throws InterruptedException {
        Thread.sleep(2L * SharedCounts.PERIOD_MILLIS + 100);
    }

    private static void until(BooleanSupplier condition) {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Quick() implements RedisConfig {
        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Duration timeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public Optional<Path> caFile() {
            return Optional.empty();
        }
    }
}
