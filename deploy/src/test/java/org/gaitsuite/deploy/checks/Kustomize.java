package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program that builds manifests: kubectl, or kustomize itself. */
record Kustomize(List<String> command) {
    /** Components and replacements as they are used here came with kustomize 5. */
    private static final int OLDEST_MAJOR = 5;

    private static final List<Kustomize> CANDIDATES =
            List.of(new Kustomize(List.of("kubectl", "kustomize")), new Kustomize(List.of("kustomize", "build")));
    private static final List<List<String>> VERSIONS =
            List.of(List.of("kubectl", "version", "--client"), List.of("kustomize", "version"));
    private static final Pattern VERSION = Pattern.compile("(?m)^(?:Kustomize Version: )?v(\\d+)\\.");

    /** Says on standard output what is missed where there is none. */
    static Optional<Kustomize> find() {
        for (int i = 0; i < CANDIDATES.size(); i++) {
            if (major(VERSIONS.get(i)) >= OLDEST_MAJOR) {
                return Optional.of(CANDIDATES.get(i));
            }
        }
        System.out.println(
                "NOT CHECKED: the Kubernetes manifests, for want of kubectl 1.27 or kustomize 5, or a newer one.");
        return Optional.empty();
    }

    String build(Path folder) {
        Outcome outcome = run(
                Stream.concat(command.stream(), Stream.of(folder.toString())).toList());
        if (outcome.status() != 0) {
            throw new IllegalStateException(folder + " is not built: " + outcome.errors());
        }
        return outcome.output();
    }

    private static int major(List<String> asksForVersion) {
        try {
            // kubectl's own version comes first, and kustomize's last.
            return VERSION.matcher(run(asksForVersion).output())
                    .results()
                    .map(found -> Integer.parseInt(found.group(1)))
                    .reduce((first, last) -> last)
                    .orElse(0);
        } catch (UncheckedIOException missing) {
            return 0;
        }
    }

    private record Outcome(int status, String output, String errors) {}

    private static Outcome run(List<String> command) {
        try {
            Path output = Files.createTempFile("kustomize", ".yaml");
            Path errors = Files.createTempFile("kustomize", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " does not end");
                }
                return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
