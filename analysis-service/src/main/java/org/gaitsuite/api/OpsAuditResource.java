package org.gaitsuite.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.gaitsuite.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/** Who did what to anybody's analyses, or to those of one account. */
@Path("/v1/ops/audit")
@RolesAllowed("operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class OpsAuditResource {
    private final AuditTrail trail;

    @Inject
    OpsAuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    public AuditView.Events read(
            @QueryParam("account") @Nullable String account,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return AuditView.read(trail, account, Paging.of(limit, cursor));
    }
}
