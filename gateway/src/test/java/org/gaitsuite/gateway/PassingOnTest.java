package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.StandIn;
import org.gaitsuite.gateway.standin.Suite;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

/** What reaches the services, and what reaches the client. */
@QuarkusTest
class PassingOnTest extends AgainstStandIns {
    @ConfigProperty(name = "test.identity.public-key-file")
    @SuppressWarnings("NullAway.Init")
    String publicKey;

    @Test
    void methodPathQueryAndBodyArriveUnchanged() throws Exception {
        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses?height=1.65&name=a%20b%2Fc")
                .POST(HttpRequest.BodyPublishers.ofString("a film")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"bytes\":6}");
        assertThat(suite.analysisArrivals()).singleElement().satisfies(arrival -> {
            assertThat(arrival.method()).isEqualTo("POST");
            assertThat(arrival.uri()).isEqualTo("/v1/analyses?height=1.65&name=a%20b%2Fc");
            assertThat(arrival.headers().get("Content-Length")).isEqualTo("6");
        });
    }

    @Test
    void whatABrowserKeepsAtTheProviderIsPassedOnForItsReturnAlone() throws Exception {
        String cookies = "theme=dark; __Host-gait-login=seed.17.Lw; __Host-gait-session=" + Suite.TOKEN;

        client.send(client.at("/v1/sessions/oidc/callback?code=c&state=s")
                .header("Cookie", cookies)
                .header("X-Gait-Login-Attempt", "forged"));
        client.send(client.at("/v1/sessions/oidc").header("Cookie", cookies));
        client.send(client.at("/v1/sessions/current").header("Cookie", cookies));
        client.send(client.at("/v1/sessions/oidc/callback").header("X-Gait-Login-Attempt", "forged"));
        client.send(client.at("/v1/sessions/oidc/callback").header("Cookie", "__Host-gait-login=a b\"c"));

        assertThat(suite.sessionArrivals())
                .hasSize(5)
                .allSatisfy(arrival ->
                        assertThat(arrival.headers().contains("Cookie")).isFalse())
                .filteredOn(arrival -> arrival.headers().contains("X-Gait-Login-Attempt"))
                .singleElement()
                .satisfies(arrival -> {
                    assertThat(arrival.uri()).isEqualTo("/v1/sessions/oidc/callback?code=c&state=s");
                    assertThat(arrival.headers().getAll("X-Gait-Login-Attempt")).containsExactly("seed.17.Lw");
                });
    }

    @Test
    void theWayToTheProviderReachesTheBrowserUnchanged() throws Exception {
        suite.sessions.forEach(one -> one.behave(request -> {
            request.response()
                    .headers()
                    .add("Set-Cookie", "__Host-gait-session=a; Path=/")
                    .add("Set-Cookie", "__Host-gait-login=; Max-Age=0");
            var _ = request.response()
                    .setStatusCode(303)
                    .putHeader("Location", "/analyses/17")
                    .end();
        }));

        HttpResponse<String> answer = client.send(client.at("/v1/sessions/oidc/callback?code=c&state=s"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/analyses/17");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactly("__Host-gait-session=a; Path=/", "__Host-gait-login=; Max-Age=0");
    }

    @Test
    void analysisServiceIsToldWhoCallsAndNothingElse() throws Exception {
        client.send(client.asAnna("/v1/analyses"));

        StandIn.Arrival arrival = suite.analysisArrivals().getFirst();
        JwtClaims claims = identityIn(arrival, "analysis-service");
        assertThat(claims.getSubject()).isEqualTo(Suite.ACCOUNT);
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("anna");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
        assertThat(claims.getJwtId()).isNotBlank();
        assertThat(claims.getExpirationTime().getValue() - Instant.now().getEpochSecond())
                .isBetween(25L, 60L);
        assertThat(arrival.headers().toString()).doesNotContain(Suite.TOKEN);
    }

    @Test
    void sessionServiceIsCalledByTheGatewayWithTheCallersToken() throws Exception {
        client.send(client.at("/v1/sessions/current").header("Cookie", "a=b; __Host-gait-session=" + Suite.TOKEN));

        StandIn.Arrival arrival = suite.sessionArrivals().getFirst();
        JwtClaims claims = identityIn(arrival, "session-service");
        assertThat(claims.getSubject()).isEqualTo("gateway");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("gateway");
        assertThat(arrival.headers().get("X-Gait-Session")).isEqualTo(Suite.TOKEN);
        assertThat(arrival.headers().contains("Cookie")).isFalse();
    }

    @Test
    void forgedAndHopByHopHeadersStayOutside() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head(
                            "GET /v1/analyses HTTP/1.1",
                            "Host: gait.example:8443",
                            "Authorization: Bearer " + Suite.TOKEN,
                            "X-Gait-Session: forged",
                            "x-gait-role: operator",
                            "X-Forwarded-For: 6.6.6.6",
                            "X-Forwarded-Proto: gopher",
                            "Forwarded: for=6.6.6.6",
                            "Proxy-Authorization: Basic eA==",
                            "TE: trailers",
                            "Keep-Alive: timeout=1",
                            "Connection: keep-alive, X-Private",
                            "X-Private: hop",
                            "X-Harmless: stays",
                            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .block();
        }

        var headers = suite.analysisArrivals().getFirst().headers();
        assertThat(headers.names().stream().map(String::toLowerCase))
                .doesNotContain(
                        "x-gait-session",
                        "x-gait-role",
                        "forwarded",
                        "proxy-authorization",
                        "te",
                        "keep-alive",
                        "x-private");
        assertThat(headers.get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(headers.get("X-Forwarded-Host")).isEqualTo("gait.example:8443");
        assertThat(headers.get("X-Harmless")).isEqualTo("stays");
        assertThat(headers.get("traceparent"))
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void aSaneRequestIdIsKeptAllTheWay() throws Exception {
        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses").header("X-Request-Id", "walk-7.b"));

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("walk-7.b");
        assertThat(suite.analysisArrivals().getFirst().headers().get("X-Request-Id"))
                .isEqualTo("walk-7.b");
    }

    @Test
    void anOddRequestIdIsReplacedAndNamedInProblems() throws Exception {
        HttpResponse<String> answer = client.send(client.at("/v1/analyses").header("X-Request-Id", "<script>"));

        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(new JsonObject(answer.body()).getString("request_id")).isEqualTo(id);
    }

    @Test
    void answersKeepTheirHeadersExceptThoseOfTheConnection() throws Exception {
        suite.analysisBehaves(request -> request.response()
                .setStatusCode(202)
                .putHeader("Location", "/v1/analyses/a1")
                .putHeader("Server", "secret/1.0")
                .putHeader("X-Gait-Internal", "secret")
                .putHeader("Keep-Alive", "timeout=1")
                .putHeader("Content-Security-Policy", "none at all")
                .end("{}"));
        HttpResponse<String> answer =
                client.send(client.asAnna("/v1/analyses").POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/analyses/a1");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-gait-internal", "keep-alive");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aHeadRequestGetsTheLengthAndNoBody() throws Exception {
        suite.analysisBehaves(request ->
                request.response().putHeader("Content-Length", "12345").end());
        HttpResponse<String> answer = client.send(
                client.asAnna("/v1/analyses/a1/overlay.mp4").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(12345);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void connectionsAreUsedAgainAfterAnAnswerWithoutBody() throws Exception {
        suite.analysisBehaves(request -> request.response().setStatusCode(204).end());
        try (RawCall call = new RawCall(base.getPort())) {
            for (int i = 0; i < 3; i++) {
                call.head("DELETE /v1/analyses/a1 HTTP/1.1", "Host: x", "Authorization: Bearer " + Suite.TOKEN);
                assertThat(call.block()).startsWith("HTTP/1.1 204");
            }
        }
        assertThat(suite.analysisArrivals()).hasSize(3);
    }

    private JwtClaims identityIn(StandIn.Arrival arrival, String audience)
            throws InvalidJwtException, IOException, GeneralSecurityException, MalformedClaimException {
        return new JwtConsumerBuilder()
                .setVerificationKey(io.smallrye.jwt.util.KeyUtils.decodePublicKey(
                        Files.readString(Path.of(publicKey)), io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
                .setExpectedIssuer("gait-gateway")
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .build()
                .processToClaims(identityIn(arrival));
    }
}
