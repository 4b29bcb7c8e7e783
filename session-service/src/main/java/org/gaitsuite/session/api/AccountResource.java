package org.gaitsuite.session.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.login.AttemptLimits;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Registering. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountResource {
    private final Accounts accounts;
    private final AttemptLimits limits;

    AccountResource(Accounts accounts, AttemptLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
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
}
