package org.gaitsuite.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckedIdentitiesTest {
    private final KeyPair gateway = keys();
    private final JWTAuthContextInfo rules = rules(gateway, "session-service");
    private final CountedProof proof = new CountedProof();
    private final CheckedIdentities identities = new CheckedIdentities(proof);

    @Test
    void whatWasProvenOnceIsNotProvenAgain() throws ParseException {
        String token = token(gateway, "anna", Instant.now().plusSeconds(30));

        JWTCallerPrincipal first = identities.parse(token, rules);

        assertThat(first.getSubject()).isEqualTo("anna");
        assertThat(identities.parse(new StringBuilder(token).toString(), rules)).isSameAs(first);
        assertThat(proof.asked).hasValue(1);
    }

    @Test
    void eachCallerIsWhoItIs() throws ParseException {
        String anna = token(gateway, "anna", Instant.now().plusSeconds(30));
        String bert = token(gateway, "bert", Instant.now().plusSeconds(30));

        for (int i = 0; i < 3; i++) {
            assertThat(identities.parse(anna, rules).getSubject()).isEqualTo("anna");
            assertThat(identities.parse(bert, rules).getSubject()).isEqualTo("bert");
        }
        assertThat(proof.asked).hasValue(2);
    }

    @Test
    void anIdentityThatExpiredIsNotTakenFromMemory() throws ParseException {
        String token = token(gateway, "anna", Instant.now().minusSeconds(1));
        rules.setClockSkew(60);
        identities.parse(token, rules);
        identities.parse(token, rules);
        assertThat(proof.asked).as("within what clocks may differ").hasValue(2);

        rules.setClockSkew(0);
        assertThatThrownBy(() -> identities.parse(token, rules)).isInstanceOf(ParseException.class);
    }

    @Test
    void oneCharacterThatWasChangedIsRefusedBesideTheTrueOne() throws ParseException {
        String token = token(gateway, "anna", Instant.now().plusSeconds(30));
        identities.parse(token, rules);
        String[] parts = token.split("\\.");

        // Anna's claims with another's signature, and another's claims with anna's.
        String[] bert = token(gateway, "bert", Instant.now().plusSeconds(30)).split("\\.");
        for (String forged : new String[] {
            parts[0] + "." + parts[1] + "." + bert[2],
            parts[0] + "." + bert[1] + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            token + "A"
        }) {
            assertThatThrownBy(() -> identities.parse(forged, rules)).as(forged).isInstanceOf(ParseException.class);
            assertThatThrownBy(() -> identities.parse(forged, rules)).as(forged).isInstanceOf(ParseException.class);
        }
    }

    @Test
    void whatOtherRulesFoundTrueCountsForThoseOnly() throws ParseException {
        String token = token(gateway, "anna", Instant.now().plusSeconds(30));
        identities.parse(token, rules);

        assertThatThrownBy(() -> identities.parse(token, rules(gateway, "analysis-service")))
                .isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> identities.parse(token, rules(keys(), "session-service")))
                .isInstanceOf(ParseException.class);
        assertThat(identities.parse(token, rules).getSubject()).isEqualTo("anna");
    }

    /** Counts what it is asked, and leaves the answers to the framework's own. */
    private static final class CountedProof extends JWTCallerPrincipalFactory {
        private final DefaultJWTCallerPrincipalFactory real = new DefaultJWTCallerPrincipalFactory();
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
            asked.incrementAndGet();
            return real.parse(token, rules);
        }
    }

    private static JWTAuthContextInfo rules(KeyPair keys, String audience) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo(keys.getPublic(), "gait-gateway");
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        rules.setExpectedAudience(Set.of(audience));
        return rules;
    }

    private static String token(KeyPair keys, String subject, Instant expiresAt) {
        return Jwt.issuer("gait-gateway")
                .subject(subject)
                .audience("session-service")
                .issuedAt(expiresAt.minusSeconds(30))
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(keys.getPrivate());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
