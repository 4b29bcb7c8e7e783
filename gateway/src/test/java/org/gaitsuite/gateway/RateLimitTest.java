package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that lets little through: what its clients see. Each test has addresses and accounts of its own. */
@QuarkusTest
@TestProfile(RateLimitTest.Narrow.class)
class RateLimitTest extends AgainstStandIns {
    private static int tests;

    /** Windows are long where a test counts, and short where it waits. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.gateway.rates.address", "8/24H",
                    "gait.gateway.rates.login", "3/24H",
                    "gait.gateway.rates.account", "5/2S",
                    "gait.gateway.rates.upload", "2/24H",
                    "gait.gateway.behind-proxy", "true",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true");
        }
    }

    @TestHTTPResource(value = "", management = true)
    @SuppressWarnings("NullAway.Init")
    URI management;

    private String address = "";
    private String account = "";

    @BeforeEach
    void somebodyNew() {
        tests++;
        address = "192.0.2." + tests;
        account = "account-" + tests;
        // The token is the account.
        suite.sessions.forEach(one -> one.behave(request -> {
            String token = request.getHeader("X-Gait-Session");
            if (!"/internal/session".equals(request.path()) || token == null) {
                request.response().end("{}");
                return;
            }
            Suite.valid(request, token, Instant.now().plus(Duration.ofHours(1)));
        }));
    }

    @Test
    void headersCountDownAndThenTheCallIsRefused() throws Exception {
        awaitBeginOfWindow();
        for (int left = 4; left >= 0; left--) {
            HttpResponse<String> answer = call(account, "10.1.0." + left);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"account\";q=5;w=2");
            assertThat(header(answer, "RateLimit")).matches("\"account\";r=" + left + ";t=[12]");
            assertThat(header(answer, "RateLimit-Limit")).isEqualTo("5");
            assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(header(answer, "RateLimit-Reset")).matches("[12]");
        }
        int arrived = suite.analysisArrivals().size();
        HttpResponse<String> refused = call(account, "10.1.1.1");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Client.problem(refused)).isEqualTo("rate-limited");
        assertThat(new JsonObject(refused.body()).getString("detail"))
                .contains("this account", "5 in 2 s", "try again in " + header(refused, "Retry-After") + " s");
        assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "Retry-After")).matches("[1234]");
        assertThat(suite.analysisArrivals()).hasSize(arrived);
        assertThat(call(account + "-of-somebody-else", "10.1.1.2").statusCode()).isEqualTo(200);

        Thread.sleep(Duration.ofSeconds(Long.parseLong(header(refused, "Retry-After"))));
        assertThat(call(account, "10.1.1.3").statusCode()).isEqualTo(200);
    }

    @Test
    void headersAreOfTheFormThatTheDocumentSays() throws Exception {
        HttpResponse<String> answer = call(account, address);
        while (answer.statusCode() == 200) {
            answer = call(account, address);
        }
        JsonNode described = new ObjectMapper(new YAMLFactory())
                .readTree(new File("src/main/resources/openapi.yaml"))
                .at("/components/headers");

        for (String name : List.of(
                "RateLimit-Policy",
                "RateLimit",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
                "Retry-After")) {
            assertThat(header(answer, name))
                    .as(name)
                    .matches(described.path(name).at("/schema/pattern").asText("no pattern"));
        }
    }

    @Test
    void whoShowsNoLoginIsCountedByAddress() throws Exception {
        for (int left = 7; left >= 0; left--) {
            HttpResponse<String> answer = anonymous("/v1/analyses");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"address\";q=8;w=86400");
            assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(Integer.toString(left));
        }

        assertThat(anonymous("/v1/analyses").statusCode()).isEqualTo(429);
        assertThat(anonymous("/v1/nowhere").statusCode()).isEqualTo(429);
        assertThat(call(account, address).statusCode()).as("with a login, too").isEqualTo(429);
        assertThat(anonymous("/health").statusCode()).as("load balancers").isEqualTo(200);
        assertThat(anonymous("/openapi").statusCode()).as("documents").isEqualTo(200);
    }

    @Test
    void loginsFromOneAddressAreFewer() throws Exception {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> answer = logIn();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit")).startsWith("\"login\";r=" + left + ";t=");
        }
        int arrived = suite.sessionArrivals().size();

        assertThat(logIn().statusCode()).isEqualTo(429);
        assertThat(suite.sessionArrivals()).hasSize(arrived);
        assertThat(call(account, address).statusCode()).as("other calls").isEqualTo(200);
    }

    @Test
    void aReturnFromTheProviderCountsAsALogin() throws Exception {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> answer = anonymous("/v1/sessions/oidc/callback?code=guess&state=s");
            assertThat(header(answer, "RateLimit")).startsWith("\"login\";r=" + left + ";t=");
        }

        assertThat(anonymous("/v1/sessions/oidc/callback?code=guess&state=s").statusCode())
                .isEqualTo(429);
        assertThat(logIn().statusCode()).isEqualTo(429);
    }

    @Test
    void uploadsOfOneAccountAreFewer() throws Exception {
        assertThat(upload().statusCode()).isEqualTo(200);
        assertThat(header(upload(), "RateLimit")).startsWith("\"upload\";r=0;t=");
        HttpResponse<String> refused = upload();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(refused.body()).getString("detail")).contains("uploads of this account", "2 in 24 h");
        assertThat(suite.analysisArrivals()).hasSize(2);
        assertThat(call(account, address).statusCode()).as("reading").isEqualTo(200);
    }

    @Test
    void oneNetworkOfIpv6IsOneAddress() throws Exception {
        for (int i = 1; i <= 8; i++) {
            assertThat(call(account + i, "2001:db8:0:" + tests + "::" + i).statusCode())
                    .isEqualTo(200);
        }

        assertThat(call(account, "2001:db8:0:" + tests + "::9").statusCode()).isEqualTo(429);
        assertThat(call(account, "2001:db8:1:" + tests + "::9").statusCode()).isEqualTo(200);
    }

    @Test
    void operatorsSeeWhoWasRefusedByWhichLimit() throws Exception {
        for (int i = 0; i < 9; i++) {
            anonymous("/v1/analyses");
        }
        HttpResponse<String> metrics = new Client(management).send(new Client(management).at("/q/metrics"));

        assertThat(metrics.body())
                .containsPattern("gait_gateway_rate_limited_total\\{limit=\"address\",?} [1-9]")
                .contains("gait_gateway_rates_shared 0.0")
                .contains("gait_gateway_upstream_in_flight{service=\"analysis-service\"")
                .contains("gait_gateway_upstream_circuit_open{service=\"session-service\"");
    }

    private static void awaitBeginOfWindow() throws InterruptedException {
        long window = 2_000;
        Thread.sleep(window - System.currentTimeMillis() % window);
    }

    private HttpResponse<String> call(String token, String from) throws Exception {
        return client.send(client.at("/v1/analyses")
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", from));
    }

    private HttpResponse<String> upload() throws Exception {
        return client.send(client.at("/v1/analyses")
                .header("Authorization", "Bearer " + account)
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString("a film")));
    }

    private HttpResponse<String> logIn() throws Exception {
        return client.send(client.at("/v1/sessions")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        return client.send(client.at(path).header("X-Forwarded-For", address));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("missing");
    }
}
