package org.gaitsuite.gateway.tls;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks now and then whether there is a new certificate; says at start when there is none at all. */
@ApplicationScoped
public class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

    private final TlsConfigurationRegistry registry;
    private final Certificate certificate;
    private final Vertx vertx;
    private final Duration every;

    @Inject
    CertificateWatch(
            TlsConfigurationRegistry registry,
            @Identifier(CertificateFiles.NAME) Certificate certificate,
            Vertx vertx,
            TlsConfig config) {
        this.registry = registry;
        this.certificate = certificate;
        this.vertx = vertx;
        this.every = config.lookEvery();
    }

    void begin(@Observes StartupEvent event) {
        boolean certified = registry.get(CertificateFiles.NAME)
                .map(tls -> tls.getKeyStoreOptions() != null)
                .orElse(false);
        if (!certified) {
            LOG.warn(
                    "No certificate: serving plain HTTP only. For HTTPS set GAIT_TLS_CERTIFICATE_FILE and GAIT_TLS_KEY_FILE.");
            return;
        }
        // Ordered, so that one look ends before the next begins.
        var context = vertx.getOrCreateContext();
        vertx.setPeriodic(
                Math.max(1, every.toMillis()),
                elapsed -> context.executeBlocking(
                        () -> {
                            certificate.look();
                            return "looked";
                        },
                        true));
    }
}
