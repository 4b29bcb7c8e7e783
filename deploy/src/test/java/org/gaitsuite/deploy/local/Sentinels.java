package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gaitsuite.redis.real.RedisAsk;
import org.gaitsuite.redis.real.RedisProcesses;

/** A Redis master with two replicas and three Sentinels, as real processes of the installed {@code redis-server} on loopback. */
final class Sentinels implements AutoCloseable {
    private static final String MASTER = "gait";
    private static final String PASSWORD = "walks+and/runs=42";
    private static final int SERVERS = 3;

    private final RedisProcesses processes;
    private final int firstPort;

    private Sentinels(Path folder, int firstPort) {
        this.processes = new RedisProcesses(folder, Path.of("redis-server"));
        this.firstPort = firstPort;
    }

    /** Returns when both replicas have the master's data and each Sentinel knows all the others. */
    static Sentinels start(Path folder, int firstPort) throws IOException, InterruptedException {
        Sentinels started = new Sentinels(folder, firstPort);
        try {
            started.start();
            return started;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        for (int i = 0; i < SERVERS; i++) {
            String replica = i == 0 ? "" : "replicaof 127.0.0.1 %d\n".formatted(firstPort);
            launch(firstPort + i, """
                    requirepass %s
                    masterauth %s
                    repl-diskless-sync-delay 0
                    """.formatted(PASSWORD, PASSWORD) + replica);
        }
        RedisProcesses.await(
                "replicas in step with the master",
                () -> String.valueOf(RedisAsk.once(firstPort, PASSWORD, "INFO", "replication"))
                                .split("state=online", -1)
                                .length
                        == SERVERS);
        for (int i = 0; i < SERVERS; i++) {
            launch(
                    sentinel(i),
                    """
                    requirepass %s
                    sentinel sentinel-pass %s
                    sentinel monitor %s 127.0.0.1 %d 2
                    sentinel auth-pass %s %s
                    sentinel down-after-milliseconds %s 2000
                    sentinel failover-timeout %s 10000
                    """.formatted(PASSWORD, PASSWORD, MASTER, firstPort, MASTER, PASSWORD, MASTER, MASTER),
                    "--sentinel");
        }
        RedisProcesses.await("Sentinels that know each other and the replicas", () -> {
            for (int i = 0; i < SERVERS; i++) {
                Map<String, String> known = knownTo(i);
                if (!"2".equals(known.get("num-slaves")) || !"2".equals(known.get("num-other-sentinels"))) {
                    return false;
                }
            }
            return true;
        });
    }

    private int sentinel(int index) {
        return firstPort + 10 + index;
    }

    private void launch(int port, String settings, String... further) throws IOException {
        processes.start(port, "bind 127.0.0.1\nport %d\n%s".formatted(port, settings), further);
    }

    private Map<String, String> knownTo(int index) throws IOException {
        Map<String, String> known = new HashMap<>();
        if (RedisAsk.once(sentinel(index), PASSWORD, "SENTINEL", "MASTER", MASTER) instanceof List<?> pairs) {
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                known.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
            }
        }
        return known;
    }

    /** The address as services are told it; the password as a cloud would hand it out, not percent-encoded. */
    String url() {
        return "redis+sentinel://:%s@%s/%s/0"
                .formatted(
                        PASSWORD,
                        IntStream.range(0, SERVERS)
                                .mapToObj(i -> "127.0.0.1:" + sentinel(i))
                                .collect(Collectors.joining(",")),
                        MASTER);
    }

    /** The port of the master, as the last Sentinel knows it. */
    int master() throws IOException {
        return Integer.parseInt(knownTo(SERVERS - 1).getOrDefault("port", "-1"));
    }

    /** Kills the master as the kernel would; returns its port. */
    int killMaster() throws IOException, InterruptedException {
        int port = master();
        processes.kill(port);
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        processes.close();
    }
}
