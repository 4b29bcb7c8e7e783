package org.gaitsuite.session.api;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Lets in requests that the gateway signed, whatever they ask for, and nobody else. Answers are cached only where they say so. */
public class GatewayOnly {
    private static final String GROUP = "gateway";
    /** Bytes. Bodies are a few short strings; the server's own, higher limit would answer without a document. */
    private static final int LONGEST_BODY = 64 * 1024;

    private final CurrentIdentityAssociation identities;

    GatewayOnly(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter(preMatching = true)
    Uni<@Nullable Response> check(ContainerRequestContext request) {
        return identities.getDeferredIdentity().map(caller -> {
            letIn(caller);
            if (request.getLength() > LONGEST_BODY) {
                throw new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return null;
        });
    }

    private static void letIn(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!caller.hasRole(GROUP)) {
            throw new ForbiddenException();
        }
    }

    @ServerResponseFilter
    void notCachedUnlessSaid(ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
