package org.gaitsuite.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How every service connects to a {@link RedisAddress}: in bounded time, and over TLS only to a server whose certificate bears the
 * address's host name and is signed by an authority that is trusted. Immutable.
 *
 * @param timeout for a connection to be made; where several places are given, each gets a quarter of it, so that a dead one
 *     leaves time to ask the next
 * @param most connections kept at a time, in a cluster to each node
 * @param authority PEM file of the authorities that are trusted; without it those that Java knows
 */
public record RedisConnections(RedisAddress address, Duration timeout, int most, Optional<Path> authority) {
    private static final int WAITING_PER_CONNECTION = 64;

    /** Closes what a firewall may have dropped silently; well below the ten minutes after which Azure does. */
    private static final int IDLE_SECONDS = 60;

    /** A connection on which nothing arrives is closed, so that one that died without a word is found out. */
    private static final int READ_IDLE_SECONDS = 10;

    /** A client that has not connected yet; the caller closes it. */
    public Redis client(Vertx vertx) {
        RedisOptions options = options();
        address.connectionStrings().forEach(options::addConnectionString);
        switch (address.kind()) {
            case SERVER -> options.setType(RedisClientType.STANDALONE);
            case SENTINELS ->
                options.setType(RedisClientType.SENTINEL)
                        .setRole(RedisRole.MASTER)
                        .setMasterName(String.valueOf(address.master()));
            case CLUSTER -> options.setType(RedisClientType.CLUSTER);
        }
        return Redis.createClient(vertx, options);
    }

    /**
     * A client for one connection on which messages arrive; the caller closes it. In a cluster messages reach every node, so it
     * stays with one of the places.
     *
     * @param attempt counts up from 0, so that the next one asks the next place
     */
    public Redis listener(Vertx vertx, int attempt) {
        if (address.kind() != RedisAddress.Kind.CLUSTER) {
            return client(vertx);
        }
        List<String> nodes = address.connectionStrings();
        RedisOptions options = options()
                .setType(RedisClientType.STANDALONE)
                .addConnectionString(nodes.get(Math.floorMod(attempt, nodes.size())));
        return Redis.createClient(vertx, options);
    }

    private RedisOptions options() {
        long connect = address.places().size() == 1 ? timeout.toMillis() : Math.max(1, timeout.toMillis() / 4);
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(connect))
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setReadIdleTimeout(READ_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        if (address.tls()) {
            net.setSsl(true)
                    .setTrustAll(false)
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setSslHandshakeTimeout(timeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
            authority.ifPresent(pem -> net.setPemTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
        }
        return new RedisOptions()
                .setMaxPoolSize(most)
                .setMaxPoolWaiting(most * WAITING_PER_CONNECTION)
                .setNetClientOptions(net);
    }
}
