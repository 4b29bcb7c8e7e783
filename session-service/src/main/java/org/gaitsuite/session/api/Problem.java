package org.gaitsuite.session.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type {@code urn:gait-suite:problem:…}, stable
 * @param title the type in words
 * @param status the HTTP status
 * @param detail what happened this time and the way out, for a clinician to read
 * @param requestId under which operators find it in their logs, where known
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String requestId) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
