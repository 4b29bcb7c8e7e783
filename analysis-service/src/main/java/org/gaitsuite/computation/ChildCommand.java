package org.gaitsuite.computation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        line.addAll(inNativeExecutable() ? nativeExecutable() : virtualMachine());
        return line;
    }

    private static boolean inNativeExecutable() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    private List<String> nativeExecutable() {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new IllegalStateException("this system does not say which program this is")));
        line.add(ChildMain.ARGUMENT);
        line.addAll(bounds());
        line.add("-Xmn" + memoryBytes / 8);
        return line;
    }

    private List<String> virtualMachine() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(bounds());
        line.addAll(List.of(
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath(),
                ChildMain.class.getName()));
        return line;
    }

    private List<String> bounds() {
        List<String> bounds = new ArrayList<>(List.of(
                "-Xmx" + memoryBytes / 2,
                "-Xss1m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + memoryBytes));
        inherit("org.bytedeco.javacpp.cachedir", bounds);
        inherit("org.bytedeco.javacpp.pathsFirst", bounds);
        if (System.getProperty("org.bytedeco.javacpp.pathsFirst") != null) {
            inherit("java.library.path", bounds);
        }
        return bounds;
    }

    private static void inherit(String property, List<String> line) {
        String value = System.getProperty(property);
        if (value != null) {
            line.add("-D" + property + "=" + value);
        }
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
