package org.gaitsuite.redis;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to get in, read from {@code REDIS_URL}: one server, {@code redis://:password@host:6379/0}, or Sentinels that
 * know which server is the master, {@code redis+sentinel://:password@host1:26379,host2:26379,host3:26379/master-name/0}; with {@code
 * rediss} in the place of {@code redis} over TLS. Sentinels and servers take the same user and password.
 *
 * <p>Keys that clouds hand out hold {@code =}, {@code +} and {@code /}, and are pasted as they are: everything between the scheme and
 * the last {@code @} is taken as user and password, percent-encoded or not.
 *
 * @param tls whether connections are encrypted
 * @param places {@code host:port} of the server, or of each Sentinel
 * @param master the name that Sentinels know the master by; null where the address is the server's own
 * @param database number of the logical database, from 0
 */
public record RedisAddress(
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        List<String> places,
        @Nullable String master,
        int database) {
    private static final String PLACE = "(?:\\[[0-9a-fA-F:.]+]|[^:/@?,\\[\\]\\s]+)(?::\\d{1,5})?";
    private static final String LOGIN = "(?:(?<login>.*)@)?";
    private static final String DATABASE = "(?:/(?<database>\\d{0,4}))?";
    private static final Pattern SERVER =
            Pattern.compile("redis(?<tls>s?)://" + LOGIN + "(?<places>" + PLACE + ")" + DATABASE);
    private static final Pattern SENTINELS = Pattern.compile("redis(?<tls>s?)\\+sentinel://" + LOGIN + "(?<places>"
            + PLACE + "(?:," + PLACE + ")*)/(?<master>[A-Za-z0-9._-]+)" + DATABASE);
    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    public RedisAddress {
        places = List.copyOf(places);
    }

    /** @throws IllegalArgumentException when it has another form; the message does not repeat it, for it may hold a password */
    public static RedisAddress parse(String url) {
        Matcher server = SERVER.matcher(url.strip());
        if (server.matches()) {
            return read(server, null, SERVER_PORT);
        }
        Matcher sentinels = SENTINELS.matcher(url.strip());
        if (sentinels.matches()) {
            return read(sentinels, sentinels.group("master"), SENTINEL_PORT);
        }
        throw new IllegalArgumentException("REDIS_URL is neither of the form redis://:password@host:6379/0 nor"
                + " redis+sentinel://:password@host1:26379,host2:26379/master-name/0 (rediss for TLS; percent-encode"
                + " special characters of the password)");
    }

    private static RedisAddress read(Matcher parts, @Nullable String master, int usualPort) {
        String login = parts.group("login");
        String user = null;
        String password = null;
        if (login != null && !login.isEmpty()) {
            int colon = login.indexOf(':');
            user = colon <= 0 ? null : decoded(login.substring(0, colon));
            // Like redis-cli: without a colon it is the password.
            password = decoded(login.substring(colon + 1));
        }
        List<String> places = new ArrayList<>();
        for (String place : parts.group("places").split(",", -1)) {
            places.add(place.matches(".*:\\d{1,5}") ? place : place + ":" + usualPort);
        }
        String database = parts.group("database");
        return new RedisAddress(
                !parts.group("tls").isEmpty(),
                user,
                password == null || password.isEmpty() ? null : password,
                places,
                master,
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    /** One for each place, as the client library reads them: user and password percent-encoded. */
    public List<String> connectionStrings() {
        String login = password == null ? "" : (user == null ? "" : encoded(user)) + ":" + encoded(password) + "@";
        return places.stream()
                .map(place -> scheme() + "://" + login + place + "/" + database)
                .toList();
    }

    private String scheme() {
        return tls ? "rediss" : "redis";
    }

    /** Without user and password, for logs. */
    @Override
    public String toString() {
        String all = places.stream().collect(Collectors.joining(","));
        return master == null
                ? scheme() + "://" + all + "/" + database
                : scheme() + "+sentinel://" + all + "/" + master + "/" + database;
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
