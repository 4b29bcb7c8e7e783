package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** What ends a session before its time, and what a look-up costs. */
@QuarkusTest
class SessionEndTest extends AgainstService {
    @Test
    void aLoginEndsTheSessionThatTheBrowserHadBefore() {
        String login = registered();
        String older = loggedIn(login);
        String ofSomebodyElse = loggedIn(registered());

        logInAgain(older, login, "not this one at all").then().statusCode(401);
        lookUp(older).then().statusCode(200);

        String newer = logInAgain(older, login, PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        lookUp(older).then().statusCode(404);
        lookUp(newer).then().statusCode(200);

        // Two who share a browser: the first is out, whoever comes.
        logInAgain(ofSomebodyElse, login, PASSWORD).then().statusCode(201);
        lookUp(ofSomebodyElse).then().statusCode(404);
        lookUp(newer).then().statusCode(200);
    }

    @Test
    void aLoginThatComesWithAnApiTokenLeavesItBe() {
        String login = registered();
        String program = json(Map.of("name", "program"))
                .header("X-Gait-Session", loggedIn(login))
                .post("/v1/tokens")
                .then()
                .extract()
                .path("token");
        logInAgain(program, login, PASSWORD).then().statusCode(201);
        lookUp(program).then().statusCode(200);
    }

    @Test
    void aLookUpIsOneCommandAndWritesAtMostOnceAMinute() {
        String token = loggedIn(registered());
        lookUp(token).then().statusCode(200);
        long scripts = calls("eval");
        long writes = calls("pexpire");
        long reads = calls("get");
        for (int request = 0; request < 20; request++) {
            lookUp(token).then().statusCode(200);
        }
        assertThat(calls("eval") - scripts).isEqualTo(20);
        assertThat(calls("get") - reads).as("inside of the scripts").isEqualTo(20);
        assertThat(calls("pexpire") - writes).isZero();
    }

    @Test
    void aSessionThatAnEarlierVersionWroteIsReadAndGetsTheIdleLimit() {
        String token = BearerToken.random(BearerToken.Kind.SESSION).value();
        String key = "session:" + BearerToken.sha256(token);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        WithRedis.ask(
                "SET", key, """
                {"account_id":"%s","login":"ada","name":"Ada","roles":["user"],"created_at":"%s","expires_at":"%s"}""".formatted(UUID.randomUUID(), now, now.plus(Duration.ofHours(23))), "PX", "82800000");

        lookUp(token).then().statusCode(200).body("login", equalTo("ada"));

        long left = Long.parseLong(WithRedis.ask("PTTL", key));
        assertThat(left).isBetween(7_000_000L, 7_200_000L);
    }

    private static long calls(String command) {
        Matcher found =
                Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(WithRedis.ask("INFO", "commandstats"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static Response logInAgain(String older, String login, String password) {
        return json(Map.of("login", login, "password", password))
                .header("X-Gait-Session", older)
                .post("/v1/sessions");
    }
}
