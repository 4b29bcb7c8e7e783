package org.gaitsuite.session;

import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** Redis dropped some keys, because its memory was full and its policy let it. */
@QuarkusTest
class EvictedSessionsTest extends AgainstService {
    private static String account(String token) {
        return lookUp(token).path("account_id");
    }

    @Test
    void loggingOutEverywhereEndsSessionsThatTheAccountsSetLost() {
        String login = registered();
        List<String> tokens = List.of(loggedIn(login), loggedIn(login));
        String account = account(tokens.getFirst());
        WithRedis.ask("DEL session:by-account:" + account);
        withToken(tokens.getFirst()).delete("/v1/sessions").then().statusCode(204);
        tokens.forEach(token -> lookUp(token).then().statusCode(404));

        // The next session is of the next generation, however soon.
        String next = loggedIn(login);
        lookUp(next).then().statusCode(200);
        withToken(next).delete("/v1/sessions").then().statusCode(204);
        lookUp(next).then().statusCode(404);
        lookUp(loggedIn(login)).then().statusCode(200);
    }

    @Test
    void whatAnotherInstanceEndedIsKnownHereSoon() {
        String token = loggedIn(registered());
        WithRedis.ask("ZADD session:ended %d %s".formatted(Instant.now().toEpochMilli(), account(token)));
        Eventually.within(Duration.ofSeconds(5), () -> lookUp(token).then().statusCode(404));
    }

    @Test
    void anEvictedSessionIsALogOutAndItsSetNoObstacle() {
        String login = registered();
        String evicted = loggedIn(login);
        String kept = loggedIn(login);
        WithRedis.ask("DEL session:" + BearerToken.sha256(evicted));
        lookUp(evicted).then().statusCode(404);
        lookUp(kept).then().statusCode(200);
        withToken(kept).delete("/v1/sessions").then().statusCode(204);
        lookUp(kept).then().statusCode(404);
        logIn(login, PASSWORD).then().statusCode(201);
    }

    @Test
    void loginsGoOnWhereTheGenerationsAreEvicted() {
        String login = registered();
        withToken(loggedIn(login)).delete("/v1/sessions").then().statusCode(204);
        WithRedis.ask("DEL session:ended");
        String token = loggedIn(login);
        Eventually.within(Duration.ofSeconds(5), () -> lookUp(token).then().statusCode(200));
    }
}
