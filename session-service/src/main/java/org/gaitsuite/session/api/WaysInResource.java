package org.gaitsuite.session.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.gaitsuite.session.account.PasswordLogin;
import org.gaitsuite.session.oidc.Provider;
import org.jboss.resteasy.reactive.RestResponse;

/** How one may log in here, for the login page; the same for everybody. */
@Path("/v1/sessions/providers")
@Produces(MediaType.APPLICATION_JSON)
public class WaysInResource {
    private final Bodies.WaysIn waysIn;

    WaysInResource(PasswordLogin passwords, Provider provider) {
        this.waysIn = new Bodies.WaysIn(
                passwords.isForEverybody(),
                passwords.isOpenToNewcomers(),
                provider.isOffered()
                        ? List.of(new Bodies.ProviderView(provider.name(), "/v1/sessions/oidc"))
                        : List.of());
    }

    @GET
    public RestResponse<Bodies.WaysIn> list() {
        return RestResponse.ResponseBuilder.ok(waysIn)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}
