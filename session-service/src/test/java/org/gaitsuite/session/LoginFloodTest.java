package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand wrong passwords at the same time, from several addresses, while others go on. {@code -Dflood=10000} makes more of them; it
 * lasts until the others are done, at least.
 */
@QuarkusTest
@TestProfile(LoginFloodTest.Patient.class)
@NullUnmarked
class LoginFloodTest extends AgainstService {
    /** A machine that is busy with other things must not look like an outage. */
    public static final class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gait.redis.timeout", "15s", "gait.passwords.timeout", "30s");
        }
    }

    private static final int ATTEMPTS = Integer.getInteger("flood", 800);
    private static final int OTHERS = 5;
    private static final int ADDRESSES = 12;
    private static final int AT_A_TIME = 96;
    /** Room for hashes to wait, {@code gait.passwords.waiting}. */
    private static final int ROOM = 64;

    private final List<String> blocked = new CopyOnWriteArrayList<>();
    private final Logger eventLoops = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            blocked.add(line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @TestHTTPResource("/")
    URI service;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void listen() {
        eventLoops.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        eventLoops.removeHandler(listener);
    }

    @Test
    void aFloodOfWrongPasswordsIsRefusedAndOthersGoOn() throws Exception {
        String victim = registered();
        String other = registered();
        String session = loggedIn(other);
        double hashesBefore = hashes();

        ConcurrentMap<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean othersAreWaiting = new AtomicBoolean(true);
        List<Long> lookUps = new ArrayList<>();
        List<Long> lookUpsWhileFull = new ArrayList<>();
        List<Long> logins = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> flood = new ArrayList<>();
            for (int guesser = 0; guesser < AT_A_TIME; guesser++) {
                flood.add(guessers.submit(() -> {
                    while (sent.get() < ATTEMPTS || othersAreWaiting.get()) {
                        int attempt = sent.getAndIncrement();
                        String login = attempt % 4 == 0 ? victim : newLogin();
                        String from = "198.18.0.%d".formatted(attempt % ADDRESSES);
                        HttpResponse<String> answer = client.send(login(login, "not this one at all", from), asText());
                        answers.computeIfAbsent(kind(answer), kind -> new AtomicInteger())
                                .incrementAndGet();
                    }
                    return true;
                }));
            }
            try {
                while (flood.stream().anyMatch(guesser -> !guesser.isDone())) {
                    boolean full = waiting() >= ROOM - 1;
                    long began = System.nanoTime();
                    assertThat(client.send(lookUp(session), asText()).statusCode())
                            .isEqualTo(200);
                    (full ? lookUpsWhileFull : lookUps).add(millisSince(began));
                    if (logins.size() < OTHERS) {
                        began = System.nanoTime();
                        assertThat(client.send(login(other, PASSWORD, "203.0.113." + logins.size()), asText())
                                        .statusCode())
                                .as("somebody else's login from elsewhere")
                                .isEqualTo(201);
                        logins.add(millisSince(began));
                        othersAreWaiting.set(logins.size() < OTHERS);
                    }
                }
            } finally {
                othersAreWaiting.set(false);
            }
            for (Future<?> guesser : flood) {
                assertThat(outcome(guesser)).isEmpty();
            }
        }

        System.out.printf(
                "%d attempts: %s, %.0f hashes; look-ups %d, at most %d ms; while all room to wait was taken %d, at most %d ms;"
                        + " logins from elsewhere %s ms%n",
                sent.get(),
                answers,
                hashes() - hashesBefore,
                lookUps.size(),
                longest(lookUps),
                lookUpsWhileFull.size(),
                longest(lookUpsWhileFull),
                logins);
        assertThat(answers.keySet()).isSubsetOf("401", "429 with Retry-After", "503 with Retry-After");
        assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum())
                .isEqualTo(sent.get())
                .isGreaterThanOrEqualTo(ATTEMPTS);
        assertThat(blocked).as("event loops that were blocked").isEmpty();
        assertThat(lookUpsWhileFull).as("look-ups while hashes took all room").isNotEmpty();
        assertThat(logins).hasSize(OTHERS);
        // What a limit refuses costs no hash; what was pushed out neither.
        assertThat(hashes() - hashesBefore)
                .isLessThanOrEqualTo(answers.get("401").get() + logins.size());
    }

    private static String kind(HttpResponse<String> answer) {
        boolean waits = answer.headers().firstValue("Retry-After").isPresent();
        return answer.statusCode() + (waits ? " with Retry-After" : "");
    }

    private HttpRequest login(String login, String password, String from) {
        return HttpRequest.newBuilder(service.resolve("/v1/sessions"))
                .header("Authorization", "Bearer " + GatewayKeys.jwt())
                .header("X-Forwarded-For", from)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)))
                .build();
    }

    private HttpRequest lookUp(String token) {
        return HttpRequest.newBuilder(service.resolve("/internal/session"))
                .header("Authorization", "Bearer " + GatewayKeys.jwt())
                .header("X-Gait-Session", token)
                .build();
    }

    private static HttpResponse.BodyHandler<String> asText() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private double waiting() {
        return metrics.get("gait.passwords.waiting").gauge().value();
    }

    private double hashes() {
        return metrics.get("gait.passwords.hash").timer().count();
    }

    private static Optional<Throwable> outcome(Future<?> guesser) throws InterruptedException {
        try {
            guesser.get();
            return Optional.empty();
        } catch (ExecutionException fault) {
            return Optional.ofNullable(fault.getCause());
        }
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static long longest(List<Long> millis) {
        return millis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
