package org.gaitsuite.session.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;
import static org.gaitsuite.session.oidc.Browser.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.login.LoginSession;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** The account of somebody whom a provider vouches for. */
@QuarkusTest
@TestProfile(AgainstProvider.WithProvider.class)
class ProviderAccountTest extends AgainstProvider {
    @Inject
    SessionStore sessions;

    @Test
    void theSamePersonHasOneAccountWhateverTheirAddress() {
        String id = accountOf(
                Browser.of(subject).with("preferred_username", newLogin()).logIn());
        assertThat(accountOf(Browser.of(subject)
                        .with("preferred_username", newLogin())
                        .logIn()))
                .isEqualTo(id);
        assertThat(accountOf(
                        Browser.of(subject.toUpperCase(java.util.Locale.ROOT)).logIn()))
                .isNotEqualTo(id);
    }

    @Test
    void nobodysAccountIsTakenOverByItsName() {
        String login = registered();
        String mine = logIn(login, PASSWORD).path("account.id");

        Response theirs = Browser.of(subject).with("preferred_username", login).logIn();

        assertThat(accountOf(theirs)).isNotEqualTo(mine);
        withToken(token(theirs)).get("/v1/sessions/current").then().body("account.login", startsWith(login + "~"));
        logIn(login, PASSWORD).then().statusCode(201).body("account.id", equalTo(mine));
    }

    @Test
    void aNameThatIsNoLoginMakesNone() {
        withToken(token(Browser.of(subject)
                        .with("preferred_username", "Ada Walker (guest)")
                        .with("name", "x".repeat(300))
                        .logIn()))
                .get("/v1/sessions/current")
                .then()
                .body("account.login", startsWith("user-"))
                .body("account.name", equalTo("x".repeat(200)));
    }

    @Test
    void theProvidersRoleMakesAnOperatorUntilItIsTakenAway() {
        String operator =
                token(Browser.of(subject).with("roles", "gait-operator").logIn());
        lookUp(operator).then().body("roles", contains("user", "operator"));

        String user = token(Browser.of(subject).logIn());

        lookUp(user).then().body("roles", contains("user"));
        lookUp(operator).then().statusCode(404);
    }

    @Test
    void anAccountOfTheProviderHasNoPassword() {
        String login = newLogin();
        String session =
                token(Browser.of(subject).with("preferred_username", login).logIn());
        for (String password : List.of("", "null", PASSWORD)) {
            logIn(login, password).then().statusCode(401);
        }
        withToken(session).get("/v1/tokens").then().statusCode(200);
    }

    @Test
    void suchAnAccountHasNoPasswordToChange() {
        String session = token(Browser.of(subject).logIn());
        json(Map.of("current_password", PASSWORD, "new_password", "eight horses trot along"))
                .header("X-Gait-Session", session)
                .post("/v1/accounts/current/password")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:gait-suite:problem:no-password"));
        lookUp(session).then().statusCode(200);
    }

    @Test
    void closingSuchAnAccountTakesARecentLogin() {
        String session = token(Browser.of(subject).logIn());
        Account account = accountOfToken(session);
        BearerToken stale = BearerToken.random(BearerToken.Kind.SESSION);
        sessions.put(
                stale,
                new LoginSession(
                        account, Instant.now().plus(Duration.ofHours(24)).minus(Duration.ofMinutes(11))));

        withToken(stale.value())
                .delete("/v1/accounts/current")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:recent-login-required"));
        withToken(session).delete("/v1/accounts/current").then().statusCode(204);

        lookUp(session).then().statusCode(404);
        assertThat(identities()).isZero();
        assertThat(accountOf(Browser.of(subject).logIn()))
                .isNotEqualTo(account.id().toString());
    }

    @Test
    void whoHasAPasswordStillNeedsItToClose() {
        String session = loggedInWithPassword();
        withToken(session).delete("/v1/accounts/current").then().statusCode(400);
        lookUp(session).then().statusCode(200);
    }

    private static Account accountOfToken(String session) {
        return new Account(
                UUID.fromString(lookUp(session).path("account_id")),
                lookUp(session).path("login"),
                "",
                Set.of(Role.USER),
                Instant.now());
    }
}
