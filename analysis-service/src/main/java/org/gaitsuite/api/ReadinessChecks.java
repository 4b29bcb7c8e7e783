package org.gaitsuite.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.departure.Departure;
import org.gaitsuite.job.Dependency;
import org.gaitsuite.job.JobRoom;
import org.jspecify.annotations.Nullable;

/**
 * What of the service works. Without SQL nothing does, so that check goes down; without the queue or the store much still does, so
 * those checks stay up and say {@code degraded}. Nothing here touches liveness: a restart would not bring a database back. Nothing is
 * asked here either: what is known is told at once.
 */
final class ReadinessChecks {
    private ReadinessChecks() {}

    /** The truth about analyses. */
    @Readiness
    @ApplicationScoped
    static class Sql implements HealthCheck {
        private final JobRoom room;

        @Inject
        Sql(JobRoom room) {
            this.room = room;
        }

        @Override
        public HealthCheckResponse call() {
            if (!room.schemaIsReady()) {
                return degraded("sql", false, "the tables are not ready");
            }
            return told("sql", room.dependencies().sql(), false, "no analysis can be read or accepted");
        }
    }

    /** Dispatches analyses to workers. */
    @Readiness
    @ApplicationScoped
    static class Queue implements HealthCheck {
        private final JobRoom room;

        @Inject
        Queue(JobRoom room) {
            this.room = room;
        }

        @Override
        public HealthCheckResponse call() {
            return told("queue", room.dependencies().redis(), true, "analyses are accepted and wait");
        }
    }

    /** Keeps videos and artefacts. */
    @Readiness
    @ApplicationScoped
    static class Store implements HealthCheck {
        private final JobRoom room;

        @Inject
        Store(JobRoom room) {
            this.room = room;
        }

        @Override
        public HealthCheckResponse call() {
            return told("store", room.dependencies().store(), true, "no video can be accepted, results can be read");
        }
    }

    /** Whether the process stays: a load balancer should look elsewhere before it goes. */
    @Readiness
    @ApplicationScoped
    static class Staying implements HealthCheck {
        private final Departure departure;

        @Inject
        Staying(Departure departure) {
            this.departure = departure;
        }

        @Override
        public HealthCheckResponse call() {
            return departure.hasBegun()
                    ? degraded("staying", false, "the process is about to end")
                    : HealthCheckResponse.up("staying");
        }
    }

    private static HealthCheckResponse told(
            String part, @Nullable Dependency dependency, boolean upWithout, String consequence) {
        return dependency != null && dependency.isAway()
                ? degraded(part, upWithout, consequence)
                : HealthCheckResponse.named(part)
                        .up()
                        .withData("state", "ready")
                        .build();
    }

    private static HealthCheckResponse degraded(String part, boolean up, String reason) {
        return HealthCheckResponse.named(part)
                .status(up)
                .withData("state", "degraded")
                .withData("reason", reason)
                .build();
    }
}
