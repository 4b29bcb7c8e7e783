package org.gaitsuite.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.gaitsuite.gateway.connection.HeaderDeadline;

/** Starts the gateway. */
@QuarkusMain
public final class Gateway {
    private Gateway() {}

    /** Runs until the process is asked to stop. */
    public static void main(String... args) {
        HeaderDeadline.install();
        Quarkus.run(args);
    }
}
