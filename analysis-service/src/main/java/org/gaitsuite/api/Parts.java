package org.gaitsuite.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.gaitsuite.departure.Departure;
import org.gaitsuite.job.Dependency;
import org.gaitsuite.job.JobRoom;

/**
 * Answers the gateway's probe, {@code HEAD /}, with what this process leans on, in the header {@code X-Gait-Parts}, for instance
 * {@code sql=up,redis=down}, and with {@code X-Gait-Leaving} once it is about to end. So the gateway can tell the world what is missing,
 * and ask others first, without a question more.
 */
@ApplicationScoped
class Parts {
    private static final String HEADER = "X-Gait-Parts";
    private static final String LEAVING = "X-Gait-Leaving";

    private final JobRoom room;
    private final Departure departure;

    @Inject
    Parts(JobRoom room, Departure departure) {
        this.room = room;
        this.departure = departure;
    }

    void answerProbes(@Observes Router router) {
        router.head("/").handler(request -> {
            if (departure.hasBegun()) {
                request.response().putHeader(LEAVING, "true");
            }
            var _ = request.response()
                    .setStatusCode(204)
                    .putHeader(HEADER, told())
                    .end();
        });
    }

    private String told() {
        return room.dependencies().all().stream()
                .map(part -> part.name() + (isUp(part) ? "=up" : "=down"))
                .collect(Collectors.joining(","));
    }

    private boolean isUp(Dependency part) {
        boolean tablesMissing = part.equals(room.dependencies().sql()) && !room.schemaIsReady();
        return !part.isAway() && !tablesMissing;
    }
}
