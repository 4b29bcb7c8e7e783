package org.gaitsuite.session.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.asGateway;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;
import static org.gaitsuite.session.oidc.Browser.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.Eventually;
import org.gaitsuite.session.GatewayKeys;
import org.gaitsuite.session.SecurityLines;
import org.gaitsuite.session.TemporaryH2;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.login.LoginSession;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.sql.Database;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by a provider, one that behaves and one that does not. */
@QuarkusTest
@TestProfile(ProviderLoginTest.WithProvider.class)
class ProviderLoginTest {
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gait.sessions.single-instance", "true");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(GatewayKeys.class),
                    new TestResourceEntry(TemporaryH2.class),
                    new TestResourceEntry(StandInProvider.class));
        }
    }

    @Inject
    Database database;

    @Inject
    SessionStore sessions;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void everythingIsThere() {
        Eventually.within(Duration.ofSeconds(20), () -> {
            assertThat(database.outage()).isEmpty();
            Browser.begin(null).then().statusCode(302);
        });
    }

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
                .body("account.roles", contains("user"));
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

    @ParameterizedTest
    @CsvSource({
        "wrong-nonce, not-accepted",
        "no-nonce, not-accepted",
        "wrong-audience, not-accepted",
        "made-for-another, not-accepted",
        "expired, not-accepted",
        "never-expires, not-accepted",
        "other-issuer, not-accepted",
        "no-subject, not-accepted",
        "unsigned, not-accepted",
        "signed-by-another, not-accepted",
        "signed-with-the-public-key, not-accepted"
    })
    void aProofThatDoesNotHoldOpensNothing(String misbehaviour, String problem) {
        refused(Browser.of(subject).with("misbehave", misbehaviour).logIn(), problem);
        assertThat(identities()).isZero();
    }

    @Test
    void anotherTenantsPeopleMayNotComeIn() {
        refused(
                Browser.of(subject)
                        .with("tid", "5c7b5a8e-0000-4000-8000-00000000000f")
                        .logIn(),
                "not-allowed");
        assertThat(identities()).isZero();
    }

    @Test
    void theReturnBelongsToTheBrowserThatWent() {
        Browser victim = Browser.of(subject);
        Response begun = Browser.begin(null);
        String cookie = begun.getCookie("__Host-gait-login");
        Map<String, String> brought = victim.atProvider(begun.getHeader("Location"));
        String another = Browser.begin(null).getCookie("__Host-gait-login");
        int before = exchanges();

        refused(Browser.comeBack(null, brought), "not-begun-here");
        refused(Browser.comeBack("nonsense", brought), "not-begun-here");
        refused(Browser.comeBack(another, brought), "not-begun-here");
        refused(Browser.comeBack(cookie, Map.of("code", brought.get("code"))), "not-begun-here");
        refused(Browser.comeBack(cookie, Map.of("code", brought.get("code"), "state", "x")), "not-begun-here");
        assertThat(exchanges()).isEqualTo(before);

        token(Browser.comeBack(cookie, brought));
    }

    @Test
    void aCodeWorksOnceAndInTheAttemptThatAskedForIt() {
        Response begun = Browser.begin(null);
        String cookie = begun.getCookie("__Host-gait-login");
        Map<String, String> brought = Browser.of(subject).atProvider(begun.getHeader("Location"));
        token(Browser.comeBack(cookie, brought));
        refused(Browser.comeBack(cookie, brought), "expired");

        // A code that was stolen from another attempt: the verifier does not fit.
        Response theirs = Browser.begin(null);
        String stolen =
                Browser.of(subject).atProvider(theirs.getHeader("Location")).get("code");
        refused(Browser.comeBack(cookie, Map.of("code", stolen, "state", brought.get("state"))), "expired");
    }

    @Test
    void anAttemptEndsAfterTenMinutes() {
        String seed = BearerToken.random(BearerToken.Kind.SESSION).value();
        LoginAttempt old =
                new LoginAttempt(seed, Instant.ofEpochSecond(Instant.now().getEpochSecond() - 601), "/");
        int before = exchanges();
        refused(Browser.comeBack(old.cookie(), Map.of("code", "any", "state", old.state())), "expired");
        assertThat(exchanges()).isEqualTo(before);
    }

    @Test
    void whoeverSaysNoAtTheProviderIsBackAtTheLoginPage() {
        Response begun = Browser.begin(null);
        String state = StandInProvider.form(begun.getHeader("Location").split("\\?")[1])
                .get("state");
        refused(
                Browser.comeBack(
                        begun.getCookie("__Host-gait-login"), Map.of("error", "access_denied", "state", state)),
                "denied");
    }

    @Test
    void whoGuessesCodesHasToWait() {
        LoginAttempt attempt = LoginAttempt.begin(null, Instant.now());
        for (int guess = 0; guess < 100; guess++) {
            refused(guess(attempt), "expired");
        }
        int before = exchanges();
        refused(guess(attempt), "too-many-attempts");
        assertThat(exchanges()).isEqualTo(before);
    }

    private static Response guess(LoginAttempt attempt) {
        return asGateway()
                .redirects()
                .follow(false)
                .header("X-Forwarded-For", "198.51.100.7")
                .header("X-Gait-Login-Attempt", attempt.cookie())
                .queryParams(Map.of("code", "guess", "state", attempt.state()))
                .get(Browser.CALLBACK);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sessions/oidc", "/v1/sessions/oidc/callback", "/v1/sessions/providers"})
    void nothingWithoutTheGatewaysSignature(String path) {
        LoginAttempt attempt = LoginAttempt.begin(null, Instant.now());
        int before = exchanges();
        given().redirects()
                .follow(false)
                .header("X-Gait-Login-Attempt", attempt.cookie())
                .queryParams(Map.of("code", "any", "state", attempt.state()))
                .get(path)
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue())
                .body("type", equalTo("urn:gait-suite:problem:gateway-required"));
        assertThat(exchanges()).isEqualTo(before);
    }

    @Test
    void theProvidersProofIsNotTheGatewaysSignature() {
        // What the provider signs opens nothing by itself: only the gateway's key does.
        given().header("Authorization", "Bearer " + StandInProvider.workloadToken())
                .get("/internal/session")
                .then()
                .statusCode(401);
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

    private static String loggedInWithPassword() {
        return logIn(registered(), PASSWORD).path("token");
    }

    private static void refused(Response answer, String problem) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/login?problem=" + problem);
        assertThat(answer.getCookie("__Host-gait-session")).isNull();
    }

    private static String accountOf(Response answer) {
        return lookUp(token(answer)).path("account_id");
    }

    private static Account accountOfToken(String session) {
        return new Account(
                UUID.fromString(lookUp(session).path("account_id")),
                lookUp(session).path("login"),
                "",
                Set.of(Role.USER),
                Instant.now());
    }

    private int identities() {
        return database.query(
                handle -> handle.createQuery("select count(*) from external_identity where subject = :subject")
                        .bind("subject", subject)
                        .mapTo(Integer.class)
                        .one());
    }

    private static int exchanges() {
        return given().get(java.net.URI.create(StandInProvider.address() + "/exchanges"))
                .path("count");
    }
}
