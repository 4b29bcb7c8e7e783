package org.gaitsuite.session.sql;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code gait.sql.*} into the settings of the two named Quarkus data sources {@code h2} and {@code mssql}: the one
 * that the URL asks for is active, the other is not. A property expression cannot choose, hence an interceptor. It
 * answers anew at every question, so values recorded at build time never win over those found at start.
 */
@RegisterForReflection(classNames = "org.h2.server.TcpServer") // H2 makes it by name where AUTO_SERVER is asked for.
@Priority(Priorities.APPLICATION + 100)
public final class DatabaseChoice implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final String DATA_SOURCES = "quarkus.datasource.";
    private static final String URL = "gait.sql.url";
    private static final String USER = "gait.sql.user";
    private static final String PASSWORD = "gait.sql.password";
    private static final String DATA_DIRECTORY = "gait.data-dir";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (name.equals(URL)) {
            ConfigValue given = context.proceed(name);
            return given != null && isSet(given) ? given : value(name, url(context));
        }
        if (!name.startsWith(DATA_SOURCES)) {
            return context.proceed(name);
        }
        String plainName = name.replace("\"", "");
        for (SqlKind kind : SqlKind.values()) {
            String prefix = DATA_SOURCES + kind.dataSource() + ".";
            if (plainName.startsWith(prefix)) {
                return ofDataSource(context, name, kind, plainName.substring(prefix.length()));
            }
        }
        return context.proceed(name);
    }

    private static @Nullable ConfigValue ofDataSource(
            ConfigSourceInterceptorContext context, String name, SqlKind kind, String property) {
        String url = url(context);
        boolean chosen = SqlKind.of(url) == kind;
        return switch (property) {
            case "active" -> value(name, Boolean.toString(chosen));
            case "jdbc.url" -> chosen ? value(name, kind == SqlKind.MSSQL ? bounded(url) : url) : null;
            case "username" -> chosen ? value(name, setting(context, USER, kind == SqlKind.H2 ? "sa" : null)) : null;
            case "password" -> chosen ? value(name, setting(context, PASSWORD, null)) : null;
            default -> context.proceed(name);
        };
    }

    /** The URL is not among them: Quarkus records the values of listed names at build time, and it may hold a secret. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames().forEachRemaining(names::add);
        for (SqlKind kind : SqlKind.values()) {
            names.add(DATA_SOURCES + "\"" + kind.dataSource() + "\".active");
        }
        return names.iterator();
    }

    /**
     * The embedded default. AUTO_SERVER lets several instances on one machine open the same file: the first serves the
     * others, and when it ends another takes over. WRITE_DELAY has every commit on disk before it is answered, so that a
     * killed process loses none.
     */
    static String defaultUrl(Path dataDirectory) {
        return "jdbc:h2:file:" + dataDirectory.toAbsolutePath().normalize().resolve("accounts")
                + ";MODE=MSSQLServer;AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    /** Adds the bounds on waiting that are missing: to log in, for an answer of the network, for one statement. */
    static String bounded(String url) {
        String known = url.toLowerCase(Locale.ROOT);
        StringBuilder bounded = new StringBuilder(url);
        for (String setting : List.of("loginTimeout=5", "socketTimeout=30000", "queryTimeout=15")) {
            String name = setting.substring(0, setting.indexOf('=') + 1).toLowerCase(Locale.ROOT);
            if (!known.contains(";" + name)) {
                bounded.append(';').append(setting);
            }
        }
        return bounded.toString();
    }

    private static String url(ConfigSourceInterceptorContext context) {
        String given = setting(context, URL, null);
        if (given != null) {
            return given;
        }
        String directory = setting(context, DATA_DIRECTORY, null);
        return defaultUrl(Path.of(directory == null ? "data" : directory));
    }

    private static @Nullable String setting(
            ConfigSourceInterceptorContext context, String name, @Nullable String otherwise) {
        ConfigValue found = context.proceed(name);
        return found != null && isSet(found) ? found.getValue() : otherwise;
    }

    private static boolean isSet(ConfigValue found) {
        return found.getValue() != null && !found.getValue().isBlank();
    }

    private static @Nullable ConfigValue value(String name, @Nullable String value) {
        return value == null
                ? null
                : ConfigValue.builder()
                        .withName(name)
                        .withValue(value)
                        .withRawValue(value)
                        .withConfigSourceName("chosen SQL database")
                        .withConfigSourceOrdinal(Integer.MAX_VALUE)
                        .build();
    }
}
