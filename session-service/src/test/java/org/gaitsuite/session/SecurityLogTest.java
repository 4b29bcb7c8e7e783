package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logInFrom;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.Gateway.withToken;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** What operators read about accounts and sessions, and what they do not. */
@QuarkusTest
class SecurityLogTest extends AgainstService {
    private static final String ADDRESS = "192.0.2.77";

    @Test
    void eachEventIsOneLineThatNamesNobody() {
        try (SecurityLines said = SecurityLines.listen()) {
            everythingHappens(said);
        }
    }

    private static void everythingHappens(SecurityLines said) {
        String login = registered();
        String token = logInFrom(ADDRESS, login, PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        String account = withToken(token).get("/v1/sessions/current").path("account.id");
        for (int attempt = 0; attempt < 13; attempt++) {
            logInFrom(ADDRESS, login, "x".repeat(3000));
        }
        String id = json(Map.of("name", "program"))
                .header("X-Gait-Session", token)
                .post("/v1/tokens")
                .path("id");
        withToken(token).delete("/v1/tokens/" + id).then().statusCode(204);
        String changed = json(Map.of("current_password", PASSWORD, "new_password", "eight horses trot along"))
                .header("X-Gait-Session", token)
                .post("/v1/accounts/current/password")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        withToken(changed).delete("/v1/sessions").then().statusCode(204);

        List<String> lines = said.all();
        String network = " network=" + hash(ADDRESS);
        assertThat(lines)
                .contains(
                        "event=login-succeeded account=" + account + network,
                        "event=login-failed login=" + hash(login) + network,
                        "event=token-issued account=" + account + " token=" + id,
                        "event=token-revoked account=" + account + " token=" + id,
                        "event=logged-out-everywhere account=" + account)
                .anyMatch(line -> line.startsWith("event=account-registered account=" + account))
                .anyMatch(line -> line.startsWith("event=password-changed account=" + account))
                .noneMatch(line -> line.contains(login) || line.contains(ADDRESS) || line.contains(token));
        assertThat(lines.stream().filter(line -> line.startsWith("event=login-failed")))
                .hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("event=attempts-limited")))
                .as("once, however many are refused")
                .containsExactly("event=attempts-limited limit=login-and-address of=" + hash(login + " " + ADDRESS));
    }

    private static String hash(String text) {
        return BearerToken.sha256(text).substring(0, 12);
    }
}
