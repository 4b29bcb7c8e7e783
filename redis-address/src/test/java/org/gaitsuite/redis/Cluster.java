package org.gaitsuite.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** Three masters that share the slots, each with a replica. */
final class Cluster {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final RedisProcesses processes;
    private final String login;
    private final List<Integer> nodes;

    private Cluster(RedisProcesses processes, String login, List<Integer> nodes) {
        this.processes = processes;
        this.login = login;
        this.nodes = nodes;
    }

    static Cluster start(RedisProcesses processes, String settings, String login) throws Exception {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < 2 * MASTERS; i++) {
            nodes.add(processes.start(settings + """
                    cluster-enabled yes
                    cluster-node-timeout 1000
                    cluster-replica-validity-factor 0
                    repl-diskless-sync-delay 0
                    """));
        }
        Cluster cluster = new Cluster(processes, login, nodes);
        cluster.join();
        return cluster;
    }

    private void join() throws Exception {
        for (int node : nodes) {
            RedisProcesses.await("a node", () -> ask(node, Command.PING).equals("PONG"));
            ask(node, Command.CLUSTER, "MEET", "127.0.0.1", nodes.getFirst());
        }
        for (int i = 0; i < MASTERS; i++) {
            List<Object> share = new ArrayList<>(List.of("ADDSLOTS"));
            for (int slot = SLOTS * i / MASTERS; slot < SLOTS * (i + 1) / MASTERS; slot++) {
                share.add(slot);
            }
            ask(master(i), Command.CLUSTER, share.toArray());
        }
        for (int node : nodes) {
            RedisProcesses.await(
                    "nodes that know each other",
                    () -> ask(node, Command.CLUSTER, "INFO").contains("cluster_known_nodes:" + nodes.size()));
        }
        for (int i = 0; i < MASTERS; i++) {
            int replica = nodes.get(MASTERS + i);
            String id = id(master(i));
            RedisProcesses.await(
                    "a replica",
                    () -> ask(replica, Command.CLUSTER, "REPLICATE", id).equals("OK"));
        }
        for (int node : nodes) {
            RedisProcesses.await(
                    "a cluster in order",
                    () -> ask(node, Command.CLUSTER, "INFO").contains("cluster_state:ok"));
        }
        RedisProcesses.await("replicas in step", this::isInStep);
    }

    boolean isInStep() throws Exception {
        for (int i = 0; i < MASTERS; i++) {
            if (!ask(nodes.get(MASTERS + i), Command.INFO, "replication").contains("master_link_status:up")) {
                return false;
            }
        }
        return true;
    }

    int master(int index) {
        return nodes.get(index);
    }

    /** The key lies at its new master already, and the slot still belongs to the old one. */
    void beginToMove(String key) throws Exception {
        int from = ownerOf(key);
        int to = otherThan(from);
        String slot = ask(from, Command.CLUSTER, "KEYSLOT", key);
        ask(to, Command.CLUSTER, "SETSLOT", slot, "IMPORTING", id(from));
        ask(from, Command.CLUSTER, "SETSLOT", slot, "MIGRATING", id(to));
        String password = java.net.URLDecoder.decode(
                login.substring(1, login.length() - 1), java.nio.charset.StandardCharsets.UTF_8);
        ask(from, Command.MIGRATE, "127.0.0.1", to, key, 0, 1000, "AUTH", password);
    }

    void finishToMove(String key) throws Exception {
        int from = ownerOf(key);
        int to = otherThan(from);
        String slot = ask(from, Command.CLUSTER, "KEYSLOT", key);
        String id = id(to);
        ask(to, Command.CLUSTER, "SETSLOT", slot, "NODE", id);
        ask(from, Command.CLUSTER, "SETSLOT", slot, "NODE", id);
    }

    private int ownerOf(String key) throws Exception {
        int slot = Integer.parseInt(ask(master(0), Command.CLUSTER, "KEYSLOT", key));
        return master(Math.min(MASTERS - 1, slot * MASTERS / SLOTS));
    }

    private int otherThan(int node) {
        return node == master(1) ? master(2) : master(1);
    }

    private String id(int node) throws Exception {
        return ask(node, Command.CLUSTER, "MYID");
    }

    private String ask(int node, Command command, Object... arguments) throws Exception {
        Response answer = processes.ask(node, login, command, arguments);
        return String.valueOf(answer);
    }
}
