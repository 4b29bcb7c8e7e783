package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How often the platforms ask for health, from the file that machines and the rig read. */
record ProbeFigures(Map<String, String> figures) {
    static ProbeFigures read() throws IOException {
        return new ProbeFigures(Files.readString(SuiteFacts.deploy("systemd/probes.env"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    String path(String probe) {
        return value(probe + "_PATH");
    }

    int failures(String probe) {
        return Integer.parseInt(value(probe + "_FAILURES"));
    }

    Duration every(String probe) {
        return Duration.ofSeconds(Long.parseLong(value(probe + "_EVERY")));
    }

    /** Until enough probes have failed, counted from one that has just succeeded. */
    Duration noticed(String probe) {
        return every(probe).multipliedBy(failures(probe));
    }

    /** How long the watch on the machine takes to find that a service hangs. */
    Duration hangIsFound() {
        long patience = Long.parseLong(value("WATCH_PATIENCE"));
        return every("WATCH").multipliedBy(failures("WATCH")).plusSeconds(patience);
    }

    private String value(String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }
}
