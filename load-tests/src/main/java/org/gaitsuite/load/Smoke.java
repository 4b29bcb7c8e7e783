package org.gaitsuite.load;

import io.gatling.app.Gatling;

/** Runs {@link SmokeSimulation}; the exit status is 0 when it held its thresholds. */
public final class Smoke {
    private Smoke() {}

    /** Takes no arguments: see {@link SmokeSettings} for the system properties. */
    public static void main(String[] arguments) {
        try {
            // Refused before Gatling starts: its own report of a bad setting is a stack trace.
            SmokeSettings.from(System.getProperties());
        } catch (IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
        Gatling.main(new String[] {
            "--simulation", SmokeSimulation.class.getName(),
            "--results-folder", System.getProperty("results", "load-tests/target/gatling"),
        });
    }
}
