package org.gaitsuite.session;

import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another password, and what it ends. */
@QuarkusTest
class PasswordChangeTest extends AgainstService {
    private static final String ANOTHER = "eight horses trot along";

    @Test
    void everySessionEndsAndTheCallerGoesOnWithANewOne() {
        String login = registered();
        String caller = loggedIn(login);
        String elsewhere = loggedIn(login);
        String program = apiToken(caller);
        String somebodyElse = loggedIn(registered());

        Response changed = change(caller, PASSWORD, ANOTHER);

        String token = changed.then()
                .statusCode(201)
                .body("account.login", equalTo(login))
                .extract()
                .path("token");
        changed.then().header("Set-Cookie", containsString("__Host-gait-session=" + token + "; Path=/; Secure"));
        lookUp(caller).then().statusCode(404);
        lookUp(elsewhere).then().statusCode(404);
        lookUp(token).then().statusCode(200).body("login", equalTo(login));
        lookUp(program).then().statusCode(200);
        lookUp(somebodyElse).then().statusCode(200);
        logIn(login, PASSWORD).then().statusCode(401);
        logIn(login, ANOTHER).then().statusCode(201);
    }

    @Test
    void apiTokensEndTooWhereThatIsAskedFor() {
        String login = registered();
        String caller = loggedIn(login);
        String program = apiToken(caller);
        String ofSomebodyElse = apiToken(loggedIn(registered()));

        json(Map.of("current_password", PASSWORD, "new_password", ANOTHER, "revoke_tokens", true))
                .header("X-Gait-Session", caller)
                .post("/v1/accounts/current/password")
                .then()
                .statusCode(201);

        lookUp(program).then().statusCode(404);
        lookUp(ofSomebodyElse).then().statusCode(200);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        String login = registered();
        String caller = loggedIn(login);
        change(caller, PASSWORD, "short").then().statusCode(400).body("type", containsString("weak-password"));
        change(caller, PASSWORD, PASSWORD)
                .then()
                .statusCode(400)
                .body("detail", containsString("the one that you have"));
        // Full-width letters are the same password at a login.
        change(caller, PASSWORD, PASSWORD.replace('s', '\uff53'))
                .then()
                .statusCode(400)
                .body("detail", containsString("the one that you have"));
        change(caller, "not this one at all", ANOTHER)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:gait-suite:problem:login-failed"));
        change(apiToken(caller), PASSWORD, ANOTHER)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:forbidden"));
        json(Map.of("current_password", PASSWORD, "new_password", ANOTHER))
                .post("/v1/accounts/current/password")
                .then()
                .statusCode(401);
        json(Map.of("new_password", ANOTHER))
                .header("X-Gait-Session", caller)
                .post("/v1/accounts/current/password")
                .then()
                .statusCode(400)
                .body("detail", containsString("current_password"));
        lookUp(caller).then().statusCode(200);
        logIn(login, PASSWORD).then().statusCode(201);
    }

    @Test
    void whoeverFindsAnOpenSessionCannotGuessThePasswordByIt() {
        String caller = loggedIn(registered());
        for (int attempt = 0; attempt < 10; attempt++) {
            change(caller, "not this one at all", ANOTHER).then().statusCode(401);
        }
        change(caller, PASSWORD, ANOTHER).then().statusCode(429);
    }

    private static String apiToken(String session) {
        return json(Map.of("name", "program"))
                .header("X-Gait-Session", session)
                .post("/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static Response change(String session, String current, String wanted) {
        return json(Map.of("current_password", current, "new_password", wanted))
                .header("X-Gait-Session", session)
                .post("/v1/accounts/current/password");
    }
}
