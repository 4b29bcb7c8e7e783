package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logInFrom;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Guessing is bounded, and whoever guesses shuts out themselves first. */
@QuarkusTest
class GuessingTest extends AgainstService {
    /** Refused without a hash, which keeps this fast; it counts all the same. */
    private static final String OVERSIZED = "x".repeat(3000);

    private static final AtomicInteger PLACES = new AtomicInteger();

    @Test
    void aStrangerWhoGuessesHasToWaitAndTheOwnerElsewhereHasNot() {
        for (String login : new String[] {registered(), newLogin()}) {
            String stranger = somewhere();
            for (int attempt = 0; attempt < 10; attempt++) {
                logInFrom(stranger, login, OVERSIZED).then().statusCode(401);
            }
            // Even the right password has to wait there now, whether the login exists or not.
            Response refused = logInFrom(stranger, login, PASSWORD);
            refused.then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:gait-suite:problem:too-many-attempts"));
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 901);
            int elsewhere = logInFrom(somewhere(), login, PASSWORD).statusCode();
            assertThat(elsewhere).isIn(201, 401);
        }
        String owned = registered();
        String stranger = somewhere();
        for (int attempt = 0; attempt < 40; attempt++) {
            logInFrom(stranger, owned, OVERSIZED);
        }
        logInFrom(somewhere(), owned, PASSWORD).then().statusCode(201);
    }

    @Test
    void guessingFromManyPlacesMeetsTheCeilingOfTheLogin() {
        String login = registered();
        for (int place = 0; place < 10; place++) {
            String address = somewhere();
            for (int attempt = 0; attempt < 10; attempt++) {
                logInFrom(address, login, OVERSIZED).then().statusCode(401);
            }
        }
        String another = somewhere();
        logInFrom(another, login, OVERSIZED).then().statusCode(429);
        // What the ceiling refused counts nowhere else.
        for (int attempt = 0; attempt < 99; attempt++) {
            logInFrom(another, newLogin(), OVERSIZED).then().statusCode(401);
        }
    }

    @Test
    void ownersWhoGotItRightBeginAnew() {
        String login = registered();
        String home = somewhere();
        for (int round = 0; round < 2; round++) {
            for (int slip = 0; slip < 9; slip++) {
                logInFrom(home, login, OVERSIZED).then().statusCode(401);
            }
            logInFrom(home, login, PASSWORD).then().statusCode(201);
        }
    }

    @Test
    void triesAtManyLoginsFromOneAddressAreSlowedDownAndSuccessDoesNotCount() {
        String address = somewhere();
        String login = registered();
        logInFrom("198.51.100.7, " + address, login, PASSWORD).then().statusCode(201);
        for (int attempt = 0; attempt < 100; attempt++) {
            logInFrom("203.0.113.%d, %s".formatted(attempt, address), newLogin(), OVERSIZED)
                    .then()
                    .statusCode(401);
        }
        logInFrom(address, newLogin(), OVERSIZED).then().statusCode(429);
        logInFrom(somewhere(), login, PASSWORD).then().statusCode(201);
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOne() {
        String login = newLogin();
        for (int attempt = 0; attempt < 10; attempt++) {
            logInFrom("2001:db8:7:7:%x::1".formatted(attempt), login, OVERSIZED)
                    .then()
                    .statusCode(401);
        }
        logInFrom("2001:db8:7:7:ffff::2", login, OVERSIZED).then().statusCode(429);
        logInFrom("2001:db8:7:8::1", login, OVERSIZED).then().statusCode(401);
    }

    @Test
    void registeringTellsTenTimesThatALoginIsTakenAndNoMore() {
        String taken = registered();
        String prober = somewhere();
        register(prober, newLogin()).then().statusCode(201);
        for (int attempt = 0; attempt < 10; attempt++) {
            register(prober, taken).then().statusCode(409);
        }
        register(prober, taken).then().statusCode(429);
        register(prober, newLogin()).then().statusCode(429);
        register(somewhere(), taken).then().statusCode(409);
    }

    private static Response register(String address, String login) {
        return json(Map.of("login", login, "password", PASSWORD))
                .header("X-Forwarded-For", address)
                .post("/v1/accounts");
    }

    /** An address from which nothing has come yet. */
    private static String somewhere() {
        int place = PLACES.incrementAndGet();
        return "10.7.%d.%d".formatted(place / 250, place % 250 + 1);
    }
}
