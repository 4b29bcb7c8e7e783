package org.gaitsuite.session.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.session.login.SessionStore;

/** Whether sessions can be reached; up, and degraded, where they are found but none can be opened. */
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
        sessions.outage().ifPresent(reason -> response.withData("reason", reason));
        sessions.refusesWrites()
                .ifPresent(reason -> response.withData("state", "degraded").withData("writing", reason));
        return response.status(sessions.outage().isEmpty()).build();
    }
}
