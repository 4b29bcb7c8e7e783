package org.gaitsuite.session;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process. */
@QuarkusMain
public final class SessionService {
    private static final String H2_ADDRESS = "h2.bindAddress";

    private SessionService() {}

    /** Runs until it is told to end. */
    public static void main(String[] arguments) {
        // Instances on one machine share the embedded H2 through a socket, which is nobody else's business. H2 reads
        // this once, when its first class is loaded.
        if (System.getProperty(H2_ADDRESS) == null) {
            System.setProperty(H2_ADDRESS, "127.0.0.1");
        }
        Quarkus.run(arguments);
    }
}
