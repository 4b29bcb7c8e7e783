package org.gaitsuite.session.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.gaitsuite.session.redis.RedisUnavailable;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.SqlUnavailable;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where exceptions become problem documents, the framework's own included. */
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Duration OUTAGE_RETRY = Duration.ofSeconds(5);

    @ServerExceptionMapper
    RestResponse<Problem> refused(Refused refused, HttpServerRequest request) {
        return answer(
                ProblemType.of(refused.reason()),
                refused.sentence(),
                refused.retryAfter().orElse(null),
                request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> sqlIsAway(SqlUnavailable outage, HttpServerRequest request) {
        LOG.debugf("Request refused, SQL is away: %s", outage.getMessage());
        return answer(
                ProblemType.TEMPORARILY_UNAVAILABLE,
                "The store of accounts cannot be reached at the moment: please try again in a few seconds.",
                OUTAGE_RETRY,
                request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> redisIsAway(RedisUnavailable outage, HttpServerRequest request) {
        LOG.debugf("Request refused, Redis is away: %s", outage.getMessage());
        return answer(
                ProblemType.TEMPORARILY_UNAVAILABLE,
                "The store of sessions cannot be reached at the moment: please try again in a few seconds.",
                OUTAGE_RETRY,
                request);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    RestResponse<Problem> notTheGateway(RuntimeException refusal, HttpServerRequest request) {
        return answer(
                ProblemType.GATEWAY_REQUIRED,
                "This service answers the gateway only: call the gateway's address.",
                null,
                request);
    }

    /** How the JWT library says that it cannot read the gateway's public key; readiness names the file. */
    @ServerExceptionMapper
    RestResponse<Problem> noIdentityKey(DeploymentException fault, HttpServerRequest request) {
        LOG.debug("Request refused", fault);
        return answer(
                ProblemType.TEMPORARILY_UNAVAILABLE,
                "This service is not set up yet, it lacks the gateway's key: please tell your operator.",
                OUTAGE_RETRY,
                request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> forbidden(ForbiddenException refusal, HttpServerRequest request) {
        return answer(
                ProblemType.FORBIDDEN,
                "This service answers the gateway only: call the gateway's address.",
                null,
                request);
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    RestResponse<Problem> notJson(Exception fault, HttpServerRequest request) {
        return answer(
                ProblemType.INVALID_PARAMETER,
                "The body is not the JSON object that this call takes: see /docs.",
                null,
                request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> framework(WebApplicationException refusal, HttpServerRequest request) {
        int status = refusal.getResponse().getStatus();
        ProblemType type = ProblemType.ofFrameworkStatus(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            return fault(refusal, request);
        }
        String sentence = switch (type) {
            case NOT_FOUND -> "There is nothing at %s.".formatted(request.path());
            case METHOD_NOT_ALLOWED -> "%s cannot be done at %s.".formatted(request.method(), request.path());
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as JSON, with Content-Type: application/json.";
            case NOT_ACCEPTABLE -> "The answer is JSON: allow application/json in the Accept header.";
            case REQUEST_TOO_LARGE -> "The body of this call is a few short strings: send less.";
            default -> "The body is not the JSON object that this call takes: see /docs.";
        };
        return answer(type, sentence, null, request);
    }

    @ServerExceptionMapper
    RestResponse<Problem> fault(Throwable fault, HttpServerRequest request) {
        LOG.errorf(fault, "%s %s failed", request.method(), request.path());
        return answer(
                ProblemType.INTERNAL_ERROR,
                "Something went wrong here that should not: please try again, and tell your operator if it stays.",
                null,
                request);
    }

    /** A problem document whose status is the type's. */
    static RestResponse<Problem> answer(
            ProblemType type, String detail, @Nullable Duration retryAfter, HttpServerRequest request) {
        return answer(type, type.status(), detail, retryAfter, request);
    }

    /** A problem document with another status than the type's. */
    static RestResponse<Problem> answer(
            ProblemType type, int status, String detail, @Nullable Duration retryAfter, HttpServerRequest request) {
        Problem problem = new Problem(
                type.urn(), type.title(), status, detail, requestId(request).orElse(null));
        RestResponse.ResponseBuilder<Problem> builder = RestResponse.ResponseBuilder.<Problem>create(status)
                .entity(problem)
                .type(Problem.MEDIA_TYPE);
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
        }
        return builder.build();
    }

    private static Optional<String> requestId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(REQUEST_ID));
    }
}
