package org.gaitsuite.session.health;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Whether the key is there with which the gateway's signature is checked; without it nobody is let in. */
@Readiness
@ApplicationScoped
public class IdentityKeyReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(IdentityKeyReadiness.class);

    private final Path file;

    IdentityKeyReadiness(@ConfigProperty(name = "mp.jwt.verify.publickey.location") String location) {
        this.file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    void atStart(@Observes StartupEvent event) {
        if (!Files.isReadable(file)) {
            LOG.errorf(
                    "The gateway's public key %s cannot be read: set GAIT_IDENTITY_PUBLIC_KEY_FILE; until then every"
                            + " request is refused",
                    file.toAbsolutePath());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("identity-key")
                .withData("file", file.toString())
                .status(Files.isReadable(file))
                .build();
    }
}
