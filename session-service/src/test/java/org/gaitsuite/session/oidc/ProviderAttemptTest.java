package org.gaitsuite.session.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.asGateway;
import static org.gaitsuite.session.oidc.Browser.token;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by a provider goes one way: what comes by another, too late, guessed or with a proof that does not hold, opens nothing. */
@QuarkusTest
@TestProfile(AgainstProvider.WithProvider.class)
class ProviderAttemptTest extends AgainstProvider {
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
}
