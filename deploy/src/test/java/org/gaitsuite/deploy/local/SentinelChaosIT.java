package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master of a Redis with Sentinels is killed while analyses are submitted and worked on. */
class SentinelChaosIT {
    private static final int PORT_OFFSET = 17_000;
    private static final int FIRST_REDIS_PORT = 27_400;
    private static final int ANALYSES = 40;
    private static final Duration SUBMITTING = Duration.ofSeconds(30);
    private static final Duration BEFORE_THE_KILL = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Sentinels take 2 s to call the master down and some more to agree; the suite has 10 s from then on. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aFailoverLosesNoAnalysisAndNoLogin() throws Exception {
        try (Sentinels redis = Sentinels.start(folder.resolve("redis"), FIRST_REDIS_PORT);
                StartedSuite suite =
                        StartedSuite.start(folder.resolve("suite"), PORT_OFFSET, 2, Map.of("REDIS_URL", redis.url()))) {
            PublicApi person = suite.loggedIn();
            Ledger ledger = new Ledger();
            Submitters submitters = new Submitters(suite, ledger, 3);
            CompletableFuture<Void> submitting = inBackground(submitters);
            Thread.sleep(BEFORE_THE_KILL);
            int before = redis.killMaster();
            long killed = System.nanoTime();
            long newMaster = awaitNewMaster(redis, before);
            long loginAgain = awaitLogin(suite);
            submitting.join();
            List<Ledger.Row> rows = SqlTruth.awaitAllEnded(suite, LIMIT);

            Map<String, String> once = submitters.readResults(rows);
            Ledger.Verdict verdict = ledger.judge(
                    new Ledger.Found(rows, SqlTruth.keysOf(suite), List.of(once, submitters.readResults(rows))));
            int oldLogin = person.exchange(
                            person.request("/v1/sessions/current").GET())
                    .statusCode();
            Proof.says(String.format(
                    Locale.ROOT,
                    "sentinel failover: %s; new master after %.1f s, logins again after %.1f s; a login from before is answered %d; %d calls repeated by clients",
                    verdict.line(),
                    (newMaster - killed) / 1e9,
                    (loginAgain - killed) / 1e9,
                    oldLogin,
                    submitters.repeated()));
            assertThat(submitters.surprises()).isEmpty();
            assertThat(verdict.isClean()).as(verdict.complaints()).isTrue();
            assertThat(oldLogin).isEqualTo(200);
            assertThat(Duration.ofNanos(loginAgain - killed)).isLessThan(RECOVERY);
        }
    }

    private static CompletableFuture<Void> inBackground(Submitters submitters) {
        return CompletableFuture.runAsync(() -> {
            try {
                submitters.submit(ANALYSES, SUBMITTING, new Random(7));
            } catch (Exception e) {
                throw new AssertionError("submitting broke off", e);
            }
        });
    }

    private static long awaitNewMaster(Sentinels redis, int before) throws IOException, InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (redis.master() == before) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the Sentinels agree on no new master");
            }
            Thread.sleep(50);
        }
        return System.nanoTime();
    }

    private static long awaitLogin(StartedSuite suite) throws IOException, InterruptedException {
        PublicApi api = PublicApi.at(suite.url(), suite.credentials().certificate());
        String body = "{\"login\":\"%s\",\"password\":\"%s\"}"
                .formatted(Credentials.LOGIN, suite.credentials().loginPassword());
        HttpResponse<String> last = null;
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            last = api.exchange(api.request("/v1/sessions")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (last.statusCode() == 201) {
                return System.nanoTime();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("nobody can log in any more: " + last);
    }
}
