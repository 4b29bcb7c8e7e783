package org.gaitsuite.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.gaitsuite.audit.AccessTrail;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.job.Analyses;
import org.gaitsuite.job.Analysis;
import org.gaitsuite.storage.Artefact;
import org.jspecify.annotations.Nullable;

/** The files of a succeeded analysis, whole or in part, so that a browser can seek in the overlay video. */
@jakarta.ws.rs.Path("/v1/analyses/{id}/{artefact: [^/]+\\.[a-z0-9]+}")
@RolesAllowed("user")
@RunOnVirtualThread
public class ArtefactResource {
    private final Analyses analyses;
    private final AccessTrail access;
    private final Caller caller;

    @Inject
    ArtefactResource(Analyses analyses, AccessTrail access, Caller caller) {
        this.analyses = analyses;
        this.access = access;
        this.caller = caller;
    }

    @GET
    public Response read(
            @PathParam("id") String id,
            @PathParam("artefact") String name,
            @HeaderParam("Range") @Nullable String range,
            @Context Request conditions)
            throws IOException {
        Analysis analysis =
                analyses.findSummary(caller.account(), Ids.parse(id)).orElseThrow(Refused::notFound);
        String contentType = ArtefactFiles.contentTypeOf(name);
        Artefact file = analyses.artefact(analysis, name).orElseThrow(() -> notThere(analysis, name));
        AuditEvent.Action action = name.equals("result.json") ? AuditEvent.Action.READ : AuditEvent.Action.EXPORTED;
        access.record(new AuditEvent(caller.account(), analysis.owner(), action, analysis.id(), name));
        // What an attempt made never changes.
        EntityTag tag = new EntityTag(analysis.id() + "-" + analysis.attempt());
        Response.ResponseBuilder response = conditions.evaluatePreconditions(tag);
        if (response == null) {
            long size = file.sizeBytes();
            Optional<ByteRange> part = ByteRange.parse(range, size);
            response = part.isEmpty()
                    ? Response.ok(file.read(0, size)).header("Content-Length", size)
                    : Response.status(206)
                            .entity(file.read(part.get().first(), part.get().length()))
                            .header("Content-Length", part.get().length())
                            .header("Content-Range", part.get().header(size));
        }
        return response.tag(tag)
                .type(contentType)
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, max-age=0, must-revalidate")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .build();
    }

    private static Refused notThere(Analysis analysis, String name) {
        if (!analysis.makes(name)) {
            return new Refused(
                    ProblemType.NOT_FOUND,
                    "There is no file '%s', since pictures come with videos only: this analysis was made from %s."
                            .formatted(name, "keypoints".equals(analysis.inputKind()) ? "keypoints" : "markers"));
        }
        if (!analysis.keeps(name)) {
            return new Refused(
                    ProblemType.NOT_FOUND,
                    "The file '%s' shows the person and was deleted with the video on %s; the result is kept."
                            .formatted(name, analysis.videoDeletedAt()));
        }
        return new Refused(
                ProblemType.NOT_FOUND,
                analysis.state().isFinal()
                        ? "This analysis ended as %s and has no file '%s'.".formatted(analysis.state(), name)
                        : "The file '%s' comes when the analysis has succeeded; it is %s now."
                                .formatted(name, analysis.state()));
    }
}
