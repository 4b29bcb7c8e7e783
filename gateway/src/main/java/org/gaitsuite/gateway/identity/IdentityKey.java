package org.gaitsuite.gateway.identity;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The private key that signs identities. A key file that is missing or unreadable does not stop the gateway: it is tried
 * again every few seconds, and until then the gateway says that it is degraded.
 */
@Singleton
public class IdentityKey {
    private static final Logger LOG = Logger.getLogger(IdentityKey.class);
    private static final long RETRY_MILLIS = 5_000;
    private static final int P256_BITS = 256;

    private final Optional<String> file;
    private final Vertx vertx;
    private volatile @Nullable PrivateKey key;

    @Inject
    IdentityKey(IdentityConfig config, Vertx vertx) {
        this.file = config.privateKeyFile();
        this.vertx = vertx;
    }

    void load(@Observes StartupEvent event) {
        if (file.isEmpty()) {
            LOG.warn("Degraded: no identity key, so API calls are refused. Set gait.identity.private-key-file"
                    + " (GAIT_IDENTITY_PRIVATE_KEY_FILE) to a PEM file with an EC P-256 private key (PKCS#8).");
            return;
        }
        tryToLoad(file.get());
    }

    /** The key, or null while there is none. */
    public @Nullable PrivateKey current() {
        return key;
    }

    private void tryToLoad(String path) {
        try {
            key = read(Path.of(path));
            LOG.infof("Identities are signed with the key in %s", path);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.warnf(
                    "Degraded: the identity key %s cannot be used (%s); trying again in %d s.",
                    path, e, RETRY_MILLIS / 1000);
            vertx.setTimer(
                    RETRY_MILLIS,
                    timer -> vertx.executeBlocking(() -> {
                        tryToLoad(path);
                        return path;
                    }));
        }
    }

    private static PrivateKey read(Path path) throws IOException, GeneralSecurityException {
        PrivateKey read = KeyUtils.decodePrivateKey(Files.readString(path), SignatureAlgorithm.ES256);
        if (read instanceof ECPrivateKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
            return read;
        }
        throw new GeneralSecurityException("not an EC P-256 key");
    }
}
