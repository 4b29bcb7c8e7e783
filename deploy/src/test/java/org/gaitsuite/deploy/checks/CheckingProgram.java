package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the system that judges files, and what it said. */
record CheckingProgram(int status, String output) {
    private static final long PATIENCE_SECONDS = 60;

    /** Skips the test where the program is not installed, and says which check was missed. */
    static void need(String program, String debianPackage, String missed) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            String sentence = "Missed: %s (no %s here: apt-get install %s).".formatted(missed, program, debianPackage);
            System.out.println(sentence);
            Assumptions.abort(sentence);
        }
    }

    static CheckingProgram run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    static CheckingProgram run(ProcessBuilder builder) throws IOException, InterruptedException {
        // A file, because whoever reads a pipe to its end waits for a program that does not end.
        Path said = Files.createTempFile("program", ".txt");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(builder.command() + " does not end: " + Files.readString(said));
            }
            return new CheckingProgram(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
