package org.gaitsuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.gateway.GatewayConfig;
import org.jspecify.annotations.Nullable;

/**
 * Signs who calls (JWT, ES256) for the services behind, which trust nothing else. A signed identity is used again for
 * half of its life, so the other half is left for clocks that differ and for requests that wait.
 */
@Singleton
public class Identities {
    private static final String ISSUER = "gait-gateway";
    private static final Caller GATEWAY = new Caller("gateway", "gateway", List.of("gateway"), null);

    private final IdentityKey key;
    private final Duration life;
    private final Cache<Caller, CharSequence> forAnalysis;
    private volatile @Nullable Signed forSessions;

    @Inject
    Identities(IdentityKey key, GatewayConfig config) {
        this.key = key;
        this.life = config.sessions().identityLife();
        if (life.toSeconds() < 10 || life.toSeconds() > 60) {
            throw new IllegalArgumentException(
                    "gait.gateway.sessions.identity-life must be 10 to 60 s, but is " + life);
        }
        this.forAnalysis = Caffeine.newBuilder()
                .maximumSize(config.sessions().cacheSize())
                .expireAfterWrite(life.dividedBy(2))
                .build();
    }

    /** Whether there is a key to sign with. */
    public boolean canSign() {
        return key.current() != null;
    }

    /** The value of the Authorization header that tells analysis-service who calls; only when {@link #canSign()}. */
    public CharSequence forAnalysisService(Caller caller) {
        return forAnalysis.get(caller, who -> sign(who, "analysis-service"));
    }

    /** The value of the Authorization header that tells session-service that the gateway calls; only when {@link #canSign()}. */
    public CharSequence forSessionService() {
        Signed signed = forSessions;
        if (signed == null || System.nanoTime() - signed.untilNanos() >= 0) {
            long until = System.nanoTime() + life.dividedBy(2).toNanos();
            signed = new Signed(sign(GATEWAY, "session-service"), until);
            forSessions = signed;
        }
        return signed.identity();
    }

    private record Signed(CharSequence identity, long untilNanos) {}

    private CharSequence sign(Caller caller, String audience) {
        PrivateKey signing = key.current();
        if (signing == null) {
            throw new IllegalStateException("there is no identity key");
        }
        JwtClaimsBuilder claims = Jwt.issuer(ISSUER)
                .subject(caller.accountId())
                .upn(caller.login())
                .groups(Set.copyOf(caller.roles()))
                .audience(audience)
                .claim("jti", UUID.randomUUID().toString())
                .expiresIn(life);
        if (caller.scopes() != null) {
            // As RFC 9068 writes it. Without the claim the caller may whatever the account may.
            claims.claim("scope", String.join(" ", caller.scopes()));
        }
        return HttpHeaders.createOptimized(
                "Bearer " + claims.jws().algorithm(SignatureAlgorithm.ES256).sign(signing));
    }
}
