package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * What the gateway says of a caller to the services behind it (JWT, ES256), or what somebody says who would like to be it.
 *
 * @param audience the service that it is meant for
 * @param subject whom it speaks of; its groups are {@code group} alone
 * @param life from now on; negative for one that has ended
 */
record GatewaysIdentity(String audience, String subject, String group, Duration life) {
    /** As session-service gets it with every request. */
    static GatewaysIdentity toSessionService() {
        return new GatewaysIdentity("session-service", "gateway", "gateway", Duration.ofSeconds(60));
    }

    GatewaysIdentity lasting(Duration other) {
        return new GatewaysIdentity(audience, subject, group, other);
    }

    GatewaysIdentity meantFor(String other) {
        return new GatewaysIdentity(other, subject, group, life);
    }

    /** Signed with the key in a PEM file. */
    String signed(Path key) throws IOException, GeneralSecurityException {
        byte[] bytes = Base64.getMimeDecoder().decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
        return signed(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    String signed(PrivateKey key) throws GeneralSecurityException {
        String content = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(claims());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encoded(signature.sign());
    }

    /** With the algorithm {@code none}, which some libraries once took for a signature. */
    String unsigned() {
        return encoded("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + encoded(claims()) + ".";
    }

    private String claims() {
        Instant from = life.isNegative() ? Instant.now().plus(life.multipliedBy(2)) : Instant.now();
        return """
                {"iss":"gait-gateway","sub":"%s","upn":"%s","groups":["%s"],"aud":"%s","jti":"%s","iat":%d,"exp":%d}""".formatted(
                        subject,
                        subject,
                        group,
                        audience,
                        UUID.randomUUID(),
                        from.getEpochSecond(),
                        Instant.now().plus(life).getEpochSecond());
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
