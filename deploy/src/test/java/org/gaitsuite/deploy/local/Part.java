package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Something of a running suite of two instances, of which the second is kept down, that can be taken away and given back. */
enum Part {
    SQL("sql", "sql") {
        @Override
        boolean isThere(StartedSuite suite) {
            return TcpPort.listens(suite.ports().sql());
        }
    },
    REDIS("redis", "redis") {
        @Override
        boolean isThere(StartedSuite suite) {
            return TcpPort.listens(suite.ports().redis());
        }
    },
    SESSION_SERVICE("session-service", "session-service-1") {
        @Override
        boolean isThere(StartedSuite suite) {
            return TcpPort.listens(suite.ports().sessions(1));
        }
    },
    ANALYSIS_SERVICE("analysis-service", "analysis-service-1") {
        @Override
        boolean isThere(StartedSuite suite) {
            return TcpPort.listens(suite.ports().analysis(1));
        }
    },
    STORE("store", "") {
        @Override
        void take(StartedSuite suite) throws IOException {
            Path videos = videos(suite);
            Files.move(videos, aside(videos));
            Files.writeString(videos, "a file where the folder should be");
        }

        @Override
        void giveBack(StartedSuite suite) throws IOException {
            Path videos = videos(suite);
            Files.delete(videos);
            Files.move(aside(videos), videos);
        }

        @Override
        boolean isThere(StartedSuite suite) {
            return Files.isDirectory(videos(suite));
        }

        private Path videos(StartedSuite suite) {
            return suite.folders().data().resolve("videos");
        }

        private Path aside(Path videos) {
            return videos.resolveSibling("videos.aside");
        }
    };

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final String process;

    Part(String name, String process) {
        this.name = name;
        this.process = process;
    }

    static Part named(String name) {
        for (Part part : values()) {
            if (part.name.equals(name)) {
                return part;
            }
        }
        throw new AssertionError("docs/degraded.md speaks of " + name + ", which nobody knows how to take away");
    }

    abstract boolean isThere(StartedSuite suite);

    void take(StartedSuite suite) throws IOException, InterruptedException {
        hold(suite, process);
        suite.kill(process);
    }

    void giveBack(StartedSuite suite) throws IOException {
        release(suite, process);
    }

    void awaitThere(StartedSuite suite) throws InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (!isThere(suite)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(name + " did not come back within " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    /** The launcher does not start the process again until it is released. */
    static void hold(StartedSuite suite, String process) throws IOException {
        Path hold = holdOf(suite, process);
        if (!Files.exists(hold)) {
            Files.createFile(hold);
        }
    }

    static void release(StartedSuite suite, String process) throws IOException {
        Files.deleteIfExists(holdOf(suite, process));
    }

    private static Path holdOf(StartedSuite suite, String process) {
        return suite.folders().log(process).resolveSibling(process + ".held");
    }
}
