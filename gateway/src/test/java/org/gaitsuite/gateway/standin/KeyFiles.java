package org.gaitsuite.gateway.standin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/**
 * Keys made for one run of the tests.
 *
 * @param identityPrivate PEM of the identity key
 * @param identityPublic PEM of its other half
 * @param certificate PEM of a certificate for localhost
 * @param certificateKey PEM of its key
 */
public record KeyFiles(Path identityPrivate, Path identityPublic, Path certificate, Path certificateKey) {
    private static final char[] PASSWORD = "only-for-tests".toCharArray();

    /** Makes all of them in {@code folder}. */
    public static KeyFiles make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair identity = generator.generateKeyPair();
        KeyStore store = certificateFor(folder.resolve("tls.p12"));
        return new KeyFiles(
                pem(
                        folder.resolve("identity.pem"),
                        "PRIVATE KEY",
                        identity.getPrivate().getEncoded()),
                pem(
                        folder.resolve("identity.pub.pem"),
                        "PUBLIC KEY",
                        identity.getPublic().getEncoded()),
                pem(
                        folder.resolve("tls.crt"),
                        "CERTIFICATE",
                        store.getCertificate("tls").getEncoded()),
                pem(
                        folder.resolve("tls.key"),
                        "PRIVATE KEY",
                        store.getKey("tls", PASSWORD).getEncoded()));
    }

    /** Writes the key {@code alias} of a PKCS#12 store as PEM. */
    static Path keyOf(Path store, String alias, String password, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            return pem(
                    into,
                    "PRIVATE KEY",
                    keys.getKey(alias, password.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    Map<String, String> asSettings() {
        return Map.of(
                "gait.identity.private-key-file", identityPrivate.toString(),
                "test.identity.public-key-file", identityPublic.toString(),
                "gait.tls.certificate-file", certificate.toString(),
                "gait.tls.key-file", certificateKey.toString());
    }

    private static KeyStore certificateFor(Path file)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process making = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (making.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
