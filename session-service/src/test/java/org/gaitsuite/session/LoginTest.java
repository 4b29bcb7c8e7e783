package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.login.LoginSession;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** Registering, logging in and out, against a real Redis and a real H2. */
@QuarkusTest
class LoginTest extends AgainstService {
    @Inject
    SessionStore sessions;

    @Inject
    MeterRegistry metrics;

    @Test
    void whoeverRegistersCanLogInAndIsKnownToTheGateway() {
        String login = newLogin();
        String id = json(Map.of("login", login, "password", PASSWORD, "name", "Ada Walker"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .body("login", equalTo(login))
                .body("name", equalTo("Ada Walker"))
                .body("roles", containsInAnyOrder("user"))
                .body("password", nullValue())
                .extract()
                .path("id");

        String token = logIn(login, PASSWORD)
                .then()
                .statusCode(201)
                .body("token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("account.id", equalTo(id))
                .body("account.login", equalTo(login))
                .body("expires_at", notNullValue())
                .header(
                        "Set-Cookie",
                        matchesPattern("__Host-gait-session=[A-Za-z0-9_-]{43}; Path=/; Secure;"
                                + " HttpOnly; SameSite=Lax; Max-Age=86400"))
                .extract()
                .path("token");

        lookUp(token)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("account_id", equalTo(id))
                .body("login", equalTo(login))
                .body("roles", containsInAnyOrder("user"))
                .body("kind", equalTo("session"));
        withToken(token)
                .get("/v1/sessions/current")
                .then()
                .statusCode(200)
                .body("account.id", equalTo(id))
                .body("kind", equalTo("session"))
                .body("account.has_password", equalTo(true));
    }

    @Test
    void aSessionLastsTwentyFourHours() {
        String token = loggedIn(registered());
        Instant expires = Instant.parse(lookUp(token).path("expires_at"));
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofMinutes(1439), Duration.ofDays(1));
    }

    @Test
    void anExpiredSessionIsUnknown() {
        Account account = new Account(UUID.randomUUID(), "gone", "", Set.of(Role.USER), Instant.now());
        BearerToken token = BearerToken.random(BearerToken.Kind.SESSION);
        sessions.put(token, new LoginSession(account, Instant.now().plusMillis(600)));
        lookUp(token.value()).then().statusCode(200);
        Eventually.within(
                Duration.ofSeconds(3),
                () -> lookUp(token.value())
                        .then()
                        .statusCode(404)
                        .body("type", equalTo("urn:gait-suite:problem:session-expired")));
        withToken(token.value())
                .get("/v1/sessions/current")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:gait-suite:problem:session-expired"));
    }

    @Test
    void loginIsComparedWithoutRegardToCaseAndWidth() {
        String login = registered();
        logIn(login.toUpperCase(java.util.Locale.ROOT), PASSWORD).then().statusCode(201);
        json(Map.of("login", login.toUpperCase(java.util.Locale.ROOT), "password", PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:login-taken"));
    }

    @Test
    void theCookieIsClearedAndTheTokenDeadAfterLogOut() {
        String login = registered();
        String token = loggedIn(login);
        String other = loggedIn(login);
        withToken(token)
                .delete("/v1/sessions/current")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("__Host-gait-session=;"))
                .header("Set-Cookie", containsString("Max-Age=0"));
        lookUp(token).then().statusCode(404);
        lookUp(other).then().statusCode(200);
        // Logging out twice is no error: the caller wants to be out, and is.
        withToken(token).delete("/v1/sessions/current").then().statusCode(204);
    }

    @Test
    void logOutEverywhereEndsAllSessionsOfOneAccountOnly() {
        String login = registered();
        Set<String> tokens = new HashSet<>();
        for (int device = 0; device < 3; device++) {
            tokens.add(loggedIn(login));
        }
        String somebodyElse = loggedIn(registered());
        withToken(tokens.iterator().next()).delete("/v1/sessions").then().statusCode(204);
        tokens.forEach(token -> lookUp(token).then().statusCode(404));
        lookUp(somebodyElse).then().statusCode(200);
    }

    @Test
    void whoeverIsNotLoggedInIsTold() {
        Gateway.asGateway()
                .get("/v1/sessions/current")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:session-required"));
        lookUp("no-token-at-all").then().statusCode(404);
        Gateway.asGateway().get("/internal/session").then().statusCode(404);
    }

    @Test
    void unknownLoginAndWrongPasswordCannotBeToldApart() {
        String login = registered();
        double before = hashes();
        Response wrongPassword = logIn(login, "not this one at all");
        double ofWrongPassword = hashes() - before;
        Response unknownLogin = logIn(newLogin(), "not this one at all");
        double ofUnknownLogin = hashes() - before - ofWrongPassword;

        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(unknownLogin.statusCode()).isEqualTo(401);
        assertThat(unknownLogin.asString()).isEqualTo(wrongPassword.asString());
        assertThat(wrongPassword.<String>path("type")).isEqualTo("urn:gait-suite:problem:login-failed");
        // Same work, same time.
        assertThat(ofWrongPassword).isEqualTo(1);
        assertThat(ofUnknownLogin).isEqualTo(1);
    }

    private double hashes() {
        return metrics.get("gait.passwords.hash").timer().count();
    }

    @Test
    void whoeverGoesForGoodLeavesNothingBehind() {
        String login = registered();
        String token = loggedIn(login);
        String other = loggedIn(login);
        String apiToken = withToken(token)
                .contentType("application/json")
                .body(Map.of("name", "program"))
                .post("/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        farewell(token, "not the password").then().statusCode(401);
        farewell(apiToken, PASSWORD).then().statusCode(403);
        assertThat(lookUp(token).path("kind").toString()).isEqualTo("session");

        farewell(token, PASSWORD).then().statusCode(204).header("Set-Cookie", containsString("Max-Age=0"));
        for (String ended : new String[] {token, other, apiToken}) {
            withToken(ended).get("/v1/sessions/current").then().statusCode(401);
        }
        logIn(login, PASSWORD).then().statusCode(401);
        json(Map.of("login", login, "password", PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(201);
    }

    private static Response farewell(String token, String password) {
        return withToken(token)
                .contentType("application/json")
                .body(Map.of("password", password))
                .delete("/v1/accounts/current");
    }

    @Test
    void theLastOperatorStays() {
        String login = registered();
        Integer others = database.query(
                handle -> handle.createQuery("select count(*) from account where roles like '%operator%'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(others).as("the tests bootstrap no operator").isZero();
        database.query(handle -> handle.createUpdate("update account set roles = 'user operator' where login = :login")
                .bind("login", login)
                .execute());
        String token = loggedIn(login);
        farewell(token, PASSWORD).then().statusCode(409).body("type", equalTo("urn:gait-suite:problem:last-operator"));
        logIn(login, PASSWORD).then().statusCode(201);

        String second = registered();
        database.query(handle -> handle.createUpdate("update account set roles = 'user operator' where login = :login")
                .bind("login", second)
                .execute());
        farewell(loggedIn(login), PASSWORD).then().statusCode(204);
        database.query(handle -> handle.createUpdate("update account set roles = 'user' where login = :login")
                .bind("login", second)
                .execute());
    }

    @Test
    void weakPasswordsAreRefusedWithTheReasonAndWithoutRepeatingThem() {
        Map.of("short", "at least 10", "Password123", "guesser", "aaaaaaaaaaaa", "guesser")
                .forEach((password, reason) -> json(Map.of("login", newLogin(), "password", password))
                        .post("/v1/accounts")
                        .then()
                        .statusCode(400)
                        .body("type", equalTo("urn:gait-suite:problem:weak-password"))
                        .body("detail", containsString(reason))
                        .body("detail", not(containsString(password + " "))));
        String login = newLogin();
        json(Map.of("login", login, "password", login))
                .post("/v1/accounts")
                .then()
                .statusCode(400)
                .body("detail", containsString("login itself"));
    }

    @Test
    void passwordsAreStoredByArgon2idWithTheParametersOfOwasp() {
        String login = registered();
        String stored =
                database.query(handle -> handle.createQuery("select password_hash from account where login = :login")
                        .bind("login", login)
                        .mapTo(String.class)
                        .one());
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
    }
}
