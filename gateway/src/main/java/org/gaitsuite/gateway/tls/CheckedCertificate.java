package org.gaitsuite.gateway.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/**
 * A certificate and the key that belongs to it, as they lay on disk at one moment.
 *
 * @param certificatePem the chain, the gateway's own certificate first
 * @param keyPem its key, PKCS#8
 * @param leaf the gateway's own certificate
 */
record CheckedCertificate(String certificatePem, String keyPem, X509Certificate leaf) {
    private static final byte[] SOMETHING = "something to sign".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads both files.
     *
     * @throws IOException when one cannot be read
     * @throws GeneralSecurityException when one is damaged or half written, the key is another certificate's, or the certificate is not
     *     valid at this time
     */
    static CheckedCertificate read(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        String certificatePem = Files.readString(certificateFile);
        String keyPem = Files.readString(keyFile);
        var chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.ISO_8859_1)));
        if (chain.isEmpty() || !(chain.iterator().next() instanceof X509Certificate leaf)) {
            throw new CertificateException("no certificate in " + certificateFile);
        }
        leaf.checkValidity();
        requirePair(leaf, key(keyPem, leaf.getPublicKey().getAlgorithm()));
        return new CheckedCertificate(certificatePem, keyPem, leaf);
    }

    PemKeyCertOptions asOptions() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificatePem))
                .addKeyValue(Buffer.buffer(keyPem));
    }

    boolean isSameAs(CheckedCertificate other) {
        return certificatePem.equals(other.certificatePem) && keyPem.equals(other.keyPem);
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
