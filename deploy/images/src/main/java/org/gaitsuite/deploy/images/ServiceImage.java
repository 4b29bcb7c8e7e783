package org.gaitsuite.deploy.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in the image of one service, from what rarely changes to what always does, so that an upgrade moves little. All files belong to
 * root and carry one fixed time, so that the same build gives the same bytes.
 *
 * @param module the service's module
 * @param root the checkout, with what was built
 */
record ServiceImage(String module, Kind kind, Path root, String version) {
    private static final Instant TIME = Instant.ofEpochSecond(1);
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final String CACHE = "/app/classes.aot";
    private static final String SBOM = "/usr/share/sbom/";

    /** The description of what is in the image, which goes into it and beside it. */
    Path sbom() {
        return root.resolve("deploy/images/target").resolve(module + ".cdx.json");
    }

    /** What was loaded ahead of time for a Java runtime, see {@link AotCache}; it may be missing. */
    Path classes() {
        return root.resolve("deploy/images/target").resolve(module + ".aot");
    }

    /** How the program is started. */
    List<String> entryPoint() {
        return switch (kind) {
            case NATIVE -> List.of("/app/bin/" + module, "-XX:+ExitOnOutOfMemoryError");
            case JVM ->
                List.of(
                        "/opt/java/bin/java",
                        // Where there is none, or it does not fit, the virtual machine starts without.
                        "-XX:AOTCache=" + CACHE,
                        "-XX:+UseSerialGC",
                        "-XX:MaxRAMPercentage=50",
                        "-XX:+ExitOnOutOfMemoryError",
                        // A core would hold what people uploaded.
                        "-XX:-CreateCoredumpOnCrash",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        "/app/quarkus-run.jar");
        };
    }

    /** What follows on the entry point where nobody says otherwise: the bound of the heap. The name of a tool takes its place. */
    List<String> arguments() {
        return switch (kind) {
            case NATIVE -> List.of("-Xmx" + heap());
            case JVM -> List.of();
        };
    }

    private String heap() {
        return switch (module) {
            case "gateway" -> "128m";
            case "session-service" -> "160m";
            default -> "256m";
        };
    }

    /** Whether the service decodes videos, which takes shared libraries. */
    boolean needsLibraries() {
        return module.equals("analysis-service");
    }

    /** Where in the image those lie; the native executable looks there by itself. */
    String libraries() {
        return kind == Kind.NATIVE ? "/app/lib" : "/app/libraries";
    }

    /** The layers above the base. */
    List<FileEntriesLayer> layers() throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        if (kind == Kind.JVM) {
            layers.add(folder("java", root.resolve("deploy/images/target/jre"), "/opt/java"));
        }
        if (needsLibraries()) {
            layers.add(folder("libraries", root.resolve(module).resolve("target/lib"), libraries()));
        }
        switch (kind) {
            case NATIVE ->
                layers.add(FileEntriesLayer.builder()
                        .setName("program")
                        .addEntry(executable(), AbsoluteUnixPath.get("/app/bin/" + module), PROGRAM, TIME)
                        .build());
            case JVM -> {
                Path application = built("quarkus-app");
                layers.add(folder("dependencies", application.resolve("lib"), "/app/lib"));
                layers.add(application(application));
                if (Files.exists(classes())) {
                    layers.add(FileEntriesLayer.builder()
                            .setName("classes")
                            .addEntry(classes(), AbsoluteUnixPath.get(CACHE), FILE, TIME)
                            .build());
                }
            }
        }
        layers.add(FileEntriesLayer.builder()
                .setName("contents")
                .addEntry(sbom(), AbsoluteUnixPath.get(SBOM + module + ".cdx.json"), FILE, TIME)
                .build());
        return layers;
    }

    private FileEntriesLayer application(Path application) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("application");
        for (String part : List.of("app", "quarkus", "quarkus-run.jar")) {
            add(layer, application.resolve(part), "/app/" + part);
        }
        return layer.build();
    }

    private FileEntriesLayer folder(String name, Path folder, String inImage) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        add(layer, folder, inImage);
        return layer.build();
    }

    private static void add(FileEntriesLayer.Builder layer, Path from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                String path = from.equals(file) ? to : to + "/" + from.relativize(file);
                layer.addEntry(file, AbsoluteUnixPath.get(path), Files.isExecutable(file) ? PROGRAM : FILE, TIME);
            }
        }
    }

    private Path executable() throws IOException {
        return built(module + "-" + version + "-runner");
    }

    private Path built(String file) throws IOException {
        Path built = root.resolve(module).resolve("target").resolve(file);
        if (!Files.exists(built)) {
            throw new IOException("%s is not built: %s is missing".formatted(module, built));
        }
        return built;
    }
}
