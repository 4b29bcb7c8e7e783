package org.gaitsuite.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.gaitsuite.analysis.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param detail a sentence that a clinician understands, with the value and the way out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // It is an entity of no method's declared type.
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonProperty("request_id") @Nullable String requestId) {
    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    static Problem of(ProblemType type, String detail) {
        return new Problem(type.urn(), type.title(), type.status(), detail, null);
    }

    /** A refusal that was known at the upload. */
    static Problem of(Refusal refusal) {
        int status = switch (refusal.slug()) {
            case "upload-too-large" -> 413;
            case "unsupported-codec" -> 415;
            case "temporarily-unavailable" -> 503;
            default -> 422;
        };
        return new Problem(refusal.type(), refusal.title(), status, refusal.sentence(), null);
    }

    Response.ResponseBuilder response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == 503) {
            response.header("Retry-After", 5);
        }
        return response;
    }
}
