package org.gaitsuite.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.gaitsuite.gateway.connection.Connections;

/** Starts the gateway. */
@QuarkusMain
public final class Gateway {
    /**
     * The certificate's key is put into a PKCS#12 store in memory, under a password that is no secret, and taken out again. The 10 000
     * rounds of key derivation that the format asks for on disk protect nothing there and take a native executable 35 ms.
     */
    private static final String ROUNDS_FOR_KEYS_IN_MEMORY = "keystore.pkcs12.keyPbeIterationCount";

    private Gateway() {}

    /** Runs until the process is asked to stop. */
    public static void main(String... args) {
        System.setProperty(ROUNDS_FOR_KEYS_IN_MEMORY, "1");
        // A client that asks for new keys again and again would cost the gateway far more than itself.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        Connections.install();
        Quarkus.run(args);
    }
}
