package org.gaitsuite.session.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.gaitsuite.session.login.LoginSettings;
import org.gaitsuite.session.login.Logins;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.token.BearerToken;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Logging in and out. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
    private final Logins logins;
    private final SessionStore sessions;
    private final Callers callers;
    private final LoginSettings settings;

    SessionResource(Logins logins, SessionStore sessions, Callers callers, LoginSettings settings) {
        this.logins = logins;
        this.sessions = sessions;
        this.callers = callers;
        this.settings = settings;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Bodies.OpenedSession> logIn(
            Bodies.@Nullable Credentials body, @Context HttpServerRequest request) {
        Bodies.Credentials asked = Bodies.required(body);
        Logins.Opened opened = logins.logIn(
                Bodies.required("login", asked.login()),
                Bodies.required("password", asked.password()),
                Callers.network(request),
                Callers.token(request));
        return SessionCookie.handOver(opened, settings.lifetime());
    }

    @GET
    @Path("/current")
    public Bodies.CurrentSession whoAmI(@Context HttpServerRequest request) {
        return Bodies.CurrentSession.of(callers.anybody(request));
    }

    /** Ends the caller's session, if it has not ended yet: either way the caller is logged out. */
    @DELETE
    @Path("/current")
    // Without a body there is nothing to accept; clients made of the API document accept problems alone.
    @Produces(MediaType.WILDCARD)
    public RestResponse<Void> logOut(@Context HttpServerRequest request) {
        BearerToken token = Callers.token(request)
                .orElseThrow(() -> new Refused(Reason.SESSION_REQUIRED, "You are not logged in."));
        if (token.kind() != BearerToken.Kind.SESSION) {
            throw new Refused(
                    Reason.FORBIDDEN, "An API token does not log out: its owner revokes it under /v1/tokens.");
        }
        sessions.remove(token);
        return loggedOut();
    }

    /** Ends all sessions of the caller, on all devices; API tokens stay. */
    @DELETE
    @Produces(MediaType.WILDCARD)
    public RestResponse<Void> logOutEverywhere(@Context HttpServerRequest request) {
        logins.logOutEverywhere(callers.person(request).account());
        return loggedOut();
    }

    private static RestResponse<Void> loggedOut() {
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.NO_CONTENT)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.cleared())
                .build();
    }
}
