package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the identities on Azure may do: each what its service needs, on the thing it needs. */
class IdentitiesTest {
    private static final BicepText FOUNDATION = BicepText.of("modules/foundation.bicep");

    @Test
    void rolesStandOnWhatTheyAreFor() {
        for (String module : List.of("vault", "secret-roles", "storage", "registry")) {
            rolesHaveAScopeIn(BicepText.of("modules/" + module + ".bicep"));
        }
    }

    @Test
    void noServiceReadsWhatAnotherOneNeeds() {
        secretsAreApartIn(FOUNDATION);
    }

    @Test
    void plantedErrorsAreCaught() {
        BicepText.planted(
                BicepText.of("modules/secret-roles.bicep"),
                "  scope: readable[i]\n",
                "",
                IdentitiesTest::rolesHaveAScopeIn);
        BicepText.planted(
                FOUNDATION,
                "'redis-password', 'analyses-sql-password' ]",
                "'redis-password', 'analyses-sql-password', 'identity-private-key' ]",
                IdentitiesTest::secretsAreApartIn);
    }

    private static void rolesHaveAScopeIn(BicepText module) {
        int roles = module.whole().split("'Microsoft.Authorization/roleAssignments@", -1).length - 1;
        assertThat(roles).isPositive();
        assertThat(module.values("scope")).hasSize(roles);
    }

    private static void secretsAreApartIn(BicepText foundation) {
        assertThat(reads(foundation, "gateway"))
                .contains("'redis-url'")
                .doesNotContain("sql-password", "redis-password", "bootstrap");
        assertThat(reads(foundation, "sessions"))
                .contains("'sessions-sql-password'")
                .doesNotContain("analyses", "private", "tls");
        // This one decodes videos of strangers.
        assertThat(reads(foundation, "analyses"))
                .contains("'analyses-sql-password'")
                .doesNotContain("sessions", "private", "tls", "bootstrap");
    }

    private static String reads(BicepText foundation, String service) {
        String beginning = "var " + service + "Reads = ";
        return foundation
                .whole()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
