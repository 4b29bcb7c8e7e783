package org.gaitsuite.deploy.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample walk: a phantom walker that the analysis-service's own generator renders, the same on every machine. */
final class SampleWalk {
    /** Of the walker, in metres. */
    static final String HEIGHT = "1.75";

    private SampleWalk() {}

    static void make(Folders folders, Path video) throws IOException, InterruptedException {
        Path application = folders.application("analysis-service").getParent();
        String classPath = Stream.of("app/*", "lib/main/*", "lib/boot/*")
                .map(entry -> application + "/" + entry)
                .collect(Collectors.joining(File.pathSeparator));
        Process generator = new ProcessBuilder(
                        Programs.java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + folders.home().resolve("native"),
                        "-cp",
                        classPath,
                        "org.gaitsuite.cli.GaitCommand",
                        "phantom",
                        "--sample",
                        "--out",
                        video.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (generator.waitFor() != 0) {
            throw new IOException("the generator said: " + said.strip());
        }
    }
}
