package org.gaitsuite.deploy.local;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What somebody might show a service who is not the gateway. */
final class ForgedIdentities {
    private ForgedIdentities() {}

    /** In words, and what is sent. */
    static Map<String, String> of(StartedSuite suite, String session) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        var own = keys.generateKeyPair().getPrivate();
        var real = suite.credentials().identityPrivateKey();
        GatewaysIdentity gateway = GatewaysIdentity.toSessionService();
        GatewaysIdentity user = new GatewaysIdentity(
                "analysis-service", UUID.randomUUID().toString(), "operator", Duration.ofSeconds(60));
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("nobody's signature", "");
        forged.put("a session's token", session);
        forged.put("an unsigned gateway", gateway.unsigned());
        forged.put("an unsigned operator", user.unsigned());
        forged.put("a gateway with a key of its own", gateway.signed(own));
        forged.put("an operator with a key of their own", user.signed(own));
        forged.put("yesterday's gateway", gateway.lasting(Duration.ofHours(-24)).signed(real));
        forged.put("yesterday's operator", user.lasting(Duration.ofHours(-24)).signed(real));
        forged.put(
                "what was meant for another service",
                gateway.meantFor("analysis-service-of-others").signed(real));
        forged.put(
                "an operator, meant for session-service",
                user.meantFor("session-service").signed(real));
        return forged;
    }
}
