package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The gateway beside nginx, in front of the same stand-in, in turns on the same machine: requests a second and their 99th percentile for
 * small JSON and for files of 1 MiB, with and without the check of a session; 2 GiB of upload and the memory that it takes; and what
 * thousands of idle and of slow connections do to others, here and at nginx. {@code ./bench gateway} runs it.
 */
final class GatewayBenchmark {
    private static final int ROUNDS = Integer.getInteger("gait.bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("gait.bench.seconds", 5);
    private static final int WARM_SECONDS = Integer.getInteger("gait.bench.warm", 60);
    private static final long UPLOAD_MEBIBYTES = Long.getLong("gait.bench.upload", 2048);
    private static final int IDLE_CONNECTIONS = Integer.getInteger("gait.bench.idle", 10_000);
    private static final int SLOW_CONNECTIONS = Integer.getInteger("gait.bench.slow", 2_000);
    /** Together less than the 20 s after which the gateway ends a connection whose header does not come. */
    private static final int SETTLED_SECONDS = 3;

    private static final int CROWD_SECONDS = Integer.getInteger("gait.bench.crowd", 12);
    private static final int CONNECTIONS = 64;
    private static final int PORT = 19_700;
    private static final String BEARER = "aBenchmarksTokenThatTheStandInTakesForGood0";

    /** The limits on the requests and connections of an address are for people; a benchmark is a flood. */
    private static final Map<String, String> SETTINGS = Map.of(
            "GAIT_GATEWAY_RATES_ADDRESS", "0",
            "GAIT_GATEWAY_RATES_ACCOUNT", "0",
            "GAIT_GATEWAY_MAX_CONNECTIONS", "40000",
            "GAIT_CONNECTIONS_PER_ADDRESS", "0");

    private enum Load {
        SMALL("small JSON", "small", "/v1/sessions/current"),
        CHECKED("small JSON, session checked", "checked", "/v1/analyses/abc"),
        LARGE("1 MiB, session checked", "large", "/v1/analyses/abc/film.bin");

        private final String words;
        private final String key;
        private final String path;

        Load(String words, String key, String path) {
            this.words = words;
            this.key = key;
            this.path = path;
        }
    }

    /** Who else is there while normal users ask. */
    private enum Company {
        NONE,
        IDLE,
        SLOW,
        SLOW_IN_STEP;

        Crowd gather(int port) throws IOException {
            return switch (this) {
                case NONE -> Crowd.idle(port, 0);
                case IDLE -> Crowd.idle(port, IDLE_CONNECTIONS);
                case SLOW -> Crowd.slow(port, SLOW_CONNECTIONS, SLOW_CONNECTIONS);
                case SLOW_IN_STEP -> Crowd.slow(port, SLOW_CONNECTIONS, 1);
            };
        }

        String key() {
            return switch (this) {
                case NONE -> "alone";
                case IDLE -> "idle_" + IDLE_CONNECTIONS;
                case SLOW -> "slowloris_" + SLOW_CONNECTIONS;
                case SLOW_IN_STEP -> "slowloris_in_step_" + SLOW_CONNECTIONS;
            };
        }
    }

    private final Path home;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> tails = new LinkedHashMap<>();
    private final List<String> figures = new ArrayList<>();

    private GatewayBenchmark(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("gait-bench-");
        try {
            new GatewayBenchmark(home).run();
        } finally {
            Trees.delete(home);
        }
    }

    private static List<Build> builds() {
        Path executable = StartedSuite.root().resolve("gateway/target/gateway-" + RunCommand.VERSION + "-runner");
        return Files.isExecutable(executable) ? List.of(Build.JVM, Build.NATIVE) : List.of(Build.JVM);
    }

    private void run() throws Exception {
        Path files = Files.createDirectory(home.resolve("files"));
        byte[] film = new byte[1 << 20];
        new Random(1).nextBytes(film);
        Files.write(files.resolve("film.bin"), film);
        try (Nginx services = Nginx.upstream(folder("upstream"), PORT, files)) {
            throughput();
            uploads();
            crowds();
        }
        print();
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(home.resolve(name));
    }

    private void throughput() throws Exception {
        try (WaysIn waysIn = WaysIn.open(folder("throughput"), PORT + 10, PORT, builds(), SETTINGS)) {
            for (Load load : Load.values()) {
                for (String way : waysIn.names()) {
                    Wrk.warmUp(url(waysIn.port(way), load), Wrk.loggedIn(BEARER), CONNECTIONS, WARM_SECONDS);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (String way : waysIn.names()) {
                        Wrk measured = Wrk.run(url(waysIn.port(way), load), BEARER, CONNECTIONS, SECONDS);
                        note(rates, way + load, measured.requestsPerSecond());
                        note(tails, way + load, measured.p99Millis());
                    }
                }
            }
        }
        for (Load load : Load.values()) {
            figure("figure nginx_%s_rps %.0f", load.key, Median.of(all(rates, WaysIn.NGINX + load)));
            for (Build build : builds()) {
                String way = WaysIn.name(build);
                figure("figure %s_%s_rps %.0f", way, load.key, Median.of(all(rates, way + load)));
                figure("ratio %s_vs_nginx_%s_rps %.2f", way, load.key, besideNginx(rates, build, load));
                figure("ratio %s_vs_nginx_%s_p99 %.2f", way, load.key, besideNginx(tails, build, load));
            }
        }
    }

    private static double besideNginx(Map<String, List<Double>> measured, Build build, Load load) {
        return ratio(measured, WaysIn.name(build) + load, WaysIn.NGINX + load);
    }

    /** The median over the rounds of the ratio within a round. */
    private static double ratio(Map<String, List<Double>> measured, String one, String other) {
        List<Double> ours = all(measured, one);
        List<Double> theirs = all(measured, other);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return Median.of(ratios);
    }

    private static void note(Map<String, List<Double>> notes, String key, double value) {
        notes.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }

    private static List<Double> all(Map<String, List<Double>> notes, String key) {
        return notes.getOrDefault(key, List.of());
    }

    private static String url(int port, Load load) {
        return "http://127.0.0.1:" + port + load.path;
    }

    private void uploads() throws Exception {
        Path film = home.resolve("upload.bin");
        try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
            file.setLength(UPLOAD_MEBIBYTES << 20);
        }
        try (Sink sink = Sink.open()) {
            List<Double> theirs = new ArrayList<>();
            try (Nginx proxy = Nginx.proxy(folder("upload-proxy"), PORT + 50, sink.port(), 1)) {
                for (int i = 0; i < 4; i++) {
                    double rate = upload(film, PORT + 50);
                    if (i > 0) {
                        theirs.add(rate);
                    }
                }
            }
            figure("figure nginx_upload_mib_per_s %.0f", Median.of(theirs));
            for (Build build : builds()) {
                Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
                settings.put("GAIT_GATEWAY_ANALYSIS_SERVICE_URLS", "http://127.0.0.1:" + sink.port());
                try (GatewayAlone gateway =
                        GatewayAlone.start(folder("upload-" + WaysIn.name(build)), build, PORT + 60, PORT, settings)) {
                    List<Double> ours = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        double rate = upload(film, gateway.port());
                        if (i > 0) {
                            ours.add(rate);
                        }
                    }
                    figure("figure %s_upload_mib_per_s %.0f", WaysIn.name(build), Median.of(ours));
                    figure("ratio %s_vs_nginx_upload %.2f", WaysIn.name(build), Median.of(ours) / Median.of(theirs));
                    figure("figure %s_upload_peak_mib %d", WaysIn.name(build), Memory.peak(gateway.pid()));
                }
            }
        }
    }

    /** MiB a second, as curl tells. */
    private static double upload(Path film, int port) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(
                        "curl",
                        "-sS",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{speed_upload}",
                        "-X",
                        "POST",
                        "-H",
                        "Expect:",
                        "-H",
                        "Authorization: Bearer " + BEARER,
                        "-H",
                        "Content-Type: video/mp4",
                        "-T",
                        film.toString(),
                        "http://127.0.0.1:" + port + "/v1/analyses")
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (curl.waitFor() != 0 || !said.startsWith("202 ")) {
            throw new IOException("curl: " + said);
        }
        return Double.parseDouble(said.substring(4).strip()) / (1 << 20);
    }

    /** A normal user's p99 beside each company, and nginx' in the same company. */
    private void crowds() throws Exception {
        try (WaysIn waysIn = WaysIn.open(folder("crowds"), PORT + 10, PORT, builds(), SETTINGS)) {
            for (String way : waysIn.names()) {
                Wrk.warmUp(url(waysIn.port(way), Load.CHECKED), Wrk.loggedIn(BEARER), CONNECTIONS, WARM_SECONDS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String way : waysIn.names()) {
                    for (Company company : Company.values()) {
                        note(tails, way + company, p99Millis(waysIn.port(way), company));
                    }
                }
            }
            for (String way : waysIn.names()) {
                for (Company company : Company.values()) {
                    figure("figure %s_%s_p99_ms %.1f", way, company.key(), Median.of(all(tails, way + company)));
                }
                for (Company company : List.of(Company.IDLE, Company.SLOW, Company.SLOW_IN_STEP)) {
                    figure("ratio %s_%s_p99 %.2f", way, company.key(), ratio(tails, way + company, way + Company.NONE));
                }
            }
            for (Build build : builds()) {
                figure("figure %s_crowd_peak_mib %d", WaysIn.name(build), Memory.peak(waysIn.pid(build)));
            }
        }
    }

    private static double p99Millis(int port, Company company) throws Exception {
        try (Crowd crowd = company.gather(port)) {
            TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
            double millis = Clients.p99Millis(url(port, Load.CHECKED), BEARER, CROWD_SECONDS);
            crowd.requireStanding();
            return millis;
        }
    }

    private void figure(String form, Object... values) {
        String line = String.format(Locale.ROOT, form, values);
        System.err.println(line);
        figures.add(line);
    }

    private void print() {
        System.out.println();
        System.out.println("| " + CONNECTIONS + " connections, median of " + ROUNDS
                + " rounds | nginx | gateway, JVM | ratio (p99) | gateway, native | ratio (p99) |");
        System.out.println("|---|---|---|---|---|---|");
        for (Load load : Load.values()) {
            StringBuilder row = new StringBuilder("| %s, requests/s".formatted(load.words));
            row.append(String.format(Locale.ROOT, " | %.0f", Median.of(all(rates, WaysIn.NGINX + load))));
            for (Build build : Build.values()) {
                row.append(
                        builds().contains(build)
                                ? String.format(
                                        Locale.ROOT,
                                        " | %.0f | %.2f (%.2f)",
                                        Median.of(all(rates, WaysIn.name(build) + load)),
                                        besideNginx(rates, build, load),
                                        besideNginx(tails, build, load))
                                : " | not built | ");
            }
            System.out.println(row.append(" |"));
        }
        System.out.println();
        figures.forEach(System.out::println);
    }
}
