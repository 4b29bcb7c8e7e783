package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gaitsuite.gateway.limit.CountingRooms.admit;
import static org.gaitsuite.gateway.limit.CountingRooms.remaining;
import static org.gaitsuite.gateway.limit.CountingRooms.twoPeriods;
import static org.gaitsuite.gateway.limit.CountingRooms.until;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two counting rooms with a real Redis between them. */
class SharedCountsTest {
    private final RealRedis redis = new RealRedis();
    private final CountingRooms rooms = new CountingRooms();
    private Limit one;
    private Limit other;

    @BeforeEach
    void start() {
        redis.start();
        one = rooms.open(redis.url());
        other = rooms.open(redis.url());
        rooms.awaitShared();
    }

    @AfterEach
    void stop() {
        rooms.close();
        redis.stop();
    }

    /** One lets a client's requests through and then the other does, each with time to tell. */
    private void inTurn(String client, int throughOne, int throughOther) throws InterruptedException {
        admit(one, client, throughOne);
        twoPeriods();
        admit(other, client, throughOther);
        twoPeriods();
    }

    @Test
    void whatOneLetsThroughTheOtherCounts() throws InterruptedException {
        inTurn("anna", 60, 1);

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
        rooms.now.addAndGet(60_000);
        admit(other, "anna", 1);
        twoPeriods();

        assertThat(remaining(other, "anna")).isEqualTo(100 - 80 - 2);
    }

    @Test
    void withoutRedisEachCountsForItselfAndNobodyWaits() throws InterruptedException {
        inTurn("anna", 30, 1);
        redis.stop();
        until(() -> {
            admit(one, "carl", 1);
            return !rooms.firstIsShared();
        });

        long begin = System.nanoTime();
        assertThat(admit(one, "bert", 200)).isEqualTo(100);
        assertThat(admit(other, "bert", 200)).isEqualTo(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(100));
        assertThat(remaining(other, "anna")).as("what was heard before").isEqualTo(100 - 32);

        // Another Redis, which remembers nothing: each says again all that it knows.
        redis.start();
        rooms.awaitShared();
        inTurn("anna", 1, 1);
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
        String url = redis.url().replaceFirst("//([^@]*@)?", "//gateway:PASSWORD@");
        Limit limited = rooms.open(url);
        rooms.awaitShared();

        admit(one, "anna", 60);
        admit(limited, "anna", 10);
        twoPeriods();
        admit(limited, "anna", 1);
        twoPeriods();

        assertThat(remaining(limited, "anna")).isEqualTo(100 - 72);
        rooms.awaitShared();
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
        until(rooms::firstIsShared);
    }

    private Response ask(Request request) {
        return ask(redis.url(), request);
    }

    private Response ask(String url, Request request) {
        Redis client = Redis.createClient(rooms.vertx, url);
        try {
            return Objects.requireNonNull(client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join());
        } finally {
            client.close();
        }
    }
}
