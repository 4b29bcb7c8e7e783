package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.StandIn;
import org.junit.jupiter.api.Test;

/** What load balancers and orchestrators are told. */
@QuarkusTest
class HealthTest extends AgainstStandIns {
    @TestHTTPResource(value = "", management = true)
    @SuppressWarnings("NullAway.Init")
    URI management;

    @Test
    void everythingThere() throws Exception {
        HttpResponse<String> ready = untilStatus("/health/ready", 200);

        assertThat(new JsonObject(ready.body())).isEqualTo(new JsonObject("""
                        {"status": "ready", "parts":
                         {"session-service": "up", "analysis-service": "up", "identity-key": "up"}}"""));
        assertThat(client.send(client.at("/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void oneInstanceOfEachIsEnough() throws Exception {
        suite.analyses.get(0).stop();
        suite.sessions.get(1).stop();
        Thread.sleep(1_000);

        assertThat(client.send(client.at("/health/ready")).statusCode()).isEqualTo(200);
    }

    @Test
    void degradedButAliveAndRecoversByItself() throws Exception {
        suite.analyses.forEach(StandIn::stop);

        HttpResponse<String> ready = untilStatus("/health/ready", 503);

        JsonObject told = new JsonObject(ready.body());
        assertThat(told.getString("status")).isEqualTo("degraded");
        assertThat(told.getJsonObject("parts").getString("analysis-service")).isEqualTo("down");
        assertThat(told.getJsonObject("parts").getString("session-service")).isEqualTo("up");
        assertThat(client.send(client.at("/health/live")).statusCode()).isEqualTo(200);
        assertThat(client.send(client.at("/health")).statusCode()).isEqualTo(200);
        HttpResponse<String> startup = client.send(client.at("/startup"));
        assertThat(startup.statusCode()).isEqualTo(200);
        assertThat(startup.body()).contains("\"degraded\"");

        suite.analyses.forEach(StandIn::start);
        untilStatus("/health/ready", 200);
    }

    @Test
    void whatAServiceMissesIsNamed() throws Exception {
        untilStatus("/health/ready", 200);
        suite.sessions.forEach(session -> session.tellProbes("sql=up,redis=up"));
        suite.analyses.get(1).tellProbes("sql=up,redis=down,store=up");

        JsonObject told = new JsonObject(untilStatus("/health/ready", 503).body());

        assertThat(told.getString("status")).isEqualTo("degraded");
        assertThat(told.getJsonObject("parts").getString("redis")).isEqualTo("down");
        assertThat(told.getJsonObject("parts").getString("sql")).isEqualTo("up");
        assertThat(client.send(client.at("/health")).statusCode()).isEqualTo(200);
    }

    @Test
    void theManagementPortHasHealthAndMetrics() throws Exception {
        Client operator = new Client(management);
        untilStatus("/health/ready", 200);

        HttpResponse<String> health = operator.send(operator.at("/q/health/ready"));
        HttpResponse<String> metrics = operator.send(operator.at("/q/metrics"));

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(health.body()).getString("status")).isEqualTo("UP");
        assertThat(metrics.body()).contains("http_server_requests_seconds_count");
        assertThat(client.send(client.at("/metrics")).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> untilStatus(String path, int status) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        HttpResponse<String> answer = client.send(client.at(path));
        while (answer.statusCode() != status && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            answer = client.send(client.at(path));
        }
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }
}
