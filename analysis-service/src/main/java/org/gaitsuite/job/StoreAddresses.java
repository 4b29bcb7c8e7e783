package org.gaitsuite.job;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.gaitsuite.redis.RedisAddress;

/**
 * Looks at the addresses of the stores before anything starts: refuses a {@code REDIS_URL} that cannot be understood, activates the one of the two data sources that {@code gait.sql.url} names, so that one build serves H2 and SQL Server, and completes an
 * H2 address with what the guarantees rest on. Found by the configuration through {@code META-INF/services}.
 */
public final class StoreAddresses implements ConfigSourceFactory {
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue configured = context.getValue("gait.sql.url");
        String url = configured == null || configured.getValue() == null ? "" : configured.getValue();
        boolean sqlServer = url.startsWith("jdbc:sqlserver:");
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.datasource.\"h2\".active",
                String.valueOf(!sqlServer),
                "quarkus.datasource.\"h2\".jdbc.url",
                sqlServer ? "jdbc:h2:mem:unused" : complete(url),
                "quarkus.datasource.\"mssql\".active",
                String.valueOf(sqlServer),
                "quarkus.datasource.\"mssql\".jdbc.url",
                sqlServer ? bounded(url) : "jdbc:sqlserver://unused"));
        checkRedisUrl(context);
        return List.of(new PropertiesConfigSource(settings, "gait.sql.url", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    /**
     * A wrong address ends the start before anything else begins.
     *
     * @throws IllegalArgumentException when the address has no form that is understood; the message does not repeat it
     */
    private static void checkRedisUrl(ConfigSourceContext context) {
        ConfigValue configured = context.getValue("REDIS_URL");
        String url = configured == null ? null : configured.getValue();
        if (url != null && !url.isBlank()) {
            RedisAddress.parse(url);
        }
    }

    /** Adds the bounds on waiting that are missing: 5 s to log in, 30 s for an answer of the network, 15 s for one statement. */
    static String bounded(String sqlServerUrl) {
        return with(with(with(sqlServerUrl, "loginTimeout", "5"), "socketTimeout", "30000"), "queryTimeout", "15");
    }

    /**
     * Adds what is missing of: SQL Server's dialect; a write to disk at every commit, so that an accepted analysis survives a killed
     * process; and, for a file of our own, that it stays open while SIGTERM hands analyses back.
     */
    static String complete(String url) {
        String completed = with(with(url, "MODE", "MSSQLServer"), "WRITE_DELAY", "0");
        boolean ownFile =
                url.startsWith("jdbc:h2:file:") && !url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
        return ownFile ? with(completed, "DB_CLOSE_ON_EXIT", "FALSE") : completed;
    }

    private static String with(String url, String setting, String value) {
        return url.toUpperCase(Locale.ROOT).contains(";" + setting.toUpperCase(Locale.ROOT) + "=")
                ? url
                : url + ";" + setting + "=" + value;
    }
}
