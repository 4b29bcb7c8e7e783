package org.gaitsuite.session.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.session.sql.Database;

/** Whether accounts and API tokens can be reached. */
@Readiness
@ApplicationScoped
public class SqlReadiness implements HealthCheck {
    private final Database database;

    SqlReadiness(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sql").withData("store", database.address());
        database.outage().ifPresent(reason -> response.withData("reason", reason));
        return response.status(database.outage().isEmpty()).build();
    }
}
