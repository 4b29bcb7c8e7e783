package org.gaitsuite.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * A certificate and the key that belongs to it, as they lay on disk at one moment.
 *
 * @param chain the gateway's own certificate first, then what leads to its authority
 * @param key that of the gateway's own certificate
 */
record CheckedCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] SOMETHING = "something to sign".getBytes(StandardCharsets.US_ASCII);

    CheckedCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both files.
     *
     * @throws IOException when one cannot be read
     * @throws GeneralSecurityException when one is damaged or half written, the key is another certificate's, or the certificate is not
     *     valid at this time
     */
    static CheckedCertificate read(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain;
        try (InputStream pem = Files.newInputStream(certificateFile)) {
            chain = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
        if (chain.isEmpty()) {
            throw new CertificateException("no certificate in " + certificateFile);
        }
        X509Certificate leaf = chain.getFirst();
        leaf.checkValidity();
        PrivateKey key = key(Files.readString(keyFile), leaf.getPublicKey().getAlgorithm());
        requirePair(leaf, key);
        return new CheckedCertificate(chain, key);
    }

    /** The gateway's own. */
    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "certificate " + leaf().getSerialNumber().toString(16) + " of " + leaf().getSubjectX500Principal();
    }

    private static PrivateKey key(String pem, String algorithm) throws GeneralSecurityException {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new InvalidKeyException("no PRIVATE KEY (PKCS#8) in the key file");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException damaged) {
            throw new InvalidKeyException("the key file is damaged", damaged);
        }
    }

    private static void requirePair(X509Certificate leaf, PrivateKey key) throws GeneralSecurityException {
        String algorithm = leaf.getPublicKey().getAlgorithm();
        Signature signature = Signature.getInstance("SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm));
        signature.initSign(key);
        signature.update(SOMETHING);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.getPublicKey());
        signature.update(SOMETHING);
        if (!signature.verify(signed)) {
            throw new InvalidKeyException("the key is not that of the certificate");
        }
    }
}
