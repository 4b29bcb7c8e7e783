package org.gaitsuite.api;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.sql.SQLException;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.job.Dependency;
import org.gaitsuite.job.JobRoom;
import org.gaitsuite.job.KeyReused;
import org.gaitsuite.job.SqlOutage;
import org.gaitsuite.storage.DamagedContent;
import org.gaitsuite.storage.UploadRefused;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** The one place where errors become problem documents. No answer carries a stack trace or the text of an unknown exception. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final HttpHeaders headers;
    private final Request request;
    private final UriInfo uri;
    private final JobRoom room;

    @Inject
    Problems(HttpHeaders headers, Request request, UriInfo uri, JobRoom room) {
        this.headers = headers;
        this.request = request;
        this.uri = uri;
        this.room = room;
    }

    @ServerExceptionMapper
    Response refused(Refused e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response file(FileRefused e) {
        return answer(Problem.of(e.refusal()));
    }

    @ServerExceptionMapper
    Response upload(UploadRefused e) {
        ProblemType type = switch (e.reason()) {
            case EMPTY -> ProblemType.EMPTY_BODY;
            case TOO_LARGE -> ProblemType.UPLOAD_TOO_LARGE;
            case STORE_FULL -> ProblemType.STORE_FULL;
        };
        return answer(Problem.of(type, sentence(e)));
    }

    @ServerExceptionMapper
    Response key(KeyReused e) {
        return answer(Problem.of(ProblemType.INVALID_PARAMETER, sentence(e)));
    }

    /** A body that breaks off, or a store that fails: nothing was kept. */
    @ServerExceptionMapper
    Response brokenOff(IOException e) {
        Dependency store = room.dependencies().store();
        store.doubt();
        // A store that is away is said to be by the one who watches it.
        LOG.logf(store.isAway() ? Logger.Level.DEBUG : Logger.Level.INFO, "%s broke off: %s", uri.getPath(), e);
        return answer(
                Problem.of(
                        ProblemType.TEMPORARILY_UNAVAILABLE,
                        request.getMethod().equals(HttpMethod.POST)
                                ? "The connection broke off or the store could not be used. Nothing was kept; try again."
                                : "The store of videos and files cannot be used at the moment. Nothing is lost; try again in a few seconds."));
    }

    /** To try again would not help. */
    @ServerExceptionMapper
    Response damaged(DamagedContent e) {
        LOG.errorf("%s: %s", uri.getPath(), e.getMessage());
        return answer(
                Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "This file is damaged in the store: it is not what was written there, so it is not delivered. Tell an operator, or analyse the video again."));
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException e) {
        return sessionRequired();
    }

    @ServerExceptionMapper(priority = 1)
    Response authentication(AuthenticationFailedException e) {
        LOG.debugf(e, "An identity was not accepted");
        return sessionRequired();
    }

    private Response sessionRequired() {
        return answer(Problem.of(
                ProblemType.SESSION_REQUIRED, "This call needs a login. Log in, or send an API token, and try again."));
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return answer(Problem.of(ProblemType.FORBIDDEN, "Your account may not do this. Ask an operator."));
    }

    @ServerExceptionMapper
    Response sql(JdbiException e) {
        if (isConnectionTrouble(e)) {
            room.dependencies().sql().doubt();
            LOG.debugf(e, "SQL is away");
            return answer(Problem.of(
                    ProblemType.TEMPORARILY_UNAVAILABLE,
                    "The database does not answer at the moment. Nothing is lost; try again in a few seconds."));
        }
        return unknown(e);
    }

    private static boolean isConnectionTrouble(JdbiException e) {
        if (SqlOutage.isCauseOf(e)) {
            return true;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            // H2 says 90xxx when its file or server is away.
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("90")) {
                return true;
            }
        }
        return false;
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 400 ->
                answer(Problem.of(
                        ProblemType.INVALID_PARAMETER,
                        "The request could not be read. Check its parameters and its body."));
            case 401 -> sessionRequired();
            case 403 -> answer(Problem.of(ProblemType.FORBIDDEN, "Your account may not do this. Ask an operator."));
            case 404 ->
                answer(Problem.of(
                        ProblemType.NOT_FOUND, "There is nothing at " + uri.getPath() + ". Check the address."));
            case 405 ->
                answer(Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This method does not exist at " + uri.getPath()
                                + ". The documentation lists the calls that do."));
            case 406 ->
                answer(Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "The answer at " + uri.getPath()
                                + " does not come in the form that the Accept header asks for."));
            case 413 ->
                answer(Problem.of(
                        ProblemType.UPLOAD_TOO_LARGE, "The upload is too large. Send a shorter or smaller video."));
            case 415 ->
                answer(Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "This content type is not accepted at " + uri.getPath() + "."));
            default -> status < 400 ? e.getResponse() : unknown(e);
        };
    }

    @ServerExceptionMapper
    @Priority(10_000)
    Response unknown(Throwable e) {
        LOG.errorf(e, "%s failed", uri.getPath());
        return answer(Problem.of(
                ProblemType.INTERNAL_ERROR,
                "The service could not answer because of an error of its own, which was recorded. Try again later."));
    }

    private Response answer(Problem problem) {
        String requestId = headers.getHeaderString("X-Request-Id");
        Problem named = new Problem(problem.type(), problem.title(), problem.status(), problem.detail(), requestId);
        return named.response().build();
    }

    private static String sentence(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
