package org.gaitsuite.redis;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to get in, read from {@code REDIS_URL}: one server, {@code redis://:password@host:6379/0}; Sentinels that
 * know which server is the master, {@code redis+sentinel://:password@host1:26379,host2:26379,host3:26379/master-name/0}; or some nodes
 * of a cluster, which know the others, {@code redis+cluster://:password@host1:6379,host2:6379,host3:6379}; with {@code rediss} in the
 * place of {@code redis} over TLS. All Sentinels, servers and nodes take the same user and password.
 *
 * <p>Keys that clouds hand out hold {@code =}, {@code +} and {@code /}, and are pasted as they are: everything between the scheme and
 * the last {@code @} is taken as user and password, percent-encoded or not.
 *
 * @param tls whether connections are encrypted
 * @param places {@code host:port} of the server, or of each Sentinel, or of some nodes of the cluster
 * @param master the name that Sentinels know the master by; null where there are none
 * @param database number of the logical database, from 0; always 0 in a cluster
 */
public record RedisAddress(
        Kind kind,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        List<String> places,
        @Nullable String master,
        int database) {
    /** Who answers at the places. */
    public enum Kind {
        SERVER,
        SENTINELS,
        CLUSTER
    }

    private static final String PLACE = "(?:\\[[0-9a-fA-F:.]+]|[^:/@?,\\[\\]\\s]+)(?::\\d{1,5})?";
    private static final String LOGIN = "(?:(?<login>.*)@)?";
    private static final String SEVERAL = "(?<places>" + PLACE + "(?:," + PLACE + ")*)";
    private static final String DATABASE = "(?:/(?<database>\\d{0,4}))?";
    private static final Pattern SERVER =
            Pattern.compile("redis(?<tls>s?)://" + LOGIN + "(?<places>" + PLACE + ")" + DATABASE);
    private static final Pattern SENTINELS = Pattern.compile(
            "redis(?<tls>s?)\\+sentinel://" + LOGIN + SEVERAL + "/(?<master>[A-Za-z0-9._-]+)" + DATABASE);
    private static final Pattern CLUSTER = Pattern.compile("redis(?<tls>s?)\\+cluster://" + LOGIN + SEVERAL + DATABASE);
    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final int HIGHEST_PORT = 65_535;

    public RedisAddress {
        places = List.copyOf(places);
    }

    /** @throws IllegalArgumentException when it has another form; the message does not repeat it, for it may hold a password */
    public static RedisAddress parse(String url) {
        String text = url.strip();
        Matcher server = SERVER.matcher(text);
        if (server.matches()) {
            return read(Kind.SERVER, server, null, SERVER_PORT);
        }
        Matcher sentinels = SENTINELS.matcher(text);
        if (sentinels.matches()) {
            return read(Kind.SENTINELS, sentinels, sentinels.group("master"), SENTINEL_PORT);
        }
        Matcher cluster = CLUSTER.matcher(text);
        if (cluster.matches()) {
            return read(Kind.CLUSTER, cluster, null, SERVER_PORT);
        }
        throw new IllegalArgumentException("REDIS_URL is none of redis://:password@host:6379/0,"
                + " redis+sentinel://:password@host1:26379,host2:26379/master-name/0 and"
                + " redis+cluster://:password@host1:6379,host2:6379 (rediss for TLS; percent-encode special characters of"
                + " the password)");
    }

    private static RedisAddress read(Kind kind, Matcher parts, @Nullable String master, int usualPort) {
        String login = parts.group("login");
        String user = null;
        String password = null;
        if (login != null && !login.isEmpty()) {
            int colon = login.indexOf(':');
            user = colon <= 0 ? null : decoded(login.substring(0, colon));
            // Like redis-cli: without a colon it is the password.
            password = decoded(login.substring(colon + 1));
        }
        if (user != null && (password == null || password.isEmpty())) {
            throw new IllegalArgumentException(
                    "REDIS_URL of the form redis://user:password@host:6379/0 names a user but no" + " password");
        }
        if (user != null && kind != Kind.SERVER && !user.matches("[A-Za-z0-9._~-]+")) {
            // The client library passes the name on to the servers that it is told of, without encoding it.
            throw new IllegalArgumentException("REDIS_URL names a user with characters that only redis:// and rediss://"
                    + " take: with Sentinels and clusters a user's name holds letters, digits, '.', '_', '~' and '-'");
        }
        String number = parts.group("database");
        int database = number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
        if (kind == Kind.CLUSTER && database != 0) {
            throw new IllegalArgumentException(
                    "REDIS_URL names database %d of a redis+cluster:// address: a cluster has database 0 only"
                            .formatted(database));
        }
        return new RedisAddress(
                kind,
                !parts.group("tls").isEmpty(),
                user,
                password == null || password.isEmpty() ? null : password,
                Stream.of(parts.group("places").split(",", -1))
                        .map(place -> place(place, usualPort))
                        .toList(),
                master,
                database);
    }

    private static String place(String written, int usualPort) {
        if (!written.matches("(\\[.*]|[A-Za-z0-9.-]+)(:\\d+)?")) {
            throw new IllegalArgumentException(
                    "REDIS_URL, of the form redis://:password@host:6379/0, has a host name with other characters than"
                            + " letters, digits, '.' and '-'");
        }
        String place = written.matches("(\\[.*]|[^\\[\\]:]+):\\d{1,5}") ? written : written + ":" + usualPort;
        int port = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "REDIS_URL, of the form redis://:password@host:6379/0, has port %d: ports go from 1 to %d"
                            .formatted(port, HIGHEST_PORT));
        }
        return place;
    }

    /** One for each place, as the client library reads them: user and password percent-encoded. */
    public List<String> connectionStrings() {
        String login = password == null ? "" : (user == null ? "" : encoded(user)) + ":" + encoded(password) + "@";
        String path = kind == Kind.CLUSTER ? "" : "/" + database;
        return places.stream()
                .map(place -> scheme() + "://" + login + place + path)
                .toList();
    }

    private String scheme() {
        return tls ? "rediss" : "redis";
    }

    /** Without user and password, for logs. */
    @Override
    public String toString() {
        String all = String.join(",", places);
        return switch (kind) {
            case SERVER -> scheme() + "://" + all + "/" + database;
            case SENTINELS -> scheme() + "+sentinel://" + all + "/" + master + "/" + database;
            case CLUSTER -> scheme() + "+cluster://" + all;
        };
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
