package org.gaitsuite.session.redis;

import io.vertx.redis.client.RedisOptions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to get in, read from a URL.
 *
 * <p>Keys that clouds hand out hold {@code =}, {@code +} and {@code /}, and are pasted as they are: everything between
 * the scheme and the last {@code @} is taken as user and password, percent-encoded or not.
 *
 * @param tls whether the connection is encrypted, {@code rediss}
 * @param database number of the logical database, from 0
 */
public record RedisAddress(
        boolean tls, @Nullable String user, @Nullable String password, String host, int port, int database)
        implements RedisPlace {
    private static final Pattern FORM =
            Pattern.compile("(?<scheme>rediss?)://(?:(?<login>.*)@)?(?<host>\\[[0-9a-fA-F:.]+]|[^:/@?\\[\\]]+)"
                    + "(?::(?<port>\\d{1,5}))?(?:/(?<database>\\d{0,4}))?");
    private static final int DEFAULT_PORT = 6379;

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}, or the same with {@code rediss}.
     *
     * @throws IllegalArgumentException when it has another form; the message does not repeat it, for it may hold a
     *     password
     */
    public static RedisAddress parse(String url) {
        Matcher parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("REDIS_URL is not of the form redis://:password@host:6379/0"
                    + " (rediss:// for TLS; percent-encode special characters of the password)");
        }
        String login = parts.group("login");
        String user = null;
        String password = null;
        if (login != null && !login.isEmpty()) {
            int colon = login.indexOf(':');
            user = colon <= 0 ? null : decoded(login.substring(0, colon));
            // Like redis-cli: without a colon it is the password.
            password = decoded(login.substring(colon + 1));
        }
        String port = parts.group("port");
        String database = parts.group("database");
        return new RedisAddress(
                parts.group("scheme").equals("rediss"),
                user,
                password == null || password.isEmpty() ? null : password,
                parts.group("host"),
                port == null ? DEFAULT_PORT : Integer.parseInt(port),
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    /** The URL with user and password percent-encoded, as the client library reads it. */
    public String connectionString() {
        StringBuilder url = new StringBuilder(tls ? "rediss://" : "redis://");
        if (password != null) {
            url.append(user == null ? "" : encoded(user))
                    .append(':')
                    .append(encoded(password))
                    .append('@');
        }
        return url.append(host)
                .append(':')
                .append(port)
                .append('/')
                .append(database)
                .toString();
    }

    @Override
    public void directTo(RedisOptions options) {
        options.setConnectionString(connectionString());
    }

    /** Without user and password, for logs. */
    @Override
    public String toString() {
        return "%s://%s:%d/%d".formatted(tls ? "rediss" : "redis", host, port, database);
    }

    /** Decodes what is percent-encoded; a {@code +} is a plus sign, and a stray {@code %} stands for itself. */
    private static String decoded(String text) {
        String escaped = text.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25");
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
