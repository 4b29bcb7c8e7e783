package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
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
 * thousands of idle and of slow connections do to others. {@code ./bench gateway} runs it.
 */
final class GatewayBenchmark {
    private static final int ROUNDS = Integer.getInteger("gait.bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("gait.bench.seconds", 5);
    private static final int WARM_SECONDS = Integer.getInteger("gait.bench.warm", 60);
    private static final long UPLOAD_MEBIBYTES = Long.getLong("gait.bench.upload", 2048);
    private static final int IDLE = Integer.getInteger("gait.bench.idle", 10_000);
    private static final int SLOW = Integer.getInteger("gait.bench.slow", 2_000);
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
            for (Build build : builds()) {
                crowds(build);
            }
        }
        print();
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(home.resolve(name));
    }

    private static String name(Build build) {
        return build == Build.NATIVE ? "native" : "jvm";
    }

    private void throughput() throws Exception {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<AutoCloseable> open = new ArrayList<>();
        int port = PORT + 10;
        ports.put("nginx", port);
        open.add(Nginx.proxy(folder("proxy"), port, PORT, Runtime.getRuntime().availableProcessors()));
        for (Build build : builds()) {
            port += 10;
            ports.put(name(build), port);
            open.add(GatewayAlone.start(folder("gateway-" + name(build)), build, port, PORT, SETTINGS));
        }
        try {
            for (Load load : Load.values()) {
                for (int at : ports.values()) {
                    Wrk.warmUp(url(at, load), Wrk.loggedIn(BEARER), CONNECTIONS, WARM_SECONDS);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (Map.Entry<String, Integer> peer : ports.entrySet()) {
                        Wrk measured = Wrk.run(url(peer.getValue(), load), BEARER, CONNECTIONS, SECONDS);
                        note(rates, peer.getKey() + load, measured.requestsPerSecond());
                        note(tails, peer.getKey() + load, measured.p99Millis());
                    }
                }
            }
        } finally {
            for (AutoCloseable each : open) {
                each.close();
            }
        }
        for (Load load : Load.values()) {
            figure("figure nginx_%s_rps %.0f", load.key, Median.of(all(rates, "nginx" + load)));
            for (Build build : builds()) {
                figure(
                        "figure gateway_%s_%s_rps %.0f",
                        name(build), load.key, Median.of(all(rates, name(build) + load)));
                figure("ratio gateway_%s_vs_nginx_%s_rps %.2f", name(build), load.key, ratio(rates, build, load));
                figure("ratio gateway_%s_vs_nginx_%s_p99 %.2f", name(build), load.key, ratio(tails, build, load));
            }
        }
    }

    /** The median over the rounds of the ratio within a round. */
    private static double ratio(Map<String, List<Double>> measured, Build build, Load load) {
        List<Double> ours = all(measured, name(build) + load);
        List<Double> theirs = all(measured, "nginx" + load);
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
                        GatewayAlone.start(folder("upload-" + name(build)), build, PORT + 60, PORT, settings)) {
                    List<Double> ours = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        double rate = upload(film, gateway.port());
                        if (i > 0) {
                            ours.add(rate);
                        }
                    }
                    figure("figure gateway_%s_upload_mib_per_s %.0f", name(build), Median.of(ours));
                    figure("ratio gateway_%s_vs_nginx_upload %.2f", name(build), Median.of(ours) / Median.of(theirs));
                    figure("figure gateway_%s_upload_peak_mib %d", name(build), Memory.peak(gateway.pid()));
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

    /** A normal user's p99 alone, beside idle connections, and beside connections that send a header byte now and then. */
    private void crowds(Build build) throws Exception {
        try (GatewayAlone gateway =
                GatewayAlone.start(folder("crowd-" + name(build)), build, PORT + 70, PORT, SETTINGS)) {
            String url = url(gateway.port(), Load.CHECKED);
            Wrk.warmUp(url, Wrk.loggedIn(BEARER), CONNECTIONS, WARM_SECONDS);
            List<Double> alone = new ArrayList<>();
            List<Double> idle = new ArrayList<>();
            List<Double> slow = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                alone.add(Clients.p99Millis(url, BEARER, SECONDS));
                try (Crowd crowd = Crowd.idle(gateway.port(), IDLE)) {
                    idle.add(Clients.p99Millis(url, BEARER, SECONDS));
                    crowd.requireStanding();
                }
                try (Crowd crowd = Crowd.slow(gateway.port(), SLOW)) {
                    slow.add(Clients.p99Millis(url, BEARER, SECONDS));
                    crowd.requireStanding();
                }
            }
            figure("figure gateway_%s_alone_p99_ms %.1f", name(build), Median.of(alone));
            figure("ratio gateway_%s_idle_%d_p99 %.2f", name(build), IDLE, Median.of(idle) / Median.of(alone));
            figure("ratio gateway_%s_slowloris_%d_p99 %.2f", name(build), SLOW, Median.of(slow) / Median.of(alone));
            figure("figure gateway_%s_crowd_peak_mib %d", name(build), Memory.peak(gateway.pid()));
        }
    }

    /** Connections that do nothing useful. */
    private static final class Crowd implements AutoCloseable {
        private static final byte[] A_REQUEST =
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] A_BEGINNING =
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);

        private final List<SocketChannel> channels;
        private final Thread drip;

        private Crowd(List<SocketChannel> channels, Thread drip) {
            this.channels = channels;
            this.drip = drip;
        }

        static Crowd idle(int port, int size) throws IOException {
            return new Crowd(connect(port, size), Thread.ofPlatform().unstarted(() -> {}));
        }

        /** Connections that send a byte of a header each second. */
        static Crowd slow(int port, int size) throws IOException {
            List<SocketChannel> channels = connect(port, size);
            for (SocketChannel channel : channels) {
                channel.write(ByteBuffer.wrap(A_BEGINNING));
            }
            Thread drip = Thread.ofPlatform().daemon().name("drip").start(() -> {
                try {
                    while (true) {
                        TimeUnit.SECONDS.sleep(1);
                        for (SocketChannel channel : channels) {
                            channel.write(ByteBuffer.wrap(new byte[] {'a'}));
                        }
                    }
                } catch (InterruptedException | IOException ended) {
                    // The measurement is over, or the gateway has shown the door, which requireStanding tells.
                }
            });
            return new Crowd(channels, drip);
        }

        /** Connections that were answered once: what it takes to receive them is over. */
        private static List<SocketChannel> connect(int port, int size) throws IOException {
            List<SocketChannel> channels = new ArrayList<>(size);
            InetSocketAddress gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int i = 0; i < size; i++) {
                SocketChannel channel = SocketChannel.open(gateway);
                channel.write(ByteBuffer.wrap(A_REQUEST));
                channels.add(channel);
            }
            for (SocketChannel channel : channels) {
                if (channel.read(ByteBuffer.allocate(4096)) <= 0) {
                    throw new IOException("the gateway ended a connection instead of answering");
                }
            }
            return channels;
        }

        /** Whether all of them were there during the measurement: otherwise it measured something else. */
        void requireStanding() throws IOException {
            int gone = 0;
            ByteBuffer answer = ByteBuffer.allocate(4096);
            for (SocketChannel channel : channels) {
                channel.configureBlocking(false);
                try {
                    answer.clear();
                    if (channel.read(answer) < 0) {
                        gone++;
                    }
                } catch (IOException reset) {
                    gone++;
                }
            }
            if (gone > 0) {
                throw new IOException("of " + channels.size() + " connections the gateway had ended " + gone);
            }
        }

        @Override
        public void close() throws IOException {
            drip.interrupt();
            for (SocketChannel channel : channels) {
                channel.close();
            }
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
            row.append(String.format(Locale.ROOT, " | %.0f", Median.of(all(rates, "nginx" + load))));
            for (Build build : Build.values()) {
                row.append(
                        builds().contains(build)
                                ? String.format(
                                        Locale.ROOT,
                                        " | %.0f | %.2f (%.2f)",
                                        Median.of(all(rates, name(build) + load)),
                                        ratio(rates, build, load),
                                        ratio(tails, build, load))
                                : " | not built | ");
            }
            System.out.println(row.append(" |"));
        }
        System.out.println();
        figures.forEach(System.out::println);
    }
}
