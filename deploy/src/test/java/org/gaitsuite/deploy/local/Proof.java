package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The figures that a long proof ends with: one line each, for the eye and for {@code target/chaos-summary.txt}. */
final class Proof {
    private static final Path SUMMARY = Path.of("target", "chaos-summary.txt");

    private Proof() {}

    static void says(String line) throws IOException {
        System.out.println(line);
        Files.writeString(SUMMARY, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
