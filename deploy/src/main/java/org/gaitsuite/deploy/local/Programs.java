package org.gaitsuite.deploy.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of this machine. */
final class Programs {
    private Programs() {}

    static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /** The Java launcher of the JDK that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
