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

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Redis that answers, and refuses: full, a replica, cut off from its master, emptied. */
@QuarkusTest
@NullUnmarked
class RedisFaultsTest extends AgainstService {
    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @AfterEach
    void mend() {
        WithRedis.ask("CONFIG SET maxmemory 0");
        WithRedis.ask("REPLICAOF NO ONE");
        WithRedis.ask("CONFIG SET replica-serve-stale-data yes");
    }

    @Test
    void whereMemoryIsFullSessionsAreFoundAndNoneIsOpened() {
        assertOnlyReading("CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0", "OOM");
    }

    @Test
    void atAReplicaSessionsAreFoundAndNoneIsOpened() {
        assertOnlyReading("REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE", "READONLY");
    }

    private void assertOnlyReading(String fault, String repair, String word) {
        String login = registered();
        String token = loggedIn(login);
        WithRedis.ask(fault);
        refused(logIn(login, PASSWORD));
        lookUp(token).then().statusCode(200);
        ready().then()
                .statusCode(200)
                .body("checks.find { it.name == 'sessions' }.data.state", equalTo("degraded"))
                .body("checks.find { it.name == 'sessions' }.data.writing", containsString(word));
        WithRedis.ask(repair);
        logIn(login, PASSWORD).then().statusCode(201);
        assertThat(ready().asString()).doesNotContain(word);
    }

    @Test
    void aReplicaThatRefusesToAnswerIsAnOutageThatEnds() {
        String login = registered();
        String token = loggedIn(login);
        WithRedis.ask("CONFIG SET replica-serve-stale-data no");
        WithRedis.ask("REPLICAOF 127.0.0.1 1");
        refused(lookUp(token));
        refused(logIn(login, PASSWORD));
        WithRedis.ask("REPLICAOF NO ONE");
        Eventually.within(Duration.ofSeconds(10), () -> lookUp(token).then().statusCode(200));
    }

    @Test
    void anEmptiedRedisLogsEverybodyOutAndNoMore() {
        String login = registered();
        String token = loggedIn(login);
        WithRedis.ask("FLUSHALL");
        lookUp(token).then().statusCode(404);
        lookUp(loggedIn(login)).then().statusCode(200);
    }

    private Response ready() {
        return given().get(health + "/ready");
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:temporarily-unavailable"));
    }
}
