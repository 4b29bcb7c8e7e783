package org.gaitsuite.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The gateway's key pair: the service is given the public half, tests sign with the private one. */
public final class GatewayKeys implements QuarkusTestResourceLifecycleManager {
    private static final String SIGNING_KEY = "test.gateway.signing-key";

    @Override
    public Map<String, String> start() {
        try {
            KeyPair pair = generate();
            Path publicKey = Files.createTempFile("gateway", ".pem");
            publicKey.toFile().deleteOnExit();
            Files.writeString(
                    publicKey,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(pair.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
            // Tests run in another class loader than this: a system property crosses over.
            System.setProperty(
                    SIGNING_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Map.of("mp.jwt.verify.publickey.location", publicKey.toUri().toString());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void stop() {
        System.clearProperty(SIGNING_KEY);
    }

    static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** What the gateway sends. */
    static String jwt() {
        return jwt("session-service", "gateway", Duration.ofSeconds(60));
    }

    static String jwt(String audience, String group, Duration lifetime) {
        return jwt(audience, group, lifetime, signingKey());
    }

    static String jwt(String audience, String group, Duration lifetime, PrivateKey key) {
        return Jwt.issuer("gait-gateway")
                .subject("gateway")
                .audience(audience)
                .groups(Set.of(group))
                .expiresIn(lifetime)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key);
    }

    private static PrivateKey signingKey() {
        try {
            byte[] encoded = Base64.getDecoder().decode(System.getProperty(SIGNING_KEY, ""));
            return java.security.KeyFactory.getInstance("EC")
                    .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
