package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The systemd units that a package brings. */
final class Units {
    private Units() {}

    static Path folder() {
        return SuiteFacts.deploy("systemd");
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().matches(".*\\.(service|target|timer)"))
                    .sorted()
                    .toList();
        }
    }

    /** The unit of a service. */
    static List<String> lines(String service) throws IOException {
        return Files.readAllLines(folder().resolve("gait-" + service + ".service"));
    }

    /** Every value that a unit gives a setting. */
    static List<String> values(String service, String setting) throws IOException {
        return lines(service).stream()
                .filter(line -> line.startsWith(setting + "="))
                .map(line -> line.substring(setting.length() + 1))
                .toList();
    }

    /** How long systemd waits for a service to leave. */
    static Duration stopLimit(String service) throws IOException {
        return Duration.ofSeconds(
                Long.parseLong(values(service, "TimeoutStopSec").getFirst()));
    }
}
