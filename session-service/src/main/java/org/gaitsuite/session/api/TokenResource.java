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
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.session.identity.Identity;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.security.SecurityEvent;
import org.gaitsuite.session.security.SecurityLog;
import org.gaitsuite.session.token.ApiTokens;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API tokens for programs. Only somebody who logged in may make, see or revoke them: a token cannot beget tokens. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private final ApiTokens tokens;
    private final Callers callers;

    TokenResource(ApiTokens tokens, Callers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Bodies.IssuedToken> issue(
            Bodies.@Nullable TokenRequest body, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        Bodies.TokenRequest asked = Bodies.required(body);
        ApiTokens.Issued issued = tokens.issue(
                caller.account(),
                Bodies.required("name", asked.name()),
                Optional.ofNullable(asked.scopes()),
                Optional.ofNullable(asked.expiresInDays()));
        SecurityLog.say(
                SecurityEvent.TOKEN_ISSUED,
                caller.account().id(),
                issued.token().id());
        return RestResponse.status(RestResponse.Status.CREATED, Bodies.IssuedToken.of(issued));
    }

    @GET
    public Bodies.TokenList list(@Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        return new Bodies.TokenList(
                tokens.of(caller.account()).stream().map(Bodies.TokenView::of).toList());
    }

    @GET
    @Path("/{id}")
    public Bodies.TokenView show(String id, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        UUID wanted = uuid(id);
        return tokens.of(caller.account()).stream()
                .filter(token -> token.id().equals(wanted))
                .findFirst()
                .map(Bodies.TokenView::of)
                .orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{id}")
    // Without a body there is nothing to accept; clients made of the API document accept problems alone.
    @Produces(MediaType.WILDCARD)
    public RestResponse<Void> revoke(String id, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        UUID ended = uuid(id);
        tokens.revoke(caller.account().id(), ended);
        SecurityLog.say(SecurityEvent.TOKEN_REVOKED, caller.account().id(), ended);
        return RestResponse.noContent();
    }

    /** What is no id at all is the id of no token. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw notFound(id);
        }
    }

    private static Refused notFound(String id) {
        return new Refused(Reason.NOT_FOUND, "You have no token with the id %s.".formatted(id));
    }
}
