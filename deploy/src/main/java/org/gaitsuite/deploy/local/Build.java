package org.gaitsuite.deploy.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the services were built as, and how their programs are started. */
enum Build {
    /** Jars, in the virtual machine that runs this. */
    JVM {
        @Override
        List<String> service(Folders folders, String module, String heap) {
            List<String> command = virtualMachine(folders, heap);
            command.addAll(List.of("-jar", jar(folders, module).toString()));
            return command;
        }

        @Override
        List<String> tool(Folders folders) {
            Path application = jar(folders, TOOLS).getParent();
            String classPath = Stream.of("app/*", "lib/main/*", "lib/boot/*")
                    .map(entry -> application + "/" + entry)
                    .collect(Collectors.joining(File.pathSeparator));
            return List.of(
                    Programs.java(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    classPath,
                    "org.gaitsuite.launch.Launch");
        }

        private Path jar(Folders folders, String module) {
            return built(folders, module, "quarkus-app/quarkus-run.jar");
        }
    },

    /** Executables that need no virtual machine. */
    NATIVE {
        @Override
        List<String> service(Folders folders, String module, String heap) {
            return List.of(executable(folders, module), "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError");
        }

        @Override
        List<String> tool(Folders folders) {
            return List.of(executable(folders, TOOLS));
        }

        private String executable(Folders folders, String module) {
            return built(folders, module, module + "-" + RunCommand.VERSION + "-runner")
                    .toString();
        }
    };

    private static final String TOOLS = "analysis-service";

    /**
     * The command line of a service.
     *
     * @param heap at most, as {@code -Xmx} takes it
     */
    abstract List<String> service(Folders folders, String module, String heap);

    /** The start of the command line of a tool that needs no server; its name and options follow. */
    abstract List<String> tool(Folders folders);

    /** What programs of analysis-service need in their environment: where the shared libraries lie. */
    static Path libraries(Folders folders) {
        return folders.root().resolve(TOOLS).resolve("target/lib");
    }

    /** A virtual machine for a server, without the program. */
    static List<String> virtualMachine(Folders folders, String heap) {
        return new ArrayList<>(List.of(
                Programs.java(),
                "-Xmx" + heap,
                // Otherwise a 64th of the machine's memory, which on a large machine is all of it.
                "-Xms16m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // A core would hold what people uploaded.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folders.log("crash-%p"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }

    private static Path built(Folders folders, String module, String file) {
        Path program = folders.root().resolve(module).resolve("target").resolve(file);
        if (!Files.exists(program)) {
            throw new CannotStart("%s is not built: %s is missing.".formatted(module, program));
        }
        return program;
    }
}
