package org.gaitsuite.session.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.redis.RedisUnavailable;

/** Whether sessions can be reached. */
@Readiness
@ApplicationScoped
public class SessionStoreReadiness implements HealthCheck {
    private final SessionStore sessions;

    SessionStoreReadiness(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sessions").withData("store", sessions.description());
        try {
            sessions.probe();
            return response.up().build();
        } catch (RedisUnavailable outage) {
            return response.withData("reason", String.valueOf(outage.getMessage()))
                    .down()
                    .build();
        }
    }
}
