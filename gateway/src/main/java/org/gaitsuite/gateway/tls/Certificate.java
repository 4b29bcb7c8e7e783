package org.gaitsuite.gateway.tls;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that new connections see. When the files are replaced, also by a swapped symbolic link as Kubernetes does, the new pair
 * is taken up at the next look, without a restart and without harm to open connections. A pair that is damaged, half written or mismatched
 * is not taken up: the old one stays, and the log says so once. Quarkus' own reload would serve a mismatched pair, and
 * end all HTTPS.
 */
@Singleton
@Identifier(CertificateFiles.NAME)
public class Certificate implements KeyStoreProvider {
    private static final Logger LOG = Logger.getLogger(Certificate.class);

    private final TlsConfig config;
    private final Event<CertificateUpdatedEvent> updated;
    private volatile @Nullable CheckedCertificate served;
    private String lastComplaint = "";

    @Inject
    Certificate(TlsConfig config, Event<CertificateUpdatedEvent> updated) {
        this.config = config;
        this.updated = updated;
    }

    /** What there is to serve HTTPS with; null where no files are named. */
    @Override
    public @Nullable KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        if (config.certificateFile().isEmpty() || config.keyFile().isEmpty()) {
            return null;
        }
        try {
            CheckedCertificate current = served;
            if (current == null) {
                current = read();
                served = current;
            }
            return new KeyStoreAndKeyCertOptions(current.asOptions().loadKeyStore(vertx), current.asOptions());
        } catch (Exception e) { // What Vert.x declares.
            throw new IllegalStateException("HTTPS cannot be served: " + e.getMessage(), e);
        }
    }

    /** Looks whether the files were replaced. Not for several threads at a time. */
    void look(TlsConfigurationRegistry registry) {
        CheckedCertificate old = served;
        TlsConfiguration tls = registry.get(CertificateFiles.NAME).orElse(null);
        if (old == null || tls == null) {
            return;
        }
        try {
            CheckedCertificate found = read();
            lastComplaint = "";
            if (found.isSameAs(old)) {
                return;
            }
            served = found;
            if (!tls.reload()) {
                throw new GeneralSecurityException("the server did not take it up");
            }
            updated.fire(new CertificateUpdatedEvent(CertificateFiles.NAME, tls));
            LOG.infof(
                    "New certificate, valid until %s",
                    found.leaf().getNotAfter().toInstant());
        } catch (IOException | GeneralSecurityException | IllegalStateException e) {
            served = old;
            complain(e.toString());
        }
    }

    private void complain(String complaint) {
        if (!complaint.equals(lastComplaint)) {
            lastComplaint = complaint;
            LOG.warnf("The new certificate is not taken up, the old one stays: %s", complaint);
        }
    }

    private CheckedCertificate read() throws IOException, GeneralSecurityException {
        Path certificate = config.certificateFile().orElseThrow();
        return CheckedCertificate.read(certificate, config.keyFile().orElseThrow());
    }
}
