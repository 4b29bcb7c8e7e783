package org.gaitsuite.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gaitsuite.job.JobRoom;
import org.gaitsuite.job.Role;
import org.gaitsuite.storage.UploadConfig;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Turns requests away that this process cannot answer: a worker answers none, without tables nobody does, without a store
 * no video is taken, and a body that calls itself too large need not be sent.
 */
class Gate {
    private final JobRoom room;
    private final Role role;
    private final long maximumBytes;

    @Inject
    Gate(JobRoom room, @ConfigProperty(name = "gait.role") Role role, UploadConfig limits) {
        this.room = room;
        this.role = role;
        this.maximumBytes = limits.maximumSize().asLongValue();
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        if (role == Role.WORKER) {
            throw new Refused(
                    ProblemType.TEMPORARILY_UNAVAILABLE, "This process runs analyses and answers no requests.");
        }
        if (!room.schemaIsReady() || room.dependencies().sql().isAway()) {
            throw new Refused(
                    ProblemType.TEMPORARILY_UNAVAILABLE,
                    "The database does not answer at the moment. Nothing is lost; try again in a few seconds.");
        }
        if (isUpload(request) && room.dependencies().store().isAway()) {
            throw new Refused(
                    ProblemType.TEMPORARILY_UNAVAILABLE,
                    "No video can be kept at the moment. Nothing was kept of this one; try again in a few seconds.");
        }
        long announced = announcedBytes(request);
        if (announced > maximumBytes) {
            throw new Refused(
                    ProblemType.UPLOAD_TOO_LARGE,
                    "The upload has %d MiB, more than the %d MiB that are accepted. Send a shorter or smaller video."
                            .formatted(announced >> 20, maximumBytes >> 20));
        }
    }

    private static boolean isUpload(ContainerRequestContext request) {
        return request.getMethod().equals("POST")
                && request.getUriInfo().getPath().equals("/v1/analyses");
    }

    private static long announcedBytes(ContainerRequestContext request) {
        String length = request.getHeaderString("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // The HTTP server refuses a broken length before it comes here.
        }
    }
}
