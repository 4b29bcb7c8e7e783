package org.gaitsuite.session.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gaitsuite.session.identity.Identities;
import org.jboss.resteasy.reactive.RestResponse;

/** The gateway's question at every request: whose token is this? */
@Path("/internal/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LookUpResource {
    private final Identities identities;

    LookUpResource(Identities identities) {
        this.identities = identities;
    }

    /** 404 where the token is not, or no longer, valid: the gateway's own identity was, so this is no 401. */
    @GET
    public RestResponse<?> lookUp(@Context HttpServerRequest request) {
        return Callers.token(request)
                .flatMap(identities::find)
                .<RestResponse<?>>map(found -> RestResponse.ok(Bodies.LookUp.of(found)))
                .orElseGet(() -> Problems.answer(
                        ProblemType.SESSION_EXPIRED,
                        404,
                        "Your session has ended, or your token was revoked: please log in.",
                        null,
                        request));
    }
}
