package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
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
import org.gaitsuite.redis.RedisAddress;

/** The counting rooms of several gateways with one Redis between them, each with a limit of a hundred a minute and client. */
final class CountingRooms implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final List<SharedCounts> rooms = new ArrayList<>();

    /** One more gateway. */
    Limit open(String redis) {
        SharedCounts room = new SharedCounts(vertx, RedisAddress.parse(redis), new Quick(), now::get);
        rooms.add(room);
        room.start();
        return new Limit(new Policy("test", "anybody", Rate.parse("test", "100/1M")), 10_000, room::changed, now::get);
    }

    /** Whether the gateway that was opened first was heard when it spoke last. */
    boolean firstIsShared() {
        return rooms.getFirst().isShared();
    }

    void awaitShared() {
        until(() -> rooms.stream().allMatch(SharedCounts::isShared));
    }

    @Override
    public void close() {
        rooms.forEach(SharedCounts::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** How many of so many requests get through. */
    static int admit(Limit limit, String client, int times) {
        int through = 0;
        for (int i = 0; i < times; i++) {
            through += Objects.requireNonNull(limit.admit(client)).admitted() ? 1 : 0;
        }
        return through;
    }

    /** What a client has left after one more request. */
    static long remaining(Limit limit, String client) {
        return Objects.requireNonNull(limit.admit(client)).remaining();
    }

    /** Long enough for a word to be told and heard. */
    static void twoPeriods() throws InterruptedException {
        Thread.sleep(2L * SharedCounts.PERIOD_MILLIS + 100);
    }

    static void until(BooleanSupplier condition) {
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
