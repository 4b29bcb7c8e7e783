package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Locale;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change log is tried on H2 by every other test; here it becomes T-SQL. */
class SqlServerScriptTest {
    @TempDir
    private java.nio.file.Path folder;

    @Test
    void theChangeLogBecomesSqlServersOwnTypes() throws Exception {
        ClassLoaderResourceAccessor files = new ClassLoaderResourceAccessor();
        Database offline = DatabaseFactory.getInstance()
                .openDatabase(
                        "offline:mssql?outputLiquibaseSql=none&changeLogFile=" + folder.resolve("changes.csv"),
                        null,
                        null,
                        null,
                        files);
        StringWriter written = new StringWriter();
        try (Liquibase liquibase = new Liquibase("db/analyses.xml", files, offline)) {
            liquibase.update("", written);
        }
        String script = written.toString().toLowerCase(Locale.ROOT);
        assertThat(script)
                .contains("create table analyses", "create table audit_events", "create table content_keys")
                .contains("datetimeoffset(6)", "nvarchar(max)")
                .doesNotContain("timestamp", "character large object", "${");
    }
}
