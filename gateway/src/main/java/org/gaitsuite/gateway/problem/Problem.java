package org.gaitsuite.gateway.problem;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A refusal in the gateway's own words (RFC 9457).
 *
 * @param status HTTP status, 400 to 599
 * @param slug stable name; the problem's type is {@value #TYPE_PREFIX} followed by it
 * @param title what is wrong, in a few words
 * @param detail one sentence for a person, naming the value and the way out
 */
public record Problem(int status, String slug, String title, String detail) {
    /** What every problem type of the suite begins with. */
    public static final String TYPE_PREFIX = "urn:gait-suite:problem:";

    /** The media type of problem documents. */
    public static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("application/problem+json");

    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence RETRY_AFTER_SECONDS = HttpHeaders.createOptimized("2");

    /** No session or API token came with a call that needs one. */
    public static Problem sessionRequired() {
        return new Problem(
                401,
                "session-required",
                "Please log in",
                "This call needs a login: log in with POST /v1/sessions, or send an API token as 'Authorization: Bearer …'.");
    }

    /** The session or API token that came is unknown, has ended or was revoked. */
    public static Problem sessionExpired() {
        return new Problem(
                401,
                "session-expired",
                "Your session has ended",
                "The session or API token is no longer valid. Please log in again.");
    }

    /** A change was asked for by another site's page in the name of a logged-in browser. */
    public static Problem foreignOrigin(String origin) {
        return new Problem(
                403,
                "forbidden",
                "Request from another site",
                "The request came from " + origin
                        + ", not from this site's own page, and was refused to protect your account. Use this site's page, or an API token.");
    }

    /** The request is not one that HTTP knows, or could be read in more than one way. */
    public static Problem malformed(String what) {
        return new Problem(400, "malformed-request", "The request makes no sense", what);
    }

    /** The path is not part of the API. */
    public static Problem unknownPath(String path) {
        return new Problem(
                404,
                "not-found",
                "No such address",
                "There is nothing at " + abbreviate(path) + ". The API is described at /docs.");
    }

    /** The path exists, but not with this method. */
    public static Problem methodNotAllowed(String method, String path, String allowed) {
        return new Problem(
                405,
                "method-not-allowed",
                "Method not allowed",
                abbreviate(path) + " does not take " + abbreviate(method) + ", only " + allowed + ".");
    }

    /** No byte moved either way for the allowed time while the client was still sending. */
    public static Problem clientStalled(long seconds) {
        return new Problem(
                408,
                "upload-stalled",
                "The upload stopped",
                "No data arrived for " + seconds
                        + " s, so the upload was given up. Check the connection and send it again.");
    }

    /** The body comes so slowly that it holds its connection for no good reason. */
    public static Problem clientTooSlow() {
        return new Problem(
                408,
                "upload-stalled",
                "The upload is too slow",
                "Data arrived so slowly that the upload was given up. Check the connection and send it again.");
    }

    /** The body is, or grew, larger than the limit. */
    public static Problem uploadTooLarge(long limitBytes) {
        return new Problem(
                413,
                "upload-too-large",
                "The file is too large",
                "Bodies of up to " + humanSize(limitBytes)
                        + " are accepted here. Shorten the video, or record it with a lower resolution.");
    }

    /** The client has sent more than it may in a time; the answer's headers say how it stands. */
    public static Problem rateLimited(String whose, String limit, long requests, String window, long seconds) {
        return new Problem(
                429,
                "rate-limited",
                "Too many requests",
                "The limit '" + limit + "' for " + whose + " is " + requests + " in " + window
                        + " and is used up. Please try again in " + seconds + " s.");
    }

    /**
     * The service broke the connection off before it answered.
     *
     * @param onlyRead whether the request changes nothing, so that there is nothing to look after
     */
    public static Problem brokenOff(String service, boolean onlyRead) {
        return new Problem(
                502,
                "temporarily-unavailable",
                "The service broke off",
                "The " + service + " broke the connection off before it answered. " + next(onlyRead));
    }

    private static String next(boolean onlyRead) {
        return onlyRead
                ? "Please try again in a few seconds."
                : "Please check whether the request took effect and try again.";
    }

    /** No instance of a service can be reached. */
    public static Problem unavailable(String service) {
        return new Problem(
                503,
                "temporarily-unavailable",
                "Temporarily unavailable",
                "The " + service + " cannot be reached at the moment. Please try again in a few seconds.");
    }

    /** All instances of a service have as many requests as the gateway sends them at a time, and enough that wait. */
    public static Problem tooBusy(String service) {
        return new Problem(
                503,
                "temporarily-unavailable",
                "Too busy",
                "The " + service
                        + " has more requests than it can take at the moment. Please try again in a few seconds.");
    }

    /** The gateway has no key to vouch for callers with. */
    public static Problem noIdentityKey() {
        return new Problem(
                503,
                "temporarily-unavailable",
                "Temporarily unavailable",
                "The gateway is not fully set up: its identity key is missing. Its log and /startup tell the operators more.");
    }

    /**
     * The service did not answer in time.
     *
     * @param onlyRead as for {@link #brokenOff}
     */
    public static Problem timedOut(String service, long seconds, boolean onlyRead) {
        return new Problem(
                504,
                "temporarily-unavailable",
                "No answer in time",
                "The " + service + " did not answer within " + seconds + " s. " + next(onlyRead));
    }

    /** The gateway itself failed; the log has the reason under the request's id. */
    public static Problem internalError() {
        return new Problem(
                500,
                "internal-error",
                "Something went wrong",
                "The gateway failed to handle the request. The operators can find the reason under the request's id.");
    }

    /** The stable type of this problem. */
    public String type() {
        return TYPE_PREFIX + slug;
    }

    /** This problem as a JSON document. */
    public Buffer toJson(String requestId) {
        return new JsonObject()
                .put("type", type())
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("request_id", requestId)
                .toBuffer();
    }

    /** Ends {@code response} with this problem; the head must not have been written. */
    public void endResponse(HttpServerResponse response, String requestId) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (status >= 502) {
            response.putHeader(RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        var _ = response.end(toJson(requestId));
    }

    private static String abbreviate(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    private static String humanSize(long bytes) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long scale = 1L << (10 * (unit.equals("GiB") ? 3 : unit.equals("MiB") ? 2 : 1));
            if (bytes >= scale) {
                double value = (double) bytes / scale;
                return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f %s" : "%.1f %s", value, unit);
            }
        }
        return bytes + " bytes";
    }
}
