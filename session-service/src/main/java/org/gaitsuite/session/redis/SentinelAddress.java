package org.gaitsuite.session.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis Sentinels are that know the master: {@code redis+sentinel://[[user]:password@]host:port,host:port/master[/database]}, or
 * the same with {@code rediss+sentinel} for TLS to Sentinels and servers.
 *
 * @param sentinels one for each, with the same user, password and database; the servers are told the same
 * @param master the name that the Sentinels know it by
 */
public record SentinelAddress(List<RedisAddress> sentinels, String master) implements RedisPlace {
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?)\\+sentinel://(?<login>.*@)?(?<hosts>[^@/]+)/(?<master>[^/?]+)(?:/(?<database>\\d{1,4}))?");
    private static final int PORT = 26379;

    public SentinelAddress {
        sentinels = List.copyOf(sentinels);
        if (sentinels.isEmpty()) {
            throw new IllegalArgumentException("REDIS_URL names no Sentinel");
        }
    }

    static boolean isOne(String url) {
        String start = url.strip();
        return start.startsWith("redis+sentinel://") || start.startsWith("rediss+sentinel://");
    }

    /** @throws IllegalArgumentException when it has another form; the message does not repeat it */
    static SentinelAddress parse(String url) {
        Matcher parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "REDIS_URL is not of the form redis+sentinel://:password@host:26379,host:26379/master/0");
        }
        String login = parts.group("login") == null ? "" : parts.group("login");
        String database = parts.group("database") == null ? "0" : parts.group("database");
        List<RedisAddress> sentinels = Arrays.stream(parts.group("hosts").split(","))
                .map(String::strip)
                .map(host -> host.matches(".*:\\d+") ? host : host + ":" + PORT)
                .map(host -> RedisAddress.parse(parts.group("scheme") + "://" + login + host + "/" + database))
                .toList();
        return new SentinelAddress(sentinels, parts.group("master"));
    }

    @Override
    public boolean tls() {
        return sentinels.getFirst().tls();
    }

    @Override
    public void directTo(RedisOptions options) {
        options.setType(RedisClientType.SENTINEL).setRole(RedisRole.MASTER).setMasterName(master);
        sentinels.forEach(sentinel -> options.addConnectionString(sentinel.connectionString()));
    }

    /** Without user and password, for logs. */
    @Override
    public String toString() {
        return "master %s of the sentinels %s".formatted(master, sentinels);
    }
}
