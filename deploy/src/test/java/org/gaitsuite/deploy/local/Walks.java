package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Videos for proofs that need many short analyses, or a long one, each made once for a suite; and films. */
final class Walks {
    private Walks() {}

    /** The cheapest walk that the pipeline measures: well under a second of work. */
    static Path tiny(StartedSuite suite) throws IOException, InterruptedException {
        return made(suite, "tiny.mp4", "--size", "240x136", "--fps", "25", "--duration", "3");
    }

    /** Half a minute, of few pictures. */
    static Path lasting30s(StartedSuite suite) throws IOException, InterruptedException {
        return made(suite, "half-a-minute.mp4", "--treadmill", "--size", "240x136", "--fps", "15", "--duration", "30");
    }

    /** More than ten seconds of work; on a treadmill the estimator without a network finds no walk in the end. */
    static Path longest(StartedSuite suite) throws IOException, InterruptedException {
        return made(suite, "long.mp4", "--treadmill", "--size", "640x360", "--fps", "60", "--duration", "60");
    }

    /**
     * A film of a real person, which is not part of the project: looked for in the folder that {@code GAIT_SHARED} names. Where it is
     * missing, the test that needs it is skipped and says so.
     */
    static Path filmed(String video) {
        String folder = System.getenv().getOrDefault("GAIT_SHARED", "../../shared");
        Path path = Path.of(folder, "data", "videos", video).toAbsolutePath().normalize();
        Assumptions.assumeTrue(Files.exists(path), "MISSED: the real walk " + path + " is not on this machine");
        return path;
    }

    private static Path made(StartedSuite suite, String name, String... options)
            throws IOException, InterruptedException {
        Path video = suite.home().resolve(name);
        if (!Files.exists(video)) {
            String[] all = new String[options.length + 4];
            System.arraycopy(options, 0, all, 0, options.length);
            System.arraycopy(new String[] {"--noise", "0", "--clutter", "0"}, 0, all, options.length, 4);
            SampleWalk.phantom(suite.folders(), StartedSuite.BUILD, video, all);
        }
        return video;
    }
}
