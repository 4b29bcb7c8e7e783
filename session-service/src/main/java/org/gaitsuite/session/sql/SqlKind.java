package org.gaitsuite.session.sql;

import java.util.Locale;

/** The databases that one build serves; the JDBC URL chooses at start. */
public enum SqlKind {
    /** H2 in its SQL Server mode, embedded: a file on disk, or memory. */
    H2("h2", "jdbc:h2:"),
    /** Microsoft SQL Server and Azure SQL. */
    MSSQL("mssql", "jdbc:sqlserver:");

    private final String dataSource;
    private final String scheme;

    SqlKind(String dataSource, String scheme) {
        this.dataSource = dataSource;
        this.scheme = scheme;
    }

    /** Name of the Quarkus data source that serves this kind. */
    public String dataSource() {
        return dataSource;
    }

    /**
     * The kind that a JDBC URL asks for.
     *
     * @throws IllegalArgumentException when it is neither, with the forms that are understood
     */
    public static SqlKind of(String jdbcUrl) {
        for (SqlKind kind : values()) {
            if (jdbcUrl.toLowerCase(Locale.ROOT).startsWith(kind.scheme)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "GAIT_SQL_URL must start with jdbc:h2: or jdbc:sqlserver:, but is " + withoutSecrets(jdbcUrl));
    }

    /** The URL up to its first property, so that no user name or password reaches a log. */
    public static String withoutSecrets(String jdbcUrl) {
        int semicolon = jdbcUrl.indexOf(';');
        return semicolon < 0 ? jdbcUrl : jdbcUrl.substring(0, semicolon);
    }
}
