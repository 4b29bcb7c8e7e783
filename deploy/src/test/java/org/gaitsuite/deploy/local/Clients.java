package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Users who ask at a rate of their own, whatever the answers take: twenty connections, each twenty times a second. Their waits tell of
 * the server, where those of clients that ask as fast as they are answered tell how many they are. h2load asks.
 */
final class Clients {
    private static final int CONNECTIONS = 20;
    private static final int RATE_EACH = 20;

    private Clients() {}

    /**
     * The 99th percentile of their waits.
     *
     * @return milliseconds
     * @throws IOException when an answer is not 200, or fewer than nine in ten of the requests were answered in the time
     */
    static double p99Millis(String url, String bearer, int seconds) throws IOException, InterruptedException {
        Path log = Files.createTempFile("gait-clients-", ".tsv");
        try {
            Files.delete(log);
            Process h2load = new ProcessBuilder(
                            "h2load",
                            "--h1",
                            "-t",
                            "1",
                            "-c",
                            Integer.toString(CONNECTIONS),
                            "--rps",
                            Integer.toString(RATE_EACH),
                            "-D",
                            Integer.toString(seconds),
                            "-H",
                            "Authorization: Bearer " + bearer,
                            "--log-file",
                            log.toString(),
                            url)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(h2load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (h2load.waitFor() != 0) {
                throw new IOException("h2load: " + said);
            }
            return p99Millis(Files.readAllLines(log), 9L * CONNECTIONS * RATE_EACH * seconds / 10);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Of lines with the start, the status and the microseconds to the end of each answer. */
    private static double p99Millis(List<String> lines, long atLeast) throws IOException {
        List<Long> waits = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split("\t");
            if (!fields[1].equals("200")) {
                throw new IOException("an answer had the status " + fields[1]);
            }
            waits.add(Long.parseLong(fields[2]));
        }
        if (waits.size() < atLeast) {
            throw new IOException("only %d of %d requests were answered in time".formatted(waits.size(), atLeast));
        }
        waits.sort(null);
        return waits.get(waits.size() * 99 / 100) / 1e3;
    }
}
