package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;

/** From a token to a caller. */
@QuarkusTest
class SessionFlowTest extends AgainstStandIns {
    private static final long CACHE_MILLIS = 1_000;

    @Test
    void withoutATokenALoginIsAskedForAndNoServiceIsBothered() throws Exception {
        HttpResponse<String> answer = client.send(client.at("/v1/analyses"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Client.problem(answer)).isEqualTo("session-required");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(suite.sessionArrivals()).isEmpty();
        assertThat(suite.analysisArrivals()).isEmpty();
    }

    @Test
    void anUnknownTokenHasExpired() throws Exception {
        HttpResponse<String> answer = client.send(client.at("/v1/analyses").header("Authorization", "Bearer stale"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Client.problem(answer)).isEqualTo("session-expired");
        assertThat(suite.analysisArrivals()).isEmpty();
    }

    @Test
    void aTokenThatCannotBeOneIsNotLookedUp() throws Exception {
        HttpResponse<String> answer =
                client.send(client.at("/v1/analyses").header("Authorization", "Bearer " + "x".repeat(600)));

        assertThat(Client.problem(answer)).isEqualTo("session-expired");
        assertThat(suite.sessionArrivals()).isEmpty();
    }

    @Test
    void theCookieOfABrowserCountsAsWell() throws Exception {
        HttpResponse<String> answer = client.send(
                client.at("/v1/analyses").header("Cookie", "theme=dark; __Host-gait-session=" + Suite.TOKEN));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(suite.analysisArrivals().getFirst().headers().contains("Cookie"))
                .isFalse();
    }

    @Test
    void requestsThatArriveTogetherShareOneLookUp() throws Exception {
        Thread.sleep(CACHE_MILLIS + 100);
        List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> client.send(client.asAnna("/v1/analyses")));
        }

        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : together.invokeAll(calls)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }

        assertThat(suite.analysisArrivals()).hasSize(20);
        assertThat(suite.sessionArrivals()).hasSize(1);
    }

    @Test
    void aLookUpIsForgottenAfterASecond() throws Exception {
        client.send(client.asAnna("/v1/analyses"));
        suite.sessions.forEach(one -> one.arrivals().clear());

        Thread.sleep(CACHE_MILLIS + 100);
        client.send(client.asAnna("/v1/analyses"));

        assertThat(suite.sessionArrivals()).hasSize(1);
    }

    @Test
    void loggingOutTakesEffectAtOnce() throws Exception {
        client.send(client.asAnna("/v1/analyses"));

        client.send(client.asAnna("/v1/sessions/current").DELETE());
        suite.sessions.forEach(one -> one.behave(request -> {
            request.response().setStatusCode(404).end();
        }));
        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses"));

        assertThat(Client.problem(answer)).isEqualTo("session-expired");
    }

    @Test
    void aLoginByTheProviderEndsTheOlderSessionAtOnce() throws Exception {
        client.send(client.asAnna("/v1/analyses"));

        client.send(client.asAnna("/v1/sessions/oidc/callback?code=c&state=s"));
        suite.sessions.forEach(one -> one.behave(request -> {
            request.response().setStatusCode(404).end();
        }));
        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses"));

        assertThat(Client.problem(answer)).isEqualTo("session-expired");
    }

    @Test
    void aLookUpGoesToTheOtherInstanceWhenOneIsIll() throws Exception {
        Thread.sleep(CACHE_MILLIS + 100);
        suite.sessions
                .get(0)
                .behave(request -> request.response().setStatusCode(503).end());

        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer =
                    client.send(client.at("/v1/analyses").header("Authorization", "Bearer other-token-" + i));
            assertThat(Client.problem(answer)).isEqualTo("session-expired");
        }
    }

    @Test
    void withoutAnyLookUpTheCallerIsAskedToWait() throws Exception {
        sessionsAreAway();

        HttpResponse<String> answer =
                client.send(client.at("/v1/analyses").header("Authorization", "Bearer never-seen-before-1234"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Client.problem(answer)).isEqualTo("temporarily-unavailable");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    void aSessionSeenNotLongAgoGoesOnWhileNobodyCanLookItUp() throws Exception {
        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
        Thread.sleep(CACHE_MILLIS + 100);
        sessionsAreAway();

        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionThatEndedDoesNotGoOn() throws Exception {
        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
        assertThat(client.send(client.asAnna("/v1/sessions/current").DELETE()).statusCode())
                .isEqualTo(200);
        Thread.sleep(CACHE_MILLIS + 100);
        sessionsAreAway();

        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(503);
    }

    @Test
    void aSessionEndsAtItsTimeEvenWhileNobodyCanLookItUp() throws Exception {
        Thread.sleep(CACHE_MILLIS + 100);
        Instant end = Instant.now().plusMillis(2 * CACHE_MILLIS);
        suite.sessions.forEach(one -> one.behave(request -> Suite.valid(request, end)));
        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
        sessionsAreAway();
        Thread.sleep(2 * CACHE_MILLIS + 100);

        assertThat(Client.problem(client.send(client.asAnna("/v1/analyses")))).isEqualTo("session-expired");
    }

    private void sessionsAreAway() {
        suite.sessions.forEach(one ->
                one.behave(request -> request.response().setStatusCode(503).end()));
    }

    @Test
    void loggingInAnewAndChangingThePasswordTakeEffectAtOnce() throws Exception {
        for (String path : List.of("/v1/sessions", "/v1/accounts/current/password")) {
            suite.reset();
            assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);

            client.send(client.asAnna(path).POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
            suite.sessions.forEach(one ->
                    one.behave(request -> request.response().setStatusCode(404).end()));

            assertThat(Client.problem(client.send(client.asAnna("/v1/analyses"))))
                    .as(path)
                    .isEqualTo("session-expired");
            Thread.sleep(CACHE_MILLIS + 100);
        }
    }

    @Test
    void theSignedIdentitySaysWhatTheTokenIsFor() throws Exception {
        suite.sessions.forEach(one -> one.behave(request -> {
            switch (String.valueOf(request.getHeader("X-Gait-Session"))) {
                case "reader" -> Suite.validFor(request, "analyses:read");
                case "both" -> Suite.validFor(request, "analyses:read", "analyses:write");
                default -> Suite.valid(request, Instant.now().plusSeconds(3600));
            }
        }));
        // Twice, so that the second is answered by what was kept: one account, three identities.
        for (int round = 0; round < 2; round++) {
            assertThat(identityOf("reader").getString("scope")).isEqualTo("analyses:read");
            assertThat(identityOf("both").getString("scope")).isEqualTo("analyses:read analyses:write");
            assertThat(identityOf("person").containsKey("scope")).isFalse();
        }
    }

    private JsonObject identityOf(String token) throws Exception {
        suite.analyses.forEach(one -> one.arrivals().clear());
        assertThat(client.send(client.at("/v1/analyses").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        String jwt = Objects.requireNonNull(
                suite.analysisArrivals().getFirst().headers().get("Authorization"));
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(jwt.split("\\.")[1])));
    }

    @Test
    void loggingInNeedsNoToken() throws Exception {
        suite.sessions.forEach(one -> one.behave(request -> request.response()
                .setStatusCode(201)
                .putHeader("Set-Cookie", "__Host-gait-session=t; Path=/; Secure; HttpOnly; SameSite=Lax")
                .end("{}")));

        HttpResponse<String> answer = client.send(client.at("/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"login\":\"anna\"}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie")).get().asString().contains("__Host-gait-session=t");
        assertThat(suite.sessionArrivals().getFirst().headers().contains("X-Gait-Session"))
                .isFalse();
    }
}
