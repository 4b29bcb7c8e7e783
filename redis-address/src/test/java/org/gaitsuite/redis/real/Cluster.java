package org.gaitsuite.redis.real;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster of three masters that share the slots, each with a replica. */
public final class Cluster {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final String password;
    private final List<Integer> nodes;

    private Cluster(String password, List<Integer> nodes) {
        this.password = password;
        this.nodes = nodes;
    }

    /**
     * Returns when all slots are served and the replicas are in step.
     *
     * @param password that of the settings; empty where they name none
     */
    public static Cluster start(RedisProcesses processes, String settings, String password)
            throws IOException, InterruptedException {
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < 2 * MASTERS; i++) {
            nodes.add(processes.start(settings + """
                    cluster-enabled yes
                    cluster-node-timeout 1000
                    cluster-replica-validity-factor 0
                    repl-diskless-sync-delay 0
                    """));
        }
        Cluster cluster = new Cluster(password, nodes);
        cluster.join();
        return cluster;
    }

    private void join() throws IOException, InterruptedException {
        for (int node : nodes) {
            RedisProcesses.await("a node", () -> ask(node, "PING").equals("PONG"));
            ask(node, "CLUSTER", "MEET", "127.0.0.1", nodes.getFirst());
        }
        for (int i = 0; i < MASTERS; i++) {
            List<Object> share = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
            for (int slot = SLOTS * i / MASTERS; slot < SLOTS * (i + 1) / MASTERS; slot++) {
                share.add(slot);
            }
            ask(master(i), share.toArray());
        }
        for (int node : nodes) {
            RedisProcesses.await(
                    "nodes that know each other",
                    () -> ask(node, "CLUSTER", "INFO").contains("cluster_known_nodes:" + nodes.size()));
        }
        for (int i = 0; i < MASTERS; i++) {
            int replica = nodes.get(MASTERS + i);
            String id = id(master(i));
            RedisProcesses.await(
                    "a replica", () -> ask(replica, "CLUSTER", "REPLICATE", id).equals("OK"));
        }
        for (int node : nodes) {
            RedisProcesses.await(
                    "a cluster in order", () -> ask(node, "CLUSTER", "INFO").contains("cluster_state:ok"));
        }
        RedisProcesses.await("replicas in step", this::isInStep);
    }

    /** Whether every replica follows its master. */
    public boolean isInStep() throws IOException {
        for (int i = 0; i < MASTERS; i++) {
            if (!ask(nodes.get(MASTERS + i), "INFO", "replication").contains("master_link_status:up")) {
                return false;
            }
        }
        return true;
    }

    /** The port of one of the masters. */
    public int master(int index) {
        return nodes.get(index);
    }

    /** Every master as host and port, separated by commas. */
    public String masters() {
        return nodes.subList(0, MASTERS).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** The key lies at its new master already, and the slot still belongs to the old one. */
    public void beginToMove(String key) throws IOException {
        int from = ownerOf(key);
        int to = otherThan(from);
        String slot = ask(from, "CLUSTER", "KEYSLOT", key);
        ask(to, "CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        ask(from, "CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
        ask(from, "MIGRATE", "127.0.0.1", to, key, 0, 1000, "AUTH", password);
    }

    /** The slot belongs to the new master too. */
    public void finishToMove(String key) throws IOException {
        int from = ownerOf(key);
        int to = otherThan(from);
        String slot = ask(from, "CLUSTER", "KEYSLOT", key);
        String id = id(to);
        ask(to, "CLUSTER", "SETSLOT", slot, "NODE", id);
        ask(from, "CLUSTER", "SETSLOT", slot, "NODE", id);
    }

    private int ownerOf(String key) throws IOException {
        int slot = Integer.parseInt(ask(master(0), "CLUSTER", "KEYSLOT", key));
        return master(Math.min(MASTERS - 1, slot * MASTERS / SLOTS));
    }

    private int otherThan(int node) {
        return node == master(1) ? master(2) : master(1);
    }

    private String id(int node) throws IOException {
        return ask(node, "CLUSTER", "MYID");
    }

    private String ask(int node, Object... words) throws IOException {
        return String.valueOf(RedisAsk.once(node, password, words));
    }
}
