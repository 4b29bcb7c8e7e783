package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The idle limit and the number of sessions, with Redis. */
@QuarkusTest
@TestProfile(SessionBoundsTest.Tight.class)
class SessionBoundsTest extends AgainstService {
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** Short and few. */
    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gait.sessions.idle", "2s", "gait.sessions.per-account", "3", "gait.sessions.lifetime", "9s");
        }
    }

    @Test
    void aSessionGoesOnWhileItIsUsedAndEndsWhenItIsNot() throws Exception {
        String used = loggedIn(registered());
        String unused = loggedIn(registered());
        for (int time = 0; time < 6; time++) {
            Thread.sleep(IDLE.dividedBy(4));
            lookUp(used).then().statusCode(200);
        }
        lookUp(unused).then().statusCode(404);
        Thread.sleep(IDLE.plusMillis(300));
        lookUp(used).then().statusCode(404);
        withToken(used)
                .get("/v1/sessions/current")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:gait-suite:problem:session-expired"));
    }

    @Test
    void useDoesNotOutlastTheAbsoluteEnd() throws Exception {
        String used = loggedIn(registered());
        long end = System.nanoTime() + Duration.ofSeconds(9).toNanos();
        while (System.nanoTime() < end) {
            lookUp(used);
            Thread.sleep(200);
        }
        lookUp(used).then().statusCode(404);
    }

    @Test
    void oneMoreThanAllowedEndsTheOldest() {
        String login = registered();
        List<String> tokens = new ArrayList<>();
        for (int device = 0; device < 4; device++) {
            tokens.add(loggedIn(login));
        }
        lookUp(tokens.getFirst()).then().statusCode(404);
        tokens.subList(1, 4).forEach(token -> lookUp(token).then().statusCode(200));
        // One that has ended leaves its place to the next.
        withToken(tokens.get(2)).delete("/v1/sessions/current").then().statusCode(204);
        String another = loggedIn(login);
        for (String token : List.of(tokens.get(1), tokens.get(3), another)) {
            lookUp(token).then().statusCode(200);
        }
    }

    @Test
    void manyAtTheSameMomentLeaveAsManyAsAllowed() throws Exception {
        String login = registered();
        List<String> tokens = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> device = () -> loggedIn(login);
            for (Future<String> token : threads.invokeAll(java.util.Collections.nCopies(8, device))) {
                tokens.add(token.get());
            }
        }
        long valid = tokens.stream()
                .filter(token -> lookUp(token).statusCode() == 200)
                .count();
        assertThat(valid).isEqualTo(3);
    }
}
