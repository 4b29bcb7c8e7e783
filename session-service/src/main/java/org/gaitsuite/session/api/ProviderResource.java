package org.gaitsuite.session.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.gaitsuite.session.login.LoginSettings;
import org.gaitsuite.session.oidc.Provider;
import org.gaitsuite.session.oidc.ProviderLogins;
import org.gaitsuite.session.oidc.ProviderRefused;
import org.gaitsuite.session.redis.RedisUnavailable;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.SqlUnavailable;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Logging in by the organisation's provider. Browsers come here by following links, so that whatever goes wrong leads them to the login
 * page with a word for what it was, and to no problem document.
 */
@Path("/v1/sessions/oidc")
@RunOnVirtualThread
public class ProviderResource {
    private static final Logger LOG = Logger.getLogger(ProviderResource.class);
    private static final String PROBLEM = "/login?problem=";

    private final Provider provider;
    private final ProviderLogins logins;
    private final LoginSettings settings;

    ProviderResource(Provider provider, ProviderLogins logins, LoginSettings settings) {
        this.provider = provider;
        this.logins = logins;
        this.settings = settings;
    }

    /** Sends a browser to the provider. */
    @GET
    public RestResponse<Void> begin(@RestQuery("return_to") @Nullable String returnTo) {
        requireProvider();
        try {
            ProviderLogins.Begun begun = logins.begin(returnTo);
            return to(RestResponse.Status.FOUND, begun.provider().toString())
                    .header(HttpHeaders.SET_COOKIE, ProviderCookie.holding(begun.cookie(), ProviderLogins.LIFE))
                    .build();
        } catch (ProviderRefused refused) {
            return refused(refused.refusal().word(), refused.getMessage());
        }
    }

    /** Takes a browser back from the provider. */
    @GET
    @Path("/callback")
    public RestResponse<Void> finish(
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String error,
            @Context HttpServerRequest request) {
        requireProvider();
        ProviderLogins.Return brought =
                new ProviderLogins.Return(request.getHeader(ProviderCookie.HEADER), state, code, error);
        try {
            ProviderLogins.Finished finished = logins.finish(brought, Callers.network(request), Callers.token(request));
            return to(RestResponse.Status.SEE_OTHER, finished.returnTo())
                    .header(
                            HttpHeaders.SET_COOKIE,
                            SessionCookie.holding(finished.opened().token().value(), settings.lifetime()))
                    .header(HttpHeaders.SET_COOKIE, ProviderCookie.cleared())
                    .build();
        } catch (ProviderRefused refused) {
            return refused(refused.refusal().word(), refused.getMessage());
        } catch (Refused refused) {
            boolean often = refused.reason() == Reason.TOO_MANY_ATTEMPTS;
            return refused(often ? "too-many-attempts" : "unavailable", refused.sentence());
        } catch (SqlUnavailable | RedisUnavailable outage) {
            return refused("unavailable", String.valueOf(outage.getMessage()));
        }
    }

    private void requireProvider() {
        if (!provider.isOffered()) {
            throw new Refused(Reason.NOT_FOUND, "Nobody logs in by a provider here: log in with a password.");
        }
    }

    private static RestResponse<Void> refused(@Nullable String word, @Nullable String forOperators) {
        LOG.warnf("Login by the provider failed, %s: %s", word, forOperators);
        return to(RestResponse.Status.SEE_OTHER, PROBLEM + word)
                .header(HttpHeaders.SET_COOKIE, ProviderCookie.cleared())
                .build();
    }

    /** As text, since a relative URI would be made absolute with this service's own address. */
    private static RestResponse.ResponseBuilder<Void> to(RestResponse.Status status, String address) {
        return RestResponse.ResponseBuilder.<Void>create(status).header(HttpHeaders.LOCATION, address);
    }
}
