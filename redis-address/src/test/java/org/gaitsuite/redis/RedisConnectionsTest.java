package org.gaitsuite.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gaitsuite.redis.real.Cluster;
import org.gaitsuite.redis.real.RedisAsk;
import org.gaitsuite.redis.real.RedisProcesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of REDIS_URL against real Redis processes. */
class RedisConnectionsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String PASSWORD = "walks+and/runs=42%";
    private static final String LOOPBACK = "bind 127.0.0.1\n";
    private static final String SECURED = LOOPBACK + "requirepass %1$s\nmasterauth %1$s\n".formatted(PASSWORD);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private RedisProcesses processes;

    private final List<Redis> clients = new ArrayList<>();

    @BeforeEach
    void open() {
        processes = new RedisProcesses(folder);
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(Redis::close);
        vertx.close().toCompletionStage().toCompletableFuture().get();
        processes.close();
    }

    private Redis client(String url) {
        return client(url, Optional.empty());
    }

    private Redis client(String url, Optional<Path> authority) {
        Redis client = new RedisConnections(RedisAddress.parse(url), TIMEOUT, 4, authority).client(vertx);
        clients.add(client);
        return client;
    }

    private static String said(Redis client, Command command, Object... arguments) throws Exception {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            request.arg(argument.toString());
        }
        return String.valueOf(
                client.send(request).toCompletionStage().toCompletableFuture().get(3, TimeUnit.SECONDS));
    }

    private static void awaitAnswer(Redis client) throws InterruptedException {
        RedisProcesses.await("an answer", () -> said(client, Command.PING).equals("PONG"));
    }

    @Test
    void passwordsUsersAndDatabasesInEveryWayOfWritingThem() throws Exception {
        // A user's own password holds what ends a host, a path and a password.
        String odd = "p@ss:w/o+rd=%?#&";
        int port = processes.start(
                SECURED + "user gait on >%s ~* &* +@all\nuser o@hara:j on >%s ~* &* +@all\n".formatted(odd, odd));
        awaitAnswer(client("redis://:walks+and/runs=42%%@127.0.0.1:%d".formatted(port)));
        assertThat(said(
                        client("redis://walks%%2Band%%2Fruns%%3D42%%25@127.0.0.1:%d/".formatted(port)),
                        Command.ACL,
                        "WHOAMI"))
                .isEqualTo("default");
        assertThat(said(client("redis://gait:%s@127.0.0.1:%d".formatted(odd, port)), Command.ACL, "WHOAMI"))
                .isEqualTo("gait");
        String encoded = "p%40ss%3Aw%2Fo%2Brd%3D%25%3F%23%26";
        assertThat(said(
                        client("redis://o%%40hara%%3Aj:%s@127.0.0.1:%d/3".formatted(encoded, port)),
                        Command.ACL,
                        "WHOAMI"))
                .isEqualTo("o@hara:j");

        Redis third = client("redis://:%s@127.0.0.1:%d/3".formatted(PASSWORD, port));
        said(third, Command.SET, "here", "yes");
        assertThat(said(third, Command.GET, "here")).isEqualTo("yes");
        assertThat(said(client("redis://:%s@127.0.0.1:%d/0".formatted(PASSWORD, port)), Command.GET, "here"))
                .isEqualTo("null");
        assertThatThrownBy(() -> said(client("redis://:wrong-one@127.0.0.1:" + port), Command.PING))
                .hasMessageContaining("WRONGPASS")
                .hasMessageNotContaining("wrong-one");
    }

    @Test
    void anAddressOfSixteenBytes() throws Exception {
        int port = RedisProcesses.freePort();
        processes.start(port, "port %d\nbind ::1\nrequirepass %s\n".formatted(port, PASSWORD));
        awaitAnswer(client("redis://:%s@[::1]:%d/0".formatted(PASSWORD, port)));
    }

    @Test
    void encryptedOnlyToTheHostThatTheCertificateNamesAndThatATrustedAuthoritySigned() throws Exception {
        Certificate right = Certificate.of(folder, "right", "dns:localhost,ip:127.0.0.1");
        Certificate elsewhere = Certificate.of(folder, "elsewhere", "dns:elsewhere.example");
        int port = encrypted(right);
        int other = encrypted(elsewhere);
        awaitAnswer(client("rediss://:%s@localhost:%d/0".formatted(PASSWORD, port), Optional.of(right.certificate())));
        awaitAnswer(client("rediss://:%s@127.0.0.1:%d/0".formatted(PASSWORD, port), Optional.of(right.certificate())));
        assertRefused("rediss://:%s@localhost:%d/0".formatted(PASSWORD, port), Optional.empty());
        assertRefused("rediss://:%s@localhost:%d/0".formatted(PASSWORD, port), Optional.of(elsewhere.certificate()));
        assertRefused("rediss://:%s@localhost:%d/0".formatted(PASSWORD, other), Optional.of(elsewhere.certificate()));
    }

    private int encrypted(Certificate certificate) throws Exception {
        int port = RedisProcesses.freePort();
        processes.start(port, SECURED + """
                port 0
                tls-port %d
                tls-cert-file %s
                tls-key-file %s
                tls-auth-clients no
                """.formatted(port, certificate.certificate(), certificate.key()));
        RedisProcesses.await("a listener", () -> {
            try (var socket = new java.net.Socket("127.0.0.1", port)) {
                return socket.isConnected();
            }
        });
        return port;
    }

    private void assertRefused(String url, Optional<Path> authority) {
        assertThatThrownBy(() -> said(client(url, authority), Command.PING))
                .rootCause()
                .isInstanceOf(java.security.GeneralSecurityException.class);
    }

    @Test
    void sentinelsLeadToTheNextMasterAndNothingThatAReplicaHasIsLost() throws Exception {
        int master = processes.start(SECURED);
        RedisProcesses.await("a master", () -> RedisAsk.once(master, PASSWORD, "PING") != null);
        for (int i = 0; i < 2; i++) {
            processes.start(SECURED + "replicaof 127.0.0.1 %d\nrepl-diskless-sync-delay 0\n".formatted(master));
        }
        RedisProcesses.await(
                "two replicas in step",
                () -> String.valueOf(RedisAsk.once(master, PASSWORD, "INFO", "replication"))
                                .split("state=online", -1)
                                .length
                        == 3);
        List<Integer> sentinels = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sentinels.add(processes.start(LOOPBACK + """
                    requirepass %1$s
                    sentinel sentinel-pass %1$s
                    sentinel monitor gait 127.0.0.1 %2$d 2
                    sentinel auth-pass gait %1$s
                    sentinel down-after-milliseconds gait 1000
                    sentinel failover-timeout gait 5000
                    """.formatted(PASSWORD, master), "--sentinel"));
        }
        RedisProcesses.await("Sentinels that know each other", () -> {
            for (int sentinel : sentinels) {
                String known = String.valueOf(RedisAsk.once(sentinel, PASSWORD, "SENTINEL", "MASTER", "gait"));
                if (!known.contains("num-slaves, 2") || !known.contains("num-other-sentinels, 2")) {
                    return false;
                }
            }
            return true;
        });
        // The first place is nobody's: a dead Sentinel is no obstacle.
        Redis client = client("redis+sentinel://:%s@127.0.0.1:%d,%s/gait/2"
                .formatted(
                        PASSWORD,
                        RedisProcesses.freePort(),
                        sentinels.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))));
        said(client, Command.SET, "before", "kept");
        assertThat(said(client, Command.WAIT, 2, 2000)).isEqualTo("2");

        processes.kill(master);
        long away = RedisProcesses.await(
                "the next master",
                () -> said(client, Command.SET, "after", "taken").equals("OK"));
        System.out.printf("sentinel failover: writes again after %d ms%n", away);
        assertThat(said(client, Command.GET, "before")).isEqualTo("kept");
        assertThat(away).isLessThan(15_000);
    }

    @Test
    void aClusterIsFollowedWhenSlotsMoveAndWhenAMasterDies() throws Exception {
        Cluster cluster = Cluster.start(processes, SECURED, PASSWORD);
        // The first place is nobody's and the second will die: the third knows the rest.
        Redis client = client("redis+cluster://:%s@127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
                .formatted(PASSWORD, RedisProcesses.freePort(), cluster.master(0), cluster.master(1)));
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "session:" + i).toList();
        for (String key : keys) {
            said(client, Command.SET, key, key);
        }
        String moving = keys.getFirst();
        cluster.beginToMove(moving);
        assertThat(said(client, Command.GET, moving)).as("by ASK").isEqualTo(moving);
        cluster.finishToMove(moving);
        assertThat(said(client, Command.GET, moving)).as("by MOVED").isEqualTo(moving);

        RedisProcesses.await("replicas in step", cluster::isInStep);
        processes.kill(cluster.master(0));
        long away = RedisProcesses.await("all slots served", () -> {
            for (String key : keys) {
                if (!said(client, Command.GET, key).equals(key)) {
                    throw new AssertionError(key + " was lost");
                }
            }
            return true;
        });
        System.out.printf("cluster, master killed: all keys again after %d ms%n", away);
        assertThat(away).isLessThan(15_000);
        assertThat(said(client, Command.SET, moving, "anew")).isEqualTo("OK");
    }

    @Test
    void messagesReachAListenerAtAnyNodeOfACluster() throws Exception {
        Cluster cluster = Cluster.start(processes, SECURED, PASSWORD);
        RedisConnections connections = new RedisConnections(
                RedisAddress.parse("redis+cluster://:%s@127.0.0.1:%d,127.0.0.1:%d"
                        .formatted(PASSWORD, cluster.master(0), cluster.master(1))),
                TIMEOUT,
                4,
                Optional.empty());
        Redis publisher = connections.client(vertx);
        clients.add(publisher);
        for (int attempt = 0; attempt < 3; attempt++) {
            Redis listener = connections.listener(vertx, attempt);
            clients.add(listener);
            List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
            var connection =
                    listener.connect().toCompletionStage().toCompletableFuture().get();
            connection.handler(message -> heard.add(Objects.toString(message)));
            connection.send(Request.cmd(Command.PSUBSCRIBE).arg("gait:progress:*"));
            RedisProcesses.await("a message", () -> {
                said(publisher, Command.PUBLISH, "gait:progress:7", "state");
                return heard.stream().anyMatch(message -> message.contains("pmessage"));
            });
        }
    }
}
