package org.gaitsuite.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.job.AnalysisState;
import org.gaitsuite.job.DeadLetter;
import org.gaitsuite.job.Operations;
import org.jspecify.annotations.Nullable;

/** The queue and its dead letters, for operators alone. */
@Path("/v1/ops")
@RolesAllowed("operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class OpsResource {
    private final Operations operations;
    private final Caller caller;

    @Inject
    OpsResource(Operations operations, Caller caller) {
        this.operations = operations;
        this.caller = caller;
    }

    @GET
    @Path("queue")
    public OpsView.Queue queue() {
        return OpsView.Queue.of(operations.overview());
    }

    @GET
    @Path("dead-letters")
    public OpsView.Letters deadLetters(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<DeadLetter> found = operations.deadLetters(paging.after(), paging.toFetch());
        return new OpsView.Letters(
                paging.page(found).stream().map(OpsView.Letter::of).toList(), paging.next(found, DeadLetter::position));
    }

    /** Queues a dead letter again, with a full set of attempts. */
    @POST
    @Path("dead-letters/{id}/requeue")
    public OpsView.Requeued requeue(@PathParam("id") String id) {
        UUID analysis = Ids.parse(id);
        if (!operations.requeue(analysis, caller.account())) {
            throw noDeadLetter(id);
        }
        return new OpsView.Requeued(analysis, AnalysisState.QUEUED.name());
    }

    /** Takes a dead letter off the list; its analysis stays failed. */
    @DELETE
    @Path("dead-letters/{id}")
    // Without a body there is nothing to accept; clients made of the API document accept problems alone.
    @Produces(MediaType.WILDCARD)
    public Response drop(@PathParam("id") String id) {
        if (!operations.drop(Ids.parse(id), caller.account())) {
            throw noDeadLetter(id);
        }
        return Response.noContent().build();
    }

    private static Refused noDeadLetter(String id) {
        return new Refused(
                ProblemType.NOT_FOUND,
                "There is no dead letter " + id
                        + " whose video is still there. It may have been requeued, dropped or erased; the list shows what is there.");
    }
}
