package org.gaitsuite.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks each identity once. The gateway sends the same signed identity with many requests, for half of its life, and the proof of an
 * ES256 signature costs more than all else that a short request needs. An identity that was found true is remembered until it
 * expires, and by its SHA-256 alone: a guess cannot be timed. One that was refused is not remembered.
 *
 * <p>What was checked by other rules (another key, audience or issuer) counts for those rules only. Thread-safe.
 */
@Alternative
@Priority(1)
@Singleton // Without a proxy, whose class the parser could not make another of.
public class CheckedIdentities extends JWTCallerPrincipalFactory {
    /** More callers than this at a time and the identities that come most seldom are checked again; some 2 KiB each. */
    private static final int AT_MOST = 10_000;

    /** Longer than the gateway lets an identity live; here only so that memory does not keep what has expired. */
    private static final Duration KEPT = Duration.ofSeconds(60);

    private record Checked(JWTCallerPrincipal caller, JWTAuthContextInfo rules) {}

    private final JWTCallerPrincipalFactory proof;
    private final Cache<String, Checked> found =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(KEPT).build();

    /** For the framework, whose parser also makes another one itself where it is to check by rules of the moment. */
    public CheckedIdentities() {
        this(new DefaultJWTCallerPrincipalFactory());
    }

    CheckedIdentities(JWTCallerPrincipalFactory proof) {
        this.proof = proof;
    }

    /** @throws ParseException when the identity is not what {@code rules} ask for, or has expired */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        String name = sha256(token);
        Checked known = found.getIfPresent(name);
        if (known != null
                && known.rules() == rules
                && Instant.now().getEpochSecond() < known.caller().getExpirationTime()) {
            return known.caller();
        }
        // Past its end the proof itself says whether clocks that differ are to be allowed for.
        JWTCallerPrincipal caller = proof.parse(token, rules);
        found.put(name, new Checked(caller, rules));
        return caller;
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new String(digest, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
