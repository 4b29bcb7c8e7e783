package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;

/** Pages of other sites. The gateway under test allows https://clinic.example, and https://portal.example also with cookies. */
@QuarkusTest
class CorsTest extends AgainstStandIns {
    @Test
    void theGatewayAnswersWhatABrowserAsksBeforehand() throws Exception {
        String answer = preflight("https://clinic.example");

        assertThat(answer)
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: https://clinic.example\n")
                .containsIgnoringCase("access-control-allow-methods: DELETE, GET, HEAD, POST\n")
                .containsIgnoringCase("idempotency-key")
                .containsIgnoringCase("vary: origin")
                .doesNotContainIgnoringCase("allow-credentials");
        assertThat(suite.analysisArrivals()).isEmpty();
    }

    @Test
    void cookiesAreAllowedOnlyWhereTheyAreListed() throws Exception {
        assertThat(preflight("https://portal.example")).containsIgnoringCase("access-control-allow-credentials: true");
    }

    @Test
    void anOriginThatOnlyLooksAlikeIsNotAllowed() throws Exception {
        for (String origin : new String[] {
            "https://clinic.example.evil.test",
            "https://evilclinic.example",
            "http://clinic.example",
            "https://CLINIC.example",
            "https://clinic.example:444",
            "null"
        }) {
            assertThat(preflight(origin))
                    .as(origin)
                    .startsWith("HTTP/1.1 405")
                    .containsIgnoringCase("vary: origin")
                    .doesNotContainIgnoringCase("access-control");
        }
    }

    @Test
    void thePageMayReadAnswersAndRefusals() throws Exception {
        suite.analysisBehaves(request ->
                request.response().putHeader("Access-Control-Allow-Origin", "*").end("{}"));
        HttpResponse<String> answer =
                client.send(client.asAnna("/v1/analyses").header("Origin", "https://clinic.example"));
        HttpResponse<String> refusal =
                client.send(client.at("/v1/analyses").header("Origin", "https://clinic.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("https://clinic.example");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .get()
                .asString()
                .contains("X-Request-Id", "Location", "RateLimit", "Retry-After");
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://clinic.example");
    }

    @Test
    void noOtherPageMayReadAnything() throws Exception {
        HttpResponse<String> answer =
                client.send(client.asAnna("/v1/analyses").header("Origin", "https://evil.example"));

        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.equalsIgnoreCase("origin"));
    }

    @Test
    void aCookieStillChangesNothingFromAnOriginThatIsNotTrusted() throws Exception {
        HttpResponse<String> withCookie = client.send(client.at("/v1/analyses")
                .header("Cookie", "__Host-gait-session=" + Suite.TOKEN)
                .header("Origin", "https://portal.example")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("x")));
        HttpResponse<String> withToken = client.send(client.asAnna("/v1/analyses")
                .header("Origin", "https://clinic.example")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(withCookie.statusCode()).isEqualTo(403);
        assertThat(withToken.statusCode()).isEqualTo(200);
    }

    private String preflight(String origin) throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head(
                    "OPTIONS /v1/analyses HTTP/1.1",
                    "Host: x",
                    "Origin: " + origin,
                    "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: authorization");
            return call.block();
        }
    }
}
