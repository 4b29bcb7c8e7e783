package org.gaitsuite.session.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.departure.Departure;

/** Whether the process stays: a load balancer should look elsewhere before it goes. */
@Readiness
@ApplicationScoped
class Staying implements HealthCheck {
    private final Departure departure;

    Staying(Departure departure) {
        this.departure = departure;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("staying")
                .status(!departure.hasBegun())
                .build();
    }
}
