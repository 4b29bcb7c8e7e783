package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * For 30 s every packet between the services and Redis is dropped, so that no connection fails and none answers, while analyses are
 * submitted and worked on.
 */
class BlackholeChaosIT {
    private static final int ANALYSES = 40;
    private static final Duration SUBMITTING = Duration.ofSeconds(45);
    private static final Duration HOLE = Duration.ofSeconds(30);
    /** A call may be the one that finds out; it has a look-up, and Redis or SQL, to wait for. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(19_000, 2);

    /** One call: when it ended, how long it took, and its status. */
    private record Call(String name, int status, long endNanos, Duration took) {}

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean watching = true;

    @Test
    void aBlackholeOfThirtySecondsLosesNothingAndNobodyWaitsForIt() throws Exception {
        StartedSuite suite = SUITE.get();
        PublicApi person = suite.loggedIn();
        Ledger ledger = new Ledger();
        Submitters submitters = new Submitters(suite, ledger, 3);
        CompletableFuture<Void> submitting = inBackground(submitters);
        // Both gateways get to know this person.
        for (int i = 0; i < 20; i++) {
            assertThat(list(person).statusCode()).isEqualTo(200);
        }
        Thread.sleep(Duration.ofSeconds(5));
        PublicApi browser = PublicApi.at(suite.url(), suite.credentials().certificate());
        Thread logins = Thread.ofVirtual().start(() -> repeat("login", () -> logIn(browser, suite)));
        Thread lists = Thread.ofVirtual().start(() -> repeat("list", () -> list(person)));
        long over;
        try (Blackhole hole = Blackhole.of(suite.ports().redis())) {
            Thread.sleep(HOLE);
            over = System.nanoTime();
        }
        long loginAgain = awaitSuccess("login", over);
        long listAgain = awaitSuccess("list", over);
        watching = false;
        logins.join();
        lists.join();
        submitting.join();
        List<Ledger.Row> rows = SqlTruth.awaitAllEnded(suite, LIMIT);
        suite.awaitAllUp(RECOVERY);

        Map<String, String> once = submitters.readResults(rows);
        Ledger.Verdict verdict = ledger.judge(
                new Ledger.Found(rows, SqlTruth.keysOf(suite), List.of(once, submitters.readResults(rows))));
        Duration longest =
                calls.stream().map(Call::took).max(Duration::compareTo).orElseThrow();
        Proof.says(String.format(
                Locale.ROOT,
                "blackhole of %d s: %s; calls meanwhile %s, the longest took %.1f s; after it logins again after %.1f s, lists after %.1f s; %d calls repeated by clients",
                HOLE.toSeconds(),
                verdict.line(),
                counted(over),
                longest.toMillis() / 1000.0,
                (loginAgain - over) / 1e9,
                (listAgain - over) / 1e9,
                submitters.repeated()));
        assertThat(submitters.surprises()).isEmpty();
        assertThat(verdict.isClean()).as(verdict.complaints()).isTrue();
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.took()).as(call.name()).isLessThan(LONGEST_CALL);
            assertThat(call.status()).as(call.name()).isIn(200, 201, 503);
        });
        assertThat(Duration.ofNanos(Math.max(loginAgain, listAgain) - over)).isLessThan(RECOVERY);
    }

    private static CompletableFuture<Void> inBackground(Submitters submitters) {
        return CompletableFuture.runAsync(() -> {
            try {
                submitters.submit(ANALYSES, SUBMITTING, new Random(11));
            } catch (Exception e) {
                throw new AssertionError("submitting broke off", e);
            }
        });
    }

    @FunctionalInterface
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private void repeat(String name, Request request) {
        try {
            while (watching) {
                long began = System.nanoTime();
                int status;
                try {
                    status = request.send().statusCode();
                } catch (IOException brokenOff) {
                    status = -1;
                }
                long ended = System.nanoTime();
                calls.add(new Call(name, status, ended, Duration.ofNanos(ended - began)));
                Thread.sleep(250);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each login ends the one before, as a browser's do, so the account keeps its other sessions. */
    private static HttpResponse<String> logIn(PublicApi browser, StartedSuite suite)
            throws IOException, InterruptedException {
        String body = "{\"login\":\"%s\",\"password\":\"%s\"}"
                .formatted(Credentials.LOGIN, suite.credentials().loginPassword());
        HttpResponse<String> answer = browser.exchange(browser.request("/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() == 201) {
            browser.identifyBy(
                    new ObjectMapper().readTree(answer.body()).path("token").asText());
        }
        return answer;
    }

    private static HttpResponse<String> list(PublicApi person) throws IOException, InterruptedException {
        return person.exchange(person.request("/v1/analyses").GET());
    }

    /** When the first of these calls succeeded that ended after {@code since}. */
    private long awaitSuccess(String name, long since) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            for (Call call : calls) {
                if (call.name().equals(name) && call.endNanos() - since > 0 && call.status() / 100 == 2) {
                    return call.endNanos();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no " + name + " succeeds any more: " + counted(Long.MAX_VALUE));
    }

    /** How often which status was seen before {@code until}. */
    private Map<String, Integer> counted(long until) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Call call : calls) {
            if (call.endNanos() - until < 0) {
                counts.merge(call.name() + " " + call.status(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
