package org.gaitsuite.gateway.tls;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that new connections see. When the files are replaced, also by a swapped symbolic link as Kubernetes does, the new pair
 * is taken up at the next look, without a restart and without harm to any connection, open or opening. A pair that is damaged, half
 * written or mismatched is not taken up: the old one stays, and the log says so once. Quarkus' own reload would serve a mismatched pair,
 * and end all HTTPS.
 */
@Singleton
@Identifier(CertificateFiles.NAME)
public class Certificate implements KeyStoreProvider {
    private static final Logger LOG = Logger.getLogger(Certificate.class);

    private final TlsConfig config;
    private @Nullable ServedPair served;
    private String lastComplaint = "";

    @Inject
    Certificate(TlsConfig config) {
        this.config = config;
    }

    /** What there is to serve HTTPS with; null where no files are named. */
    @Override
    public synchronized @Nullable KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        if (config.certificateFile().isEmpty() || config.keyFile().isEmpty()) {
            return null;
        }
        try {
            ServedPair pair = served;
            if (pair == null) {
                pair = new ServedPair(read());
                served = pair;
            }
            // The store is for those who want to look at it; the server asks the pair itself.
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(CertificateFiles.NAME, pair.current().leaf());
            return new KeyStoreAndKeyCertOptions(store, KeyCertOptions.wrap(pair));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("HTTPS cannot be served: " + e.getMessage(), e);
        }
    }

    /** Looks whether the files were replaced. */
    synchronized void look() {
        ServedPair pair = served;
        if (pair == null) {
            return;
        }
        try {
            CheckedCertificate found = read();
            lastComplaint = "";
            if (found.equals(pair.current())) {
                return;
            }
            pair.takeUp(found);
            LOG.infof(
                    "New certificate, valid until %s",
                    found.leaf().getNotAfter().toInstant());
        } catch (IOException | GeneralSecurityException e) {
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
