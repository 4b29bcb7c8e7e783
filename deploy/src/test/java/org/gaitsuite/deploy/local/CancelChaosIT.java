package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who cancels does not wait: within a second the processor is free, although another instance took the request. */
class CancelChaosIT {
    private static final int TIMES = 5;
    private static final Duration ALLOWED = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(4);
    private static final Duration WINDOW = Duration.ofMillis(50);

    /** The first analysis-service answers requests, the second computes. */
    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(13_000, 2, Map.of(), "--role", "api,worker");

    @Test
    void aCancelledAnalysisFreesTheProcessorWithinASecond() throws Exception {
        StartedSuite suite = SUITE.get();
        PublicApi api = suite.loggedIn();
        List<Duration> figures = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            String id = api.submit(Walks.longest(suite), Map.of("again", "true", "name", "cancel " + i))
                    .path("id")
                    .asText();
            ComputingProcess computing = ComputingProcess.await(suite, id, Duration.ofSeconds(60));
            assertThat(computing.service()).isEqualTo("analysis-service-2");
            awaitBusy(computing);

            long asked = System.nanoTime();
            int status =
                    api.exchange(api.request("/v1/analyses/" + id).DELETE()).statusCode();
            figures.add(idleAfter(computing, asked));

            assertThat(status).isBetween(200, 299);
            assertThat(api.exchange(api.request("/v1/analyses/" + id).GET()).body())
                    .doesNotContain("SUCCEEDED");
        }
        Proof.says(String.format(
                Locale.ROOT,
                "cancel: from the request to the computing process idle or gone: %s ms, asked of one instance, computed by another",
                figures.stream().map(Duration::toMillis).toList()));
        assertThat(figures).allSatisfy(figure -> assertThat(figure).isLessThanOrEqualTo(ALLOWED));
    }

    private static void awaitBusy(ComputingProcess computing) throws InterruptedException {
        Duration before = computing.processorTime().orElseThrow();
        for (int i = 0; i < 200; i++) {
            Thread.sleep(WINDOW);
            Duration now = computing.processorTime().orElseThrow();
            if (now.minus(before).compareTo(Duration.ofSeconds(1)) > 0) {
                return;
            }
        }
        throw new AssertionError("it does not compute");
    }

    /** When the last window ended in which the process used more than half a core; it is watched well beyond what is allowed. */
    private static Duration idleAfter(ComputingProcess computing, long asked) throws InterruptedException {
        long lastBusy = asked;
        long windowBegan = System.nanoTime();
        Duration before = computing.processorTime().orElse(Duration.ZERO);
        while (System.nanoTime() - asked < WATCHED.toNanos()) {
            Thread.sleep(WINDOW);
            Optional<Duration> now = computing.processorTime();
            long windowEnded = System.nanoTime();
            if (now.isEmpty()) {
                return Duration.ofNanos(windowEnded - asked);
            }
            if (now.get().minus(before).toNanos() * 2 > windowEnded - windowBegan) {
                lastBusy = windowEnded;
            }
            before = now.get();
            windowBegan = windowEnded;
        }
        return Duration.ofNanos(lastBusy - asked);
    }
}
