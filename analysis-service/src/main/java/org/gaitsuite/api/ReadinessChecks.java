package org.gaitsuite.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.gaitsuite.job.AnalysisRows;
import org.gaitsuite.job.JobQueue;
import org.gaitsuite.job.JobRoom;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;

/**
 * What of the service works. Without SQL nothing does, so that check goes down; without the queue or the store much still does, so
 * those checks stay up and say {@code degraded}. Nothing here touches liveness: a restart would not bring a database back.
 */
final class ReadinessChecks {
    private static final Logger LOG = Logger.getLogger(ReadinessChecks.class);

    private ReadinessChecks() {}

    /** The truth about analyses. */
    @Readiness
    @ApplicationScoped
    static class Sql implements HealthCheck {
        private final JobRoom room;
        private final AnalysisRows rows;

        @Inject
        Sql(JobRoom room, AnalysisRows rows) {
            this.room = room;
            this.rows = rows;
        }

        @Override
        public HealthCheckResponse call() {
            if (!room.schemaIsReady()) {
                return HealthCheckResponse.named("sql")
                        .down()
                        .withData("state", "degraded")
                        .withData("reason", "the tables are not ready")
                        .build();
            }
            return check("sql", false, "no analysis can be read or accepted", rows::outstanding);
        }
    }

    /** Dispatches analyses to workers. */
    @Readiness
    @ApplicationScoped
    static class Queue implements HealthCheck {
        private final JobQueue queue;

        @Inject
        Queue(JobQueue queue) {
            this.queue = queue;
        }

        @Override
        public HealthCheckResponse call() {
            return check("queue", true, "analyses are accepted and wait", queue::depth);
        }
    }

    /** Keeps videos and artefacts. */
    @Readiness
    @ApplicationScoped
    static class Store implements HealthCheck {
        private final VideoStore store;

        @Inject
        Store(VideoStore store) {
            this.store = store;
        }

        @Override
        public HealthCheckResponse call() {
            return check("store", true, "no video can be accepted, results can be read", () -> {
                store.check();
                return store;
            });
        }
    }

    private static HealthCheckResponse check(String part, boolean upWithout, String consequence, Callable<?> probe) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(part);
        try {
            probe.call();
            return response.up().withData("state", "ready").build();
        } catch (Exception e) {
            LOG.debugf(e, "%s is away", part);
            return response.status(upWithout)
                    .withData("state", "degraded")
                    .withData("reason", consequence)
                    .build();
        }
    }
}
