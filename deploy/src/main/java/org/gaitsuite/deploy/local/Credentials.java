package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Secrets of one installation, made at its first start and kept in files that only their owner may read: passwords of the ready-made
 * login, of Redis and of SQL, the gateway's identity key, and a self-signed certificate for localhost.
 */
final class Credentials {
    static final String LOGIN = "demo";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CERTIFICATE_DAYS = 825;

    private final Path folder;

    private Credentials(Path folder) {
        this.folder = folder;
    }

    static Credentials in(Path home) {
        try {
            Path folder = home.resolve("secrets");
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Credentials credentials = new Credentials(folder);
            credentials.makePassword("login", 12);
            credentials.makePassword("redis", 24);
            credentials.makePassword("sql", 24);
            credentials.makeIdentityKeys();
            credentials.makeCertificate();
            return credentials;
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("Cannot make the keys in %s: %s.".formatted(home, e.getMessage()), e);
        }
    }

    String loginPassword() {
        return read("login");
    }

    String redisPassword() {
        return read("redis");
    }

    String sqlPassword() {
        return read("sql");
    }

    Path identityPrivateKey() {
        return folder.resolve("identity.key.pem");
    }

    Path identityPublicKey() {
        return folder.resolve("identity.pub.pem");
    }

    Path certificate() {
        return folder.resolve("tls.crt.pem");
    }

    Path certificateKey() {
        return folder.resolve("tls.key.pem");
    }

    /** Certificate and key in one file, as HAProxy wants them. */
    Path certificateWithKey() {
        return folder.resolve("tls.both.pem");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new CannotStart("Cannot read %s: %s.".formatted(folder.resolve(name), e.getMessage()), e);
        }
    }

    private void makePassword(String name, int bytes) throws IOException {
        if (Files.exists(folder.resolve(name))) {
            return;
        }
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        write(folder.resolve(name), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private void makeIdentityKeys() throws GeneralSecurityException, IOException {
        if (Files.exists(identityPrivateKey()) && Files.exists(identityPublicKey())) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        KeyPair pair = generator.generateKeyPair();
        write(identityPrivateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        write(identityPublicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private void makeCertificate() throws IOException, GeneralSecurityException {
        if (Files.exists(certificateWithKey()) && stillValid()) {
            return;
        }
        Path store = folder.resolve("tls.p12");
        Files.deleteIfExists(store);
        String password = sqlPassword();
        generate(store, password);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        String certificatePem =
                pem("CERTIFICATE", keys.getCertificate("localhost").getEncoded());
        String keyPem = pem(
                "PRIVATE KEY", keys.getKey("localhost", password.toCharArray()).getEncoded());
        write(certificate(), certificatePem);
        write(certificateKey(), keyPem);
        write(certificateWithKey(), certificatePem + keyPem);
        Files.delete(store);
    }

    /** The JDK's own keytool signs; the platform has no public API that does. */
    private void generate(Path store, String password) throws IOException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost, O=Gait Suite on this machine",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "eku=serverAuth",
                "-validity",
                Integer.toString(CERTIFICATE_DAYS),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_PASSWORD");
        keytool.environment().put("STORE_PASSWORD", password);
        keytool.redirectErrorStream(true);
        Process process = keytool.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CannotStart("keytool could not make a certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while keytool made a certificate.", e);
        }
    }

    private boolean stillValid() throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(Duration.ofDays(1)));
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind);
    }

    /** Readable by the owner from its first moment on, and complete or absent. */
    private static void write(Path file, String content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, content, StandardOpenOption.WRITE);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
