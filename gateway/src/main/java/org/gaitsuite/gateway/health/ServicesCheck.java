package org.gaitsuite.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** The same condition on the management port, for orchestrators. */
@Readiness
@ApplicationScoped
public class ServicesCheck implements HealthCheck {
    private final Condition condition;

    @Inject
    ServicesCheck(Condition condition) {
        this.condition = condition;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("services behind the gateway");
        condition.parts().forEach((part, up) -> answer.withData(part, up ? "up" : "down"));
        return answer.status(condition.isReady()).build();
    }
}
