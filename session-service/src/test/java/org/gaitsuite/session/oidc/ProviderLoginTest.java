package org.gaitsuite.session.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.asGateway;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.withToken;
import static org.gaitsuite.session.oidc.Browser.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.SecurityLines;
import org.gaitsuite.session.login.SessionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by a provider that behaves, and the sessions that this opens and ends. */
@QuarkusTest
@TestProfile(AgainstProvider.WithProvider.class)
class ProviderLoginTest extends AgainstProvider {
    @Inject
    SessionStore sessions;

    @Test
    void whoeverTheProviderVouchesForIsLoggedInAsAfterAPassword() {
        String login = newLogin();
        Response answer = Browser.of(subject)
                .with("preferred_username", login)
                .with("name", "Ada Walker")
                .logIn();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeaders().getValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .matches("__Host-gait-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax;"
                                + " Max-Age=86400"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("__Host-gait-login=; ").endsWith("Max-Age=0"));
        withToken(token(answer))
                .get("/v1/sessions/current")
                .then()
                .statusCode(200)
                .body("kind", equalTo("session"))
                .body("account.login", equalTo(login))
                .body("account.name", equalTo("Ada Walker"))
                .body("account.roles", contains("user"))
                .body("account.has_password", equalTo(false));
        Instant expires = Instant.parse(lookUp(token(answer)).path("expires_at"));
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofMinutes(1439), Duration.ofDays(1));
    }

    @Test
    void theProviderIsAskedForACodeThatOnlyThisBrowserCanUse() {
        Response begun = Browser.begin(null);

        String address = begun.getHeader("Location");
        assertThat(address).startsWith(StandInProvider.address() + "/authorize?flavour=plain&");
        Map<String, String> asked = StandInProvider.form(address.substring(address.indexOf('?') + 1));
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", StandInProvider.CLIENT)
                .containsEntry("redirect_uri", StandInProvider.REDIRECT)
                .containsEntry("scope", "openid profile email")
                .containsEntry("code_challenge_method", "S256");
        assertThat(Set.of(asked.get("state"), asked.get("nonce"), asked.get("code_challenge")))
                .hasSize(3)
                .allSatisfy(value -> assertThat(value).matches("[A-Za-z0-9_-]{43}"));
        assertThat(begun.getHeader("Set-Cookie"))
                .matches("__Host-gait-login=[A-Za-z0-9_.-]+; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
        String seed = begun.getCookie("__Host-gait-login").substring(0, 43);
        assertThat(address).doesNotContain(seed);
        assertThat(StandInProvider.form(
                        Browser.begin(null).getHeader("Location").split("\\?")[1]))
                .doesNotContainEntry("state", asked.get("state"))
                .doesNotContainEntry("nonce", asked.get("nonce"))
                .doesNotContainEntry("code_challenge", asked.get("code_challenge"));
    }

    @Test
    void oneGoesOnWhereOneWas() {
        assertThat(Browser.of(subject).logIn("/analyses/17?tab=curves").getHeader("Location"))
                .isEqualTo("/analyses/17?tab=curves");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "evil",
                "/a\r\nSet-Cookie: b=c",
                "javascript:alert(1)",
                "/v1/sessions/oidc",
                ""
            })
    void noOtherSiteIsGoneOnTo(String returnTo) {
        assertThat(Browser.of(subject).logIn(returnTo).getHeader("Location")).isEqualTo("/");
    }

    @Test
    void aLoginByTheProviderEndsTheBrowsersOlderSessionWhoseverItWas() {
        String others = loggedInWithPassword();
        String first = token(Browser.of(subject).loggedInWith(others).logIn());
        lookUp(others).then().statusCode(404);

        String second = token(Browser.of(subject).logIn());
        lookUp(first).then().statusCode(200);

        token(Browser.of(subject).loggedInWith(second).logIn());
        lookUp(second).then().statusCode(404);
        lookUp(first).then().statusCode(200);
    }

    @Test
    void aLoginThatIsRefusedLeavesTheOlderSession() {
        String session = loggedInWithPassword();
        refused(
                Browser.of(subject)
                        .with("misbehave", "wrong-nonce")
                        .loggedInWith(session)
                        .logIn(),
                "not-accepted");
        lookUp(session).then().statusCode(200);
    }

    @Test
    void oneMoreSessionThanAnAccountMayHaveEndsTheOldest() {
        String oldest = token(Browser.of(subject).logIn());
        String account = lookUp(oldest).path("account_id");
        for (int more = 0; more < 20; more++) {
            token(Browser.of(subject).logIn());
        }
        lookUp(oldest).then().statusCode(404);
        assertThat(sessions.removeAll(UUID.fromString(account))).isEqualTo(20);
    }

    @Test
    void operatorsReadOfItAndOfNobodysName() {
        String login = newLogin();
        try (SecurityLines lines = SecurityLines.listen()) {
            Response answer = Browser.of(subject)
                    .with("preferred_username", login)
                    .with("name", "Ada Walker")
                    .logIn();
            String account = accountOf(answer);
            Browser.of(subject).with("misbehave", "wrong-nonce").logIn();
            Browser.of(subject).with("roles", "gait-operator").logIn();

            assertThat(lines.all())
                    .anyMatch(line -> line.startsWith("event=account-registered account=" + account + " network="))
                    .anyMatch(
                            line -> line.startsWith("event=provider-login-succeeded account=" + account + " network="))
                    .anyMatch(line -> line.startsWith("event=provider-login-failed refusal=not-accepted network="))
                    .anyMatch(line -> line.startsWith("event=roles-changed account=" + account + " network="))
                    .noneMatch(line -> line.contains(login)
                            || line.contains(subject)
                            || line.contains("Ada")
                            || line.contains(token(answer)));
        }
    }

    @Test
    void theLoginPageLearnsOfTheProvider() {
        asGateway()
                .get("/v1/sessions/providers")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60")
                .body("password_login", equalTo(true))
                .body("registration", equalTo(true))
                .body("providers.name", contains("Clinic ID"))
                .body("providers.login", contains("/v1/sessions/oidc"));
    }
}
