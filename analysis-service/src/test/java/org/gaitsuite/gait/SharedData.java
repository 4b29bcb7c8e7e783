package org.gaitsuite.gait;

import java.nio.file.Path;

/** Where reference data lie that are not part of the project. */
public final class SharedData {
    private SharedData() {}

    /** From the property or variable {@code GAIT_SHARED}, else the folder {@code shared} beside the checkout. */
    public static Path folder() {
        String named = System.getProperty("GAIT_SHARED", System.getenv("GAIT_SHARED"));
        return named == null || named.isBlank() ? Path.of("../../shared") : Path.of(named);
    }
}
