package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a program said, on both of its outputs, and how it ended. */
public record ProgramRun(int exit, String said) {
    private static final int MINUTES = 5;

    public boolean succeeded() {
        return exit == 0;
    }

    /** Runs a program to its end, or for {@value #MINUTES} minutes, after which it is killed. */
    public static ProgramRun of(Path folder, List<String> command) {
        return of(folder, command, Map.of());
    }

    /** The same with more in its environment. */
    public static ProgramRun of(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Path said = Files.createTempFile("program", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " did not end");
                }
                return new ProgramRun(process.exitValue(), Files.readString(said));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
