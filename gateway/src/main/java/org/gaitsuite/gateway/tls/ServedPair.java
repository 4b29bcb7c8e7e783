package org.gaitsuite.gateway.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate and key that TLS asks for at each handshake, so that another pair is taken up between two handshakes and none is
 * disturbed. To give the server new options instead, as Vert.x offers, ends the connections that come while it reads them.
 *
 * <p>TLS asks by a name: first for the name, then for what belongs to it. Each pair has a name of its own, and the last but one is still
 * known by it: a handshake in the moment of the exchange gets a certificate and a key that belong together.
 */
final class ServedPair extends X509ExtendedKeyManager {
    private record Named(String alias, CheckedCertificate pair) {}

    private volatile Named current;
    private volatile @Nullable Named former;
    private long taken;

    ServedPair(CheckedCertificate first) {
        current = named(first);
    }

    /** The pair that new connections see. */
    CheckedCertificate current() {
        return current.pair();
    }

    /** New handshakes see {@code next} from here on. Not for several threads at a time. */
    void takeUp(CheckedCertificate next) {
        former = current;
        current = named(next);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Named now = current;
        return now.pair().key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        CheckedCertificate pair = pair(alias);
        return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        CheckedCertificate pair = pair(alias);
        return pair == null ? null : pair.key();
    }

    /** None: the gateway shows nobody a certificate as a client. */
    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    /** None, as above. */
    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private @Nullable CheckedCertificate pair(String alias) {
        // In this order: a pair becomes the former one before there is another.
        Named now = current;
        if (now.alias().equals(alias)) {
            return now.pair();
        }
        Named before = former;
        return before != null && before.alias().equals(alias) ? before.pair() : null;
    }

    private Named named(CheckedCertificate pair) {
        return new Named("pair-" + ++taken, pair);
    }
}
