package org.gaitsuite.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Signs identities as the gateway does. */
public final class Gateway implements QuarkusTestResourceLifecycleManager {
    private static final Path PRIVATE_KEY = Path.of("target", "test-identity-private.pem");

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            Path publicKey = Path.of("target", "test-identity-public.pem").toAbsolutePath();
            Files.writeString(publicKey, pem("PUBLIC KEY", keys.getPublic().getEncoded()));
            Files.writeString(PRIVATE_KEY, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            return Map.of("gait.identity.public-key-file", publicKey.toString());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The keys lie in target and are made anew.
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    /** Returns when the service answers: the tables are made after the start, so that a database that is away ends nothing. */
    static void awaitService() throws InterruptedException {
        String identity = "Bearer " + identityOf(account());
        Instant deadline = Instant.now().plusSeconds(30);
        while (RestAssured.given()
                        .header("Authorization", identity)
                        .get("/v1/analyses")
                        .statusCode()
                == 503) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("the service is not ready after 30 s");
            }
            Thread.sleep(100);
        }
    }

    /** A new account. */
    static String account() {
        return UUID.randomUUID().toString();
    }

    static String identityOf(String account) {
        return identity(account, "analysis-service", Duration.ofSeconds(60));
    }

    static String identityOfOperator(String account) {
        return identity(account, "analysis-service", Duration.ofSeconds(60), Set.of("user", "operator"));
    }

    static String identity(String account, String audience, Duration life) {
        return identity(account, audience, life, Set.of("user"));
    }

    /** That of an API token with scopes, separated by blanks. */
    static String identityWithScope(String account, String scope, String... roles) {
        return sign(claims(account, "analysis-service", Duration.ofSeconds(60), Set.of(roles))
                .claim("scope", scope));
    }

    private static String identity(String account, String audience, Duration life, Set<String> roles) {
        return sign(claims(account, audience, life, roles));
    }

    private static JwtClaimsBuilder claims(String account, String audience, Duration life, Set<String> roles) {
        return Jwt.issuer("gait-gateway")
                .audience(audience)
                .subject(account)
                .upn("tester")
                .groups(roles)
                .expiresAt(Instant.now().plus(life));
    }

    private static String sign(JwtClaimsBuilder claims) {
        try {
            PrivateKey key = KeyUtils.decodePrivateKey(Files.readString(PRIVATE_KEY), SignatureAlgorithm.ES256);
            return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
