package org.gaitsuite.gateway.tls;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Says at start when the gateway has no certificate. */
@ApplicationScoped
public class TlsNotice {
    private static final Logger LOG = Logger.getLogger(TlsNotice.class);

    private final TlsConfigurationRegistry registry;

    @Inject
    TlsNotice(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    void tell(@Observes StartupEvent event) {
        boolean certified = registry.get(CertificateFiles.NAME)
                .map(tls -> tls.getKeyStoreOptions() != null)
                .orElse(false);
        if (!certified) {
            LOG.warn(
                    "No certificate: serving plain HTTP only. For HTTPS set GAIT_TLS_CERTIFICATE_FILE and GAIT_TLS_KEY_FILE.");
        }
    }
}
