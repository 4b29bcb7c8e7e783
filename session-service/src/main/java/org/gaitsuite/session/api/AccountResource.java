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
import org.gaitsuite.session.login.LoginSettings;
import org.gaitsuite.session.login.Logins;
import org.gaitsuite.session.login.Network;
import org.gaitsuite.session.security.SecurityEvent;
import org.gaitsuite.session.security.SecurityLog;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Registering, changing the password, and going for good. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountResource {
    private final Accounts accounts;
    private final AttemptLimits limits;
    private final Logins logins;
    private final Callers callers;
    private final LoginSettings settings;

    AccountResource(Accounts accounts, AttemptLimits limits, Logins logins, Callers callers, LoginSettings settings) {
        this.settings = settings;
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
        String name = asked.name() == null ? "" : asked.name();
        Network network = Callers.network(request);
        Account account = limits.registering(network, () -> accounts.register(login, password, name, network.name()));
        SecurityLog.say(SecurityEvent.ACCOUNT_REGISTERED, account.id(), network.name());
        return RestResponse.status(RestResponse.Status.CREATED, Bodies.AccountView.of(account));
    }

    /** Changes the caller's password. Every other session of the account ends; the caller goes on with a new token. */
    @POST
    @Path("/current/password")
    public RestResponse<Bodies.OpenedSession> changePassword(
            Bodies.@Nullable PasswordChange body, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        Bodies.PasswordChange asked = Bodies.required(body);
        Logins.Opened opened = logins.changePassword(
                caller.account(),
                Bodies.required("current_password", asked.currentPassword()),
                Bodies.required("new_password", asked.newPassword()),
                Boolean.TRUE.equals(asked.revokeTokens()),
                Callers.network(request));
        return SessionCookie.handOver(opened, settings.lifetime());
    }

    /** Ends the caller's account, sessions and API tokens. What was analysed is erased before, by {@code DELETE /v1/analyses?all=true}. */
    @DELETE
    @Path("/current")
    // Without a body there is nothing to accept; clients made of the API document accept problems alone.
    @Produces(MediaType.WILDCARD)
    public RestResponse<Void> close(Bodies.@Nullable Farewell body, @Context HttpServerRequest request) {
        Identity caller = callers.person(request);
        if (accounts.hasPassword(caller.account())) {
            String password = Bodies.required("password", Bodies.required(body).password());
            logins.close(caller.account(), password, Callers.network(request));
        } else {
            logins.closeAfterRecentLogin(caller.account(), caller.expiresAt(), Callers.network(request));
        }
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.NO_CONTENT)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.cleared())
                .build();
    }
}
