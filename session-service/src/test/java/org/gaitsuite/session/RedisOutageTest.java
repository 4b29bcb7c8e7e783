package org.gaitsuite.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Redis goes away and comes back. */
@QuarkusTest
@NullUnmarked
class RedisOutageTest extends AgainstService {
    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Inject
    MeterRegistry registry;

    @Test
    void theServiceSaysSoGoesOnAndRecovers() {
        String login = registered();
        String token = loggedIn(login);
        readiness().then().statusCode(200);

        WithRedis.stopServer();
        try {
            Response refused = lookUp(token);
            refused.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:gait-suite:problem:temporarily-unavailable"));
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            long hashes = hashes();
            logIn(login, PASSWORD).then().statusCode(503).header("Retry-After", notNullValue());
            assertThat(hashes()).as("what cannot be counted is not tried").isEqualTo(hashes);
            readiness()
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'sessions' }.status", equalTo("DOWN"))
                    .body("checks.find { it.name == 'sql' }.status", equalTo("UP"))
                    .body(not(containsString("p@ss")));
            given().get(health + "/live").then().statusCode(200);
        } finally {
            WithRedis.startServer();
        }

        Eventually.within(Duration.ofSeconds(10), () -> readiness().then().statusCode(200));
        // This Redis keeps nothing on disk, so the session is gone; a new login works.
        lookUp(token).then().statusCode(404);
        lookUp(loggedIn(login)).then().statusCode(200);
    }

    @Test
    void metricsTellLoginsAndHashes() {
        loggedIn(registered());
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("gait_logins_total{outcome=\"succeeded\"}"))
                .body(containsString("gait_passwords_hash_seconds_count"));
    }

    private long hashes() {
        return registry.get("gait.passwords.hash").timer().count();
    }

    private Response readiness() {
        return given().get(health + "/ready");
    }
}
