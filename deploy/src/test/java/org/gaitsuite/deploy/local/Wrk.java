package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk measured: as many requests as fit, over connections that are kept.
 *
 * @param requestsPerSecond answered with a status below 400; any other ends the measurement
 * @param p99Millis the 99th percentile of the time to the last byte of an answer
 */
record Wrk(double requestsPerSecond, double p99Millis) {
    private static final int PIECE_SECONDS = 5;
    private static final double NO_FASTER = 1.03;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");

    /** Asks {@code url} for a time with one thread, as whoever the token belongs to. */
    static Wrk run(String url, String bearer, int connections, int seconds) throws IOException, InterruptedException {
        return run(url, loggedIn(bearer), connections, seconds);
    }

    /** Asks {@code url} for a time with one thread. */
    static Wrk run(String url, Map<String, String> headers, int connections, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "--latency"));
        headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IOException("wrk on " + url + ": " + said);
        }
        return new Wrk(Double.parseDouble(find(RATE, said).group(1)), millis(find(P99, said)));
    }

    /**
     * Asks {@code url} until that makes it no faster: until two pieces in a row bring no more than the best one before them. A virtual machine
     * compiles what it runs meanwhile, and does so the longer the more programs share the processors.
     */
    static void warmUp(String url, Map<String, String> headers, int connections, int secondsAtMost)
            throws IOException, InterruptedException {
        double best = 0;
        int flat = 0;
        for (int spent = 0; spent < secondsAtMost && flat < 2; spent += PIECE_SECONDS) {
            double rate = run(url, headers, connections, PIECE_SECONDS).requestsPerSecond();
            flat = rate < NO_FASTER * best ? flat + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    /** The header of whoever the token belongs to. */
    static Map<String, String> loggedIn(String bearer) {
        return Map.of("Authorization", "Bearer " + bearer);
    }

    private static Matcher find(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return found;
    }

    private static double millis(Matcher percentile) {
        double value = Double.parseDouble(percentile.group(1));
        return switch (percentile.group(2)) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }
}
