package org.gaitsuite.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Pipeline;
import org.gaitsuite.audit.AccessTrail;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.job.Analyses;
import org.gaitsuite.job.Analysis;
import org.gaitsuite.job.KeyReused;
import org.gaitsuite.job.ListPosition;
import org.gaitsuite.job.Submission;
import org.gaitsuite.storage.UploadRefused;
import org.jspecify.annotations.Nullable;

/** Submitting, listing, reading, cancelling and erasing analyses. */
@Path("/v1/analyses")
@RolesAllowed("user")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AnalysesResource {
    /** Beside videos. What is sent under any of them is told by its content. */
    private static final Set<String> OTHER_TYPES = Set.of(
            "application/octet-stream",
            "application/json",
            "application/zip",
            // What Windows calls a zip archive, and with it its browsers.
            "application/x-zip-compressed",
            "text/tab-separated-values");

    private final Analyses analyses;
    private final Pipeline pipeline;
    private final AccessTrail access;
    private final Caller caller;

    @Inject
    AnalysesResource(Analyses analyses, Pipeline pipeline, AccessTrail access, Caller caller) {
        this.analyses = analyses;
        this.access = access;
        this.pipeline = pipeline;
        this.caller = caller;
    }

    /** Takes a video, keypoints or markers as the raw body and answers 202 with where the analysis will be. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response submit(
            @BeanParam AnalysisQuery query,
            @HeaderParam("Content-Type") @Nullable String contentType,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream body)
            throws IOException, UploadRefused, FileRefused, KeyReused {
        AnalysisRequest request = query.request(pipeline.estimators());
        String type = acceptedType(contentType);
        Analyses.Submitted submitted = analyses.submit(new Submission(
                caller.account(),
                query.label(),
                acceptedKey(idempotencyKey),
                type,
                request,
                query.priority(),
                query.again(),
                body));
        Analysis analysis = submitted.analysis();
        AnalysisView view = AnalysisView.of(analysis, analyses.progress(analysis));
        return Response.accepted(submitted.duplicate() ? view.asDuplicate() : view)
                // As a header, since location() would name the address behind the gateway.
                .header(HttpHeaders.LOCATION, "/v1/analyses/" + analysis.id())
                .build();
    }

    @GET
    public AnalysisView.Page list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<Analysis> found = analyses.list(caller.account(), paging.after(), paging.toFetch());
        return new AnalysisView.Page(
                paging.page(found).stream()
                        .map(analysis -> AnalysisView.of(analysis, analyses.progress(analysis)))
                        .toList(),
                paging.next(found, last -> new ListPosition(last.createdAt(), last.id())));
    }

    @GET
    @Path("{id}")
    public AnalysisView read(@PathParam("id") String id) {
        Analysis analysis = owned(id);
        if (analysis.result() != null) {
            access.record(AuditEvent.of(caller.account(), analysis.owner(), AuditEvent.Action.READ, analysis.id()));
        }
        return AnalysisView.of(analysis, analyses.progress(analysis));
    }

    /** Cancels what has not ended (200 with the analysis), or erases what has, with its video and artefacts (204). */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) throws IOException {
        Analysis analysis = owned(id);
        if (!analysis.state().isFinal() && analyses.cancel(analysis)) {
            Analysis cancelled = owned(id);
            return Response.ok(AnalysisView.of(cancelled, analyses.progress(cancelled)))
                    .build();
        }
        analyses.erase(analysis, caller.account());
        return Response.noContent().build();
    }

    /**
     * Erases everything of the caller, cancelling first what has not ended.
     *
     * @param all must be {@code true}: the address without an id is also what a program calls that lost the id
     */
    @DELETE
    // Without a body there is nothing to accept; clients made of the API document accept problems alone.
    @Produces(MediaType.WILDCARD)
    public Response deleteAll(@QueryParam("all") @Nullable String all) throws IOException {
        if (!"true".equalsIgnoreCase(all)) {
            throw new Refused(
                    ProblemType.INVALID_PARAMETER,
                    "This would erase all analyses of your account: add all=true if you mean that,"
                            + " or the id of an analysis to the address. Nothing was erased.");
        }
        analyses.eraseAll(caller.account());
        return Response.noContent().build();
    }

    private Analysis owned(String id) {
        return analyses.find(caller.account(), Ids.parse(id)).orElseThrow(Refused::notFound);
    }

    private static String acceptedType(@Nullable String contentType) {
        String bare =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (bare.length() <= 100 && (bare.startsWith("video/") || OTHER_TYPES.contains(bare))) {
            return bare;
        }
        throw new Refused(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                (bare.isEmpty() ? "The upload has no content type." : "The upload is called '" + bare + "'.")
                        + " Send a video with the content type video/mp4, video/quicktime or video/webm, keypoints as application/json"
                        + " or application/zip, markers as text/tab-separated-values (TRC) or application/octet-stream (C3D);"
                        + " application/octet-stream does for all of them.");
    }

    private static @Nullable String acceptedKey(@Nullable String key) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > 200) {
            throw QueryText.invalid(
                    "Idempotency-Key", key.isBlank() ? "" : key.substring(0, 20) + "…", "1 to 200 characters");
        }
        return key;
    }
}
