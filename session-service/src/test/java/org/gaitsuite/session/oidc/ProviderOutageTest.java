package org.gaitsuite.session.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.asGateway;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gaitsuite.session.AgainstService;
import org.gaitsuite.session.Eventually;
import org.gaitsuite.session.WithoutRedis;
import org.junit.jupiter.api.Test;

/** An organisation that wants its provider only, which is not there at the start, comes, and goes; the platform vouches for the service. */
@QuarkusTest
@TestProfile(ProviderOutageTest.ProviderOnly.class)
class ProviderOutageTest extends AgainstService {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OPERATOR = "operator@example.org";

    public static final class ProviderOnly extends WithoutRedis {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                StandInProvider.reservePort();
                Path token = Files.createTempFile("workload", ".jwt");
                token.toFile().deleteOnExit();
                Files.writeString(token, StandInProvider.workloadToken());
                Map<String, String> settings = new HashMap<>(StandInProvider.settings());
                settings.put("gait.oidc.client-assertion-file", token.toString());
                settings.put("gait.oidc.create-accounts", "false");
                settings.put("gait.accounts.password-login", "false");
                settings.put("gait.sessions.single-instance", "true");
                settings.put("gait.sessions.attempts-per-address", "3");
                settings.put("gait.bootstrap.login", OPERATOR);
                settings.put("gait.bootstrap.password", PASSWORD);
                return settings;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Inject
    Provider provider;

    @Test
    void theServiceWorksWithoutTheProviderAndFindsItByItself() {
        assertThat(provider.outage()).isPresent();
        asGateway().head("/").then().header("X-Gait-Parts", containsString("oidc=down"));
        assertThat(Browser.begin(null).getHeader("Location")).isEqualTo("/login?problem=provider-away");
        Eventually.within(PATIENCE, () -> logIn(OPERATOR, PASSWORD).then().statusCode(201));

        StandInProvider standIn = new StandInProvider();
        standIn.listen();
        try {
            Eventually.within(PATIENCE, () -> assertThat(provider.outage()).isEmpty());
            asGateway().head("/").then().header("X-Gait-Parts", containsString("oidc=up"));
            // The provider takes the platform's token for a secret: it gets as far as there being no account.
            String problem = Browser.of(UUID.randomUUID().toString()).logIn().getHeader("Location");
            assertThat(problem).isEqualTo("/login?problem=not-allowed");
        } finally {
            standIn.stop();
        }

        LoginAttempt attempt = LoginAttempt.begin(null, java.time.Instant.now());
        for (int person = 0; person < 5; person++) {
            assertThat(Browser.comeBack(attempt.cookie(), Map.of("code", "any", "state", attempt.state()))
                            .getHeader("Location"))
                    .as("an outage is nobody's guess and shuts no network out")
                    .isEqualTo("/login?problem=provider-away");
        }
    }

    @Test
    void nobodyButTheOperatorMadeAtStartHasAPassword() {
        Eventually.within(PATIENCE, () -> logIn(OPERATOR, PASSWORD).then().statusCode(201));
        logIn(newLogin(), PASSWORD)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:forbidden"))
                .body("detail", containsString("organisation"));
        json(Map.of("login", newLogin(), "password", PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(403);
        asGateway()
                .get("/v1/sessions/providers")
                .then()
                .body("password_login", equalTo(false))
                .body("registration", equalTo(false));
    }
}
