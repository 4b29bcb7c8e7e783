package org.gaitsuite.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gaitsuite.departure.Departure;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.identity.Identities;
import org.gaitsuite.gateway.upstream.Service;
import org.gaitsuite.gateway.upstream.Services;

/** What the gateway needs for its work, and whether it has it. */
@ApplicationScoped
public class Condition {
    private final Services services;
    private final Identities identities;
    private final Departure departure;
    private final boolean needsServices;

    @Inject
    Condition(Services services, Identities identities, Departure departure, GatewayConfig config) {
        this.services = services;
        this.identities = identities;
        this.departure = departure;
        this.needsServices = config.health().needsServices();
    }

    /** Whether the gateway is about to stop and wants no new requests. */
    boolean isLeaving() {
        return departure.hasBegun();
    }

    /** Whether a load balancer should send requests here. */
    boolean isWelcoming() {
        return !isLeaving() && (!needsServices || services.all().stream().allMatch(Service::answers));
    }

    /** Whether every part is up and the gateway is staying. */
    boolean isReady() {
        return !isLeaving() && !parts().containsValue(false);
    }

    /** Each part by name: whether it is up. What a service leans on is known only while the service answers. */
    Map<String, Boolean> parts() {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        for (Service service : services.all()) {
            parts.put(service.name(), service.answers());
        }
        parts.put("identity-key", identities.canSign());
        for (Service service : services.all()) {
            service.parts().forEach((part, up) -> parts.merge(part, up, Boolean::logicalAnd));
        }
        return parts;
    }
}
