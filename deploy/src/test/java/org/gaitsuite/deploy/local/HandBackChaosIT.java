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

/** A worker that is told to stop and has no time to finish gives its work back at once, not when its lease has run out. */
class HandBackChaosIT {
    private static final int TIMES = 3;
    private static final Duration ALLOWED = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final SuiteForTests SUITE =
            new SuiteForTests(15_000, 2, Map.of("GAIT_WORKER_SHUTDOWN_GRACE", "0S"), "--role", "api,worker");

    @Test
    void aStoppedWorkerGivesItsAnalysisBackWithinTwoSeconds() throws Exception {
        StartedSuite suite = SUITE.get();
        PublicApi api = suite.loggedIn();
        List<Long> figures = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            String id = api.submit(Walks.longest(suite), Map.of("again", "true", "name", "stop " + i))
                    .path("id")
                    .asText();
            ComputingProcess.await(suite, id, LIMIT);
            Thread.sleep(1000);
            ProcessHandle worker =
                    ProcessHandle.of(suite.process("analysis-service-2").pid()).orElseThrow();
            try (SqlTruth truth = new SqlTruth(suite)) {
                long told = System.nanoTime();
                worker.destroy();
                figures.add(Duration.ofNanos(handedBack(truth, id) - told).toMillis());
            }
            assertThat(api.exchange(api.request("/v1/analyses/" + id).DELETE()).statusCode())
                    .isBetween(200, 299);
            suite.awaitAllUp(LIMIT);
        }
        Proof.says(String.format(
                Locale.ROOT, "hand-back: from SIGTERM to back in the queue with a grace of 0 s: %s ms", figures));
        assertThat(figures).allSatisfy(figure -> assertThat(figure).isLessThanOrEqualTo(ALLOWED.toMillis()));
    }

    /** When the analysis was seen to be back in the queue. */
    private static long handedBack(SqlTruth truth, String id) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<SqlTruth.Work> work = truth.work(id);
        while (System.nanoTime() < end) {
            work = truth.work(id);
            if (work.filter(w -> w.state().equals("QUEUED") && w.handedBack() > 0)
                    .isPresent()) {
                return System.nanoTime();
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it was not handed back: " + work);
    }
}
