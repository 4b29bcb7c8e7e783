package org.gaitsuite.deploy.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample walk: a phantom walker that the analysis-service's own generator renders, the same on every machine. */
final class SampleWalk {
    /** Of the walker, in metres. */
    static final String HEIGHT = "1.75";

    private SampleWalk() {}

    static void make(Folders folders, Path video) throws IOException, InterruptedException {
        phantom(folders, video, "--sample");
    }

    /** Renders a phantom walker with options of {@code ./run phantom}. */
    static void phantom(Folders folders, Path video, String... options) throws IOException, InterruptedException {
        Path application = folders.application("analysis-service").getParent();
        String classPath = Stream.of("app/*", "lib/main/*", "lib/boot/*")
                .map(entry -> application + "/" + entry)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + folders.home().resolve("native"),
                "-cp",
                classPath,
                "org.gaitsuite.cli.GaitCommand",
                "phantom",
                "--out",
                video.toString()));
        command.addAll(List.of(options));
        Process generator =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (generator.waitFor() != 0) {
            throw new IOException("the generator said: " + said.strip());
        }
    }
}
