package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.gaitsuite.redis.real.RedisAsk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing accepted is lost, whatever dies. Analyses are submitted at random while processes of every kind are killed at random.
 *
 * <p>{@code -Dgait.chaos.analyses}, {@code -Dgait.chaos.minutes} (decimals allowed) and {@code -Dgait.chaos.seed} set size, time and
 * the order of events.
 */
class RandomKillsChaosIT {
    private static final int ACCOUNTS = 5;
    private static final Duration CALM_DOWN = Duration.ofMinutes(10);
    private static final List<String> VICTIMS = List.of(
            "analysis-service-1",
            "analysis-service-2",
            "session-service-1",
            "session-service-2",
            "gateway-1",
            "gateway-2",
            "redis",
            "sql");

    @RegisterExtension
    final SuiteForTests started = new SuiteForTests(11_000, 2);

    private final Ledger ledger = new Ledger();
    private final Random random = new Random(seed());

    private static long seed() {
        long seed = Long.getLong("gait.chaos.seed", System.nanoTime() % 1_000_000);
        System.out.println("chaos: -Dgait.chaos.seed=" + seed);
        return seed;
    }

    @Test
    void fiveHundredAnalysesSurviveTenMinutesOfKills() throws Exception {
        run("kills", Integer.getInteger("gait.chaos.analyses", 500), minutes("gait.chaos.minutes", 10), false);
    }

    @Test
    void aRedisThatForgetsEverythingLosesNothing() throws Exception {
        run(
                "kills and FLUSHALL",
                Integer.getInteger("gait.chaos.flushall.analyses", 100),
                minutes("gait.chaos.flushall.minutes", 2),
                true);
    }

    private static Duration minutes(String property, double usual) {
        String set = System.getProperty(property);
        return Duration.ofMillis((long) (60_000 * (set == null ? usual : Double.parseDouble(set))));
    }

    private void run(String title, int analyses, Duration time, boolean forget) throws Exception {
        StartedSuite suite = started.get();
        Submitters submitters = new Submitters(suite, ledger, ACCOUNTS);
        Killer killer = new Killer(suite, VICTIMS, random, Duration.ofSeconds(4), Duration.ofSeconds(12));
        Thread witness = Thread.ofPlatform().name("witness").start(new Witness(suite, ledger));
        Thread killing = Thread.ofPlatform().name("killer").start(killer);
        CompletableFuture<Void> forgetting = forget
                ? CompletableFuture.runAsync(() -> flushAll(suite, time.dividedBy(2)))
                : CompletableFuture.completedFuture(null);
        Instant began = Instant.now();
        submitters.submit(analyses, time, random);
        assertThat(killing.isAlive()).as("the killer went on to the end").isTrue();
        killing.interrupt();
        killing.join();
        forgetting.get();
        Instant calm = Instant.now();
        suite.awaitAllUp(Duration.ofMinutes(2));
        List<Ledger.Row> rows = SqlTruth.awaitAllEnded(suite, CALM_DOWN);
        Duration after = Duration.between(calm, Instant.now());
        assertThat(witness.isAlive()).as("the witness looked on to the end").isTrue();
        witness.interrupt();
        witness.join();

        Map<String, String> once = submitters.readResults(rows);
        Map<String, String> again = submitters.readResults(rows);
        Ledger.Verdict verdict = ledger.judge(new Ledger.Found(rows, SqlTruth.keysOf(suite), List.of(once, again)));
        List<String> left = leftInQueue(suite);
        Proof.says(String.format(
                Locale.ROOT,
                "chaos (%s): %s; %s; %d calls repeated by clients; %d s of submitting, all done %d s later; most attempts %d; queue at the end: %s",
                title,
                verdict.line(),
                killer.line(),
                submitters.repeated(),
                Duration.between(began, calm).toSeconds(),
                after.toSeconds(),
                rows.stream().mapToInt(Ledger.Row::attempt).max().orElse(0),
                left.isEmpty() ? "empty" : left));
        assertThat(submitters.surprises()).isEmpty();
        assertThat(verdict.isClean())
                .as(verdict.line() + ": " + verdict.complaints())
                .isTrue();
        assertThat(left).isEmpty();
        assertThat(killer.total()).as("processes were killed").isPositive();
    }

    /** All memory of Redis goes: queue, progress, sessions. The programs go on, since their API tokens lie in SQL. */
    private static void flushAll(StartedSuite suite, Duration when) {
        Instant end = Instant.now().plus(when).plusSeconds(60);
        try {
            Thread.sleep(when);
            while (Instant.now().isBefore(end)) {
                try (RedisAsk redis = suite.redis()) {
                    redis.ask("FLUSHALL");
                    System.out.println("chaos: FLUSHALL");
                    return;
                } catch (IOException whileItIsKilled) {
                    Thread.sleep(200);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("Redis could not be told to forget");
    }

    /** Acknowledging comes after the end of an analysis, so the queue gets a moment. */
    private static List<String> leftInQueue(StartedSuite suite) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        try (RedisAsk redis = suite.redis()) {
            List<String> left = QueueInRedis.left(redis);
            while (!left.isEmpty() && Instant.now().isBefore(end)) {
                Thread.sleep(500);
                left = QueueInRedis.left(redis);
            }
            return left;
        }
    }
}
