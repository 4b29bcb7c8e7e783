package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sample walk: a phantom walker that the analysis-service's own generator renders, the same on every machine. */
final class SampleWalk {
    /** Of the walker, in metres. */
    static final String HEIGHT = "1.75";

    private SampleWalk() {}

    static void make(Folders folders, Build build, Path video) throws IOException, InterruptedException {
        phantom(folders, build, video, "--sample");
    }

    /** Renders a phantom walker with options of {@code ./run phantom}. */
    static void phantom(Folders folders, Build build, Path video, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(build.tool(folders));
        command.addAll(List.of("phantom", "--out", video.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GAIT_LIBRARY_DIR", Build.libraries(folders).toString());
        Process generator = builder.start();
        String said = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (generator.waitFor() != 0) {
            throw new IOException("the generator said: " + said.strip());
        }
    }
}
