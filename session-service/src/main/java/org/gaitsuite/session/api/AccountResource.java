package org.gaitsuite.session.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.identity.Identity;
import org.gaitsuite.session.login.AttemptLimits;
import org.gaitsuite.session.login.Logins;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Registering, and going for good. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountResource {
    private final Accounts accounts;
    private final AttemptLimits limits;
    private final Logins logins;
    private final Callers callers;

    AccountResource(Accounts accounts, AttemptLimits limits, Logins logins, Callers callers) {
        this.accounts = accounts;
        this.limits = limits;
        this.logins = logins;
        this.callers = callers;
    }

    @POST
    public RestResponse<Bodies.AccountView> register(
            Bodies.@Nullable Registration body, @Context HttpServerRequest request) {
        Bodies.Registration asked = Bodies.required(body);
        String login = Bodies.required("login", asked.login());
        String password = Bodies.required("password", asked.password());
        limits.beforeRegistration(Callers.address(request));
        Account account = accounts.register(login, password, asked.name() == null ? "" : asked.name());
        return RestResponse.status(RestResponse.Status.CREATED, Bodies.AccountView.of(account));
    }

    /** Ends the caller's account, sessions and API tokens. What was analysed is erased before, by {@code DELETE /v1/analyses?all=true}. */
    @DELETE
    @Path("/current")
    public RestResponse<Void> close(Bodies.@Nullable Farewell body, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        if (accounts.hasPassword(caller.account())) {
            String password = Bodies.required("password", Bodies.required(body).password());
            logins.close(caller.account(), password, Callers.address(request));
        } else {
            logins.closeAfterRecentLogin(caller.account(), caller.expiresAt());
        }
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.NO_CONTENT)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.cleared())
                .build();
    }
}
