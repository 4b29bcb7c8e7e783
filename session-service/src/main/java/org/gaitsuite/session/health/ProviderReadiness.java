package org.gaitsuite.session.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.session.oidc.Provider;

/** Whether the organisation's provider can be reached. Never down: all else works without it. */
@Readiness
@ApplicationScoped
public class ProviderReadiness implements HealthCheck {
    private final Provider provider;

    ProviderReadiness(Provider provider) {
        this.provider = provider;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("oidc").withData("offered", provider.isOffered());
        provider.outage().ifPresent(reason -> response.withData("degraded", reason));
        return response.up().build();
    }
}
