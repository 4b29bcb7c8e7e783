package org.gaitsuite.session.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaitsuite.session.GatewayKeys;
import org.gaitsuite.session.TemporaryH2;
import org.gaitsuite.session.WithRedis;
import org.gaitsuite.session.login.AttemptCounter.Bound;
import org.gaitsuite.session.login.AttemptCounter.Excess;
import org.junit.jupiter.api.Test;

/** What both counters promise, and how the one in Redis keeps it. */
@QuarkusTest
@QuarkusTestResource(GatewayKeys.class)
@QuarkusTestResource(TemporaryH2.class)
@QuarkusTestResource(WithRedis.class)
class AttemptCounterTest {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Inject
    AttemptCounter inRedis;

    private final String name = UUID.randomUUID().toString();
    private final List<Bound> bounds =
            List.of(new Bound("network:" + name, 5), new Bound("both:" + name, 3), new Bound("login:" + name, 4));

    private Stream<AttemptCounter> counters() {
        return Stream.of(inRedis, new MemoryAttempts(Clock.systemUTC()));
    }

    @Test
    void theOneThatIsTooManyCountsWhereItIsTooManyAndNowhereElse() {
        counters().forEach(counter -> {
            for (int i = 0; i < 3; i++) {
                assertThat(counter.count(bounds, WINDOW)).isEmpty();
            }
            for (int i = 4; i < 7; i++) {
                assertThat(counter.count(bounds, WINDOW)).get().satisfies(new Met(1, i));
            }

            // Three are left of five, and one of four.
            assertThat(counter.count(bounds.subList(2, 3), WINDOW)).isEmpty();
            assertThat(counter.count(bounds.subList(2, 3), WINDOW)).get().satisfies(new Met(0, 5));
            assertThat(counter.count(bounds.subList(0, 1), WINDOW)).isEmpty();
            assertThat(counter.count(bounds.subList(0, 1), WINDOW)).isEmpty();
            assertThat(counter.count(bounds, WINDOW)).get().satisfies(new Met(0, 6));
        });
    }

    @Test
    void whatIsTakenBackDoesNotCountAndWhatIsForgottenBeginsAnew() {
        counters().forEach(counter -> {
            for (int i = 0; i < 3; i++) {
                assertThat(counter.count(bounds, WINDOW)).isEmpty();
            }
            counter.takeBack(List.of("network:" + name, "login:" + name), List.of("both:" + name));

            for (int i = 0; i < 2; i++) {
                assertThat(counter.count(bounds, WINDOW)).isEmpty();
            }
            assertThat(counter.count(bounds, WINDOW)).get().satisfies(new Met(2, 5));
        });
    }

    @Test
    void whatEndedMeanwhileDoesNotComeBackBelowZero() {
        counters().forEach(counter -> {
            counter.takeBack(List.of("both:" + name, "both:" + name), List.of());

            for (int i = 0; i < 3; i++) {
                assertThat(counter.count(bounds, WINDOW)).isEmpty();
            }
            assertThat(counter.count(bounds, WINDOW)).isPresent();
        });
    }

    @Test
    void aWindowEnds() throws InterruptedException {
        for (AttemptCounter counter : counters().toList()) {
            List<Bound> one = List.of(new Bound("short:" + name, 1));
            assertThat(counter.count(one, Duration.ofMillis(300))).isEmpty();
            assertThat(counter.count(one, Duration.ofMillis(300)))
                    .get()
                    .extracting(Excess::left)
                    .matches(left -> left.isPositive() && left.toMillis() <= 300);
            Thread.sleep(400);
            assertThat(counter.count(one, Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void ofManyAtOnceNoneSlipsThrough() throws Exception {
        for (AttemptCounter counter : counters().toList()) {
            List<Bound> many = List.of(new Bound("all:" + name, 1000), new Bound("few:" + name, 10));
            Callable<Boolean> attempt = () -> counter.count(many, WINDOW).isEmpty();
            long passed = 0;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> done : threads.invokeAll(
                        Stream.generate(() -> attempt).limit(200).toList())) {
                    passed += done.get() ? 1 : 0;
                }
            }

            assertThat(passed).isEqualTo(10);
            assertThat(counter.count(List.of(new Bound("all:" + name, 10)), WINDOW))
                    .get()
                    .satisfies(new Met(0, 11));
        }
    }

    @Test
    void anAttemptIsOneCommandAndItsKeysAreInOneSlot() {
        inRedis.count(bounds, WINDOW);
        long before = scripts();
        inRedis.count(bounds, WINDOW);
        inRedis.takeBack(List.of("network:" + name), List.of("both:" + name));

        assertThat(scripts() - before).isEqualTo(2);
        assertThat(WithRedis.ask("KEYS", "*" + name).replaceAll("[\\[\\] ]", "").split(","))
                .hasSize(2)
                .allMatch(key -> key.startsWith("session:{attempts}:"));
    }

    private record Met(int bound, long attempts) implements Consumer<Excess> {
        @Override
        public void accept(Excess excess) {
            assertThat(excess.bound()).isEqualTo(bound);
            assertThat(excess.attempts()).isEqualTo(attempts);
            assertThat(excess.left()).isBetween(WINDOW.minusMinutes(1), WINDOW);
        }
    }

    /** How many this Redis has run. */
    private static long scripts() {
        return WithRedis.ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval:"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("cmdstat_eval:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
