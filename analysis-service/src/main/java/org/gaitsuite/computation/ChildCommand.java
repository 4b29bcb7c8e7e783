package org.gaitsuite.computation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a computing process is started: the same program as this one, without the server. */
final class ChildCommand {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final long memoryBytes;

    /** @param memoryBytes what the process may use, half of it as Java heap */
    ChildCommand(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            // Requests are answered first.
            line.addAll(List.of(NICE.toString(), "-n", "5"));
        }
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryBytes / 2,
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + memoryBytes,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"))
                .ifPresent(folder -> line.add(
                        "-Dorg.bytedeco.javacpp.cachedir=" + Path.of(folder).toAbsolutePath()));
        line.addAll(List.of("-cp", classPath(), ChildMain.class.getName()));
        return line;
    }

    /** That of this process; a packaged application is started by a small jar beside its libraries. */
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        if (!own.endsWith("quarkus-run.jar") || own.contains(File.pathSeparator)) {
            return own;
        }
        Path folder = Path.of(own).toAbsolutePath().getParent();
        return String.join(
                File.pathSeparator, List.of(folder + "/app/*", folder + "/lib/main/*", folder + "/lib/boot/*"));
    }
}
