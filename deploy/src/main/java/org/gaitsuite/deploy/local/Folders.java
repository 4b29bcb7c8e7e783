package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where everything lies.
 *
 * @param root the checkout, which holds the built services
 * @param home what this installation keeps between starts: keys, databases, videos, logs
 */
record Folders(Path root, Path home) {

    Folders {
        try {
            for (Path folder : new Path[] {home, home.resolve("logs"), home.resolve("data"), home.resolve("redis")}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new CannotStart("Cannot write to %s: %s.".formatted(home, e.getMessage()), e);
        }
    }

    Path log(String process) {
        return home.resolve("logs").resolve(process + ".log");
    }

    Path data() {
        return home.resolve("data");
    }

    /** Where pose networks lie unless GAIT_MODEL_DIR says otherwise; {@code ./run models fetch} makes it. */
    Path models() {
        return home.resolve("models");
    }

    Path redis() {
        return home.resolve("redis");
    }

    Path state() {
        return home.resolve("state.json");
    }

    void deleteState() {
        try {
            Files.deleteIfExists(state());
        } catch (IOException e) {
            throw new CannotStart("Cannot remove %s: %s.".formatted(state(), e.getMessage()), e);
        }
    }

    Path lock() {
        return home.resolve("lock");
    }

    Path sampleWalk() {
        return home.resolve("sample-walk.mp4");
    }
}
