package org.gaitsuite.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one place where a call is weighed against the scopes of the token that it came with: reading needs {@code
 * analyses:read}, everything else {@code analyses:write}, and whatever operators alone may needs {@code operations}. An
 * identity without the claim {@code scope} is that of somebody who logged in, and is judged by its roles alone; roles are
 * judged in any case.
 */
class Scopes {
    private static final String READ = "analyses:read";
    private static final String WRITE = "analyses:write";
    private static final String OPERATIONS = "operations";
    private static final String OF_OPERATORS = "/v1/ops";

    private final JsonWebToken identity;

    @Inject
    Scopes(JsonWebToken identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        String claim = identity.getClaim("scope");
        if (claim == null) {
            return;
        }
        List<String> given = Arrays.asList(claim.split(" ", -1));
        String needed = neededFor(request.getMethod(), request.getUriInfo().getPath());
        if (!given.contains(needed)) {
            throw new Refused(
                    ProblemType.INSUFFICIENT_SCOPE,
                    "This call needs an API token with the scope %s; yours has %s."
                            .formatted(needed, String.join(", ", given)));
        }
    }

    /** The scope that a call needs. */
    static String neededFor(String method, String path) {
        if (path.equals(OF_OPERATORS) || path.startsWith(OF_OPERATORS + "/")) {
            return OPERATIONS;
        }
        return switch (method) {
            case HttpMethod.GET, HttpMethod.HEAD -> READ;
            default -> WRITE;
        };
    }
}
