package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens for programs. */
@QuarkusTest
class ApiTokenTest extends AgainstService {
    private final List<String> operators = new ArrayList<>();

    @Test
    void aTokenIsShownOnceAndStoredAsAHash() {
        String session = loggedIn(registered());
        Response issued = issue(session, "nightly upload");
        issued.then().statusCode(201).body("token", matchesPattern("gait_[A-Za-z0-9_-]{43}"));
        String token = issued.path("token");

        withToken(session)
                .get("/v1/tokens")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].name", equalTo("nightly upload"))
                .body("items[0].token", nullValue());
        String stored = database.query(handle -> handle.createQuery("select token_hash from api_token where id = :id")
                .bind("id", issued.<String>path("id"))
                .mapTo(String.class)
                .one());
        assertThat(stored).isEqualTo(BearerToken.sha256(token));
    }

    @Test
    void aTokenActsForItsOwner() {
        String login = registered();
        String token = issue(loggedIn(login), "script").path("token");
        lookUp(token).then().statusCode(200).body("login", equalTo(login)).body("kind", equalTo("api-token"));
        withToken(token).get("/v1/sessions/current").then().statusCode(200).body("account.login", equalTo(login));
    }

    @Test
    void aTokenCannotMakeTokensOrEndSessions() {
        String session = loggedIn(registered());
        String token = issue(session, "script").path("token");
        issue(token, "offspring").then().statusCode(403).body("type", equalTo("urn:gait-suite:problem:forbidden"));
        withToken(token).delete("/v1/sessions").then().statusCode(403);
        withToken(token).delete("/v1/sessions/current").then().statusCode(403);
        lookUp(session).then().statusCode(200);
    }

    @Test
    void aRevokedTokenIsDeadAtOnce() {
        String session = loggedIn(registered());
        Response issued = issue(session, "script");
        withToken(session)
                .delete("/v1/tokens/" + issued.<String>path("id"))
                .then()
                .statusCode(204);
        lookUp(issued.path("token")).then().statusCode(404);
        withToken(session).get("/v1/tokens").then().body("items", hasSize(0));
    }

    @Test
    void somebodyElsesTokenLooksLikeNone() {
        String owner = loggedIn(registered());
        String stranger = loggedIn(registered());
        Response issued = issue(owner, "script");
        String path = "/v1/tokens/" + issued.<String>path("id");
        Response ofStranger = withToken(stranger).delete(path);
        ofStranger.then().statusCode(404).body("type", equalTo("urn:gait-suite:problem:not-found"));
        withToken(stranger).get(path).then().statusCode(404).body("title", equalTo(ofStranger.path("title")));
        withToken(stranger).get("/v1/tokens").then().body("items", hasSize(0));
        withToken(stranger).delete("/v1/tokens/not-an-id").then().statusCode(404);
        withToken(owner).get(path).then().statusCode(200).body("name", equalTo("script"));
        lookUp(issued.path("token")).then().statusCode(200);
    }

    @Test
    void aTokenEndsByItself() {
        String session = loggedIn(registered());
        Response issued = issue(session, "script");
        assertThat(Duration.between(Instant.now(), Instant.parse(issued.path("expires_at")))
                        .toDays())
                .isBetween(89L, 90L);
        // Time passes.
        database.query(handle -> handle.createUpdate("update api_token set expires_at = :past where id = :id")
                .bind("past", Instant.now().minusSeconds(1))
                .bind("id", issued.<String>path("id"))
                .execute());
        lookUp(issued.path("token")).then().statusCode(404);
    }

    @Test
    void nameAndLifeAreBounded() {
        String session = loggedIn(registered());
        issue(session, "  ").then().statusCode(400);
        issue(session, "n".repeat(101)).then().statusCode(400);
        for (int days : new int[] {0, -1, 367}) {
            json(Map.of("name", "script", "expires_in_days", days))
                    .header("X-Gait-Session", session)
                    .post("/v1/tokens")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:gait-suite:problem:invalid-parameter"));
        }
    }

    @Test
    void tokensOutliveLoggingOutEverywhere() {
        String session = loggedIn(registered());
        String token = issue(session, "script").path("token");
        withToken(session).delete("/v1/sessions").then().statusCode(204);
        lookUp(token).then().statusCode(200);
    }

    @Test
    void aTokenMayReadAndWriteAnalysesUnlessItSaysOtherwise() {
        String session = loggedIn(registered());
        Response plain = issue(session, "script");
        plain.then().body("scopes", contains("analyses:read", "analyses:write"));
        lookUp(plain.path("token")).then().body("scopes", contains("analyses:read", "analyses:write"));

        Response reader = issue(session, "reader", List.of("analyses:read"));
        reader.then().statusCode(201).body("scopes", contains("analyses:read"));
        lookUp(reader.path("token")).then().body("scopes", contains("analyses:read"));
        withToken(reader.path("token"))
                .get("/v1/sessions/current")
                .then()
                .statusCode(200)
                .body("scopes", contains("analyses:read"));
        withToken(session)
                .get("/v1/tokens/" + reader.<String>path("id"))
                .then()
                .body("scopes", contains("analyses:read"));
        // Whoever logged in may whatever the account may.
        lookUp(session).then().body("$", not(hasKey("scopes")));
    }

    @Test
    void scopesAreKnownOnesAndTheOwnersToGive() {
        String login = registered();
        String session = loggedIn(login);
        issue(session, "script", List.of("analyses:own"))
                .then()
                .statusCode(400)
                .body("detail", containsString("analyses:own"));
        issue(session, "script", List.of()).then().statusCode(400);
        issue(session, "script", List.of("operations"))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:forbidden"));

        makeOperator(login);
        issue(loggedIn(login), "watch", List.of("operations"))
                .then()
                .statusCode(201)
                .body("scopes", contains("operations"));
    }

    @Test
    void aTokenFromBeforeThereWereScopesMayWhatItsOwnerMay() {
        String login = registered();
        Response issued = issue(loggedIn(login), "script", List.of("analyses:read"));
        database.query(handle -> handle.createUpdate("update api_token set scopes = null where id = :id")
                .bind("id", issued.<String>path("id"))
                .execute());
        lookUp(issued.path("token")).then().body("scopes", contains("analyses:read", "analyses:write"));
        makeOperator(login);
        lookUp(issued.path("token")).then().body("scopes", contains("analyses:read", "analyses:write", "operations"));
    }

    private void makeOperator(String login) {
        operators.add(login);
        roles(login, "user operator");
    }

    @AfterEach
    void withoutOperators() {
        operators.forEach(login -> roles(login, "user"));
    }

    private void roles(String login, String roles) {
        database.query(handle -> handle.createUpdate("update account set roles = :roles where login = :login")
                .bind("roles", roles)
                .bind("login", login)
                .execute());
    }

    private static Response issue(String session, String name, List<String> scopes) {
        return json(Map.of("name", name, "scopes", scopes))
                .header("X-Gait-Session", session)
                .post("/v1/tokens");
    }

    private static Response issue(String session, String name) {
        return json(Map.of("name", name)).header("X-Gait-Session", session).post("/v1/tokens");
    }
}
