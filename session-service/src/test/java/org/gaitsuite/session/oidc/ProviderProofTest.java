package org.gaitsuite.session.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Microsoft Entra ID's endpoint for many tenants, whose description names no issuer but a form of one. */
class ProviderProofTest {
    private static final String DESCRIBED = "https://login.microsoftonline.com/{tenantid}/v2.0";
    private static final OidcSettings SETTINGS = new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(
                    Map.of("gait.oidc.tenants", "one,two", "gait.oidc.client-id", "gait"), "test", 100))
            .withConverter(java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
            .withMapping(OidcSettings.class)
            .build()
            .getConfigMapping(OidcSettings.class);

    @Test
    void theIssuerIsThatOfThePersonsTenant() {
        assertThat(ProviderProof.of(claims("two", "two"), DESCRIBED, SETTINGS)
                        .identity()
                        .issuer())
                .isEqualTo("https://login.microsoftonline.com/two/v2.0");
    }

    @Test
    void aTenantCannotSpeakForAnother() {
        assertThatThrownBy(() -> ProviderProof.of(claims("evil", "one"), DESCRIBED, SETTINGS))
                .isInstanceOfSatisfying(
                        ProviderRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(ProviderRefusal.NOT_ACCEPTED));
    }

    @Test
    void aTenantThatIsNotOnTheListMayNotComeIn() {
        assertThatThrownBy(() -> ProviderProof.of(claims("evil", "evil"), DESCRIBED, SETTINGS))
                .isInstanceOfSatisfying(
                        ProviderRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(ProviderRefusal.NOT_ALLOWED));
    }

    @Test
    void anyTenantsEndpointsAreKnown() {
        assertThat(ProviderTenant.servesManyTenants(URI.create("https://login.microsoftonline.com/common/v2.0")))
                .isTrue();
        assertThat(ProviderTenant.servesManyTenants(URI.create("https://login.microsoftonline.com/organizations/v2.0")))
                .isTrue();
        assertThat(ProviderTenant.servesManyTenants(URI.create("https://login.microsoftonline.com/one/v2.0")))
                .isFalse();
    }

    private static JsonObject claims(String issuingTenant, String tenant) {
        return new JsonObject()
                .put("iss", "https://login.microsoftonline.com/" + issuingTenant + "/v2.0")
                .put("tid", tenant)
                .put("sub", "somebody");
    }
}
