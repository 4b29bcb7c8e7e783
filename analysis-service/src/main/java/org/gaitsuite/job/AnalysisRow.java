package org.gaitsuite.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code analyses}. */
final class AnalysisRow {
    private AnalysisRow() {}

    static Analysis summary(ResultSet row, StatementContext context) throws SQLException {
        return read(row, null);
    }

    static Analysis withResult(ResultSet row, StatementContext context) throws SQLException {
        return read(row, row.getString("result"));
    }

    private static Analysis read(ResultSet row, @Nullable String result) throws SQLException {
        String failure = row.getString("failure_type");
        return new Analysis(
                UUID.fromString(row.getString("id")),
                row.getString("account_id"),
                row.getString("label"),
                AnalysisState.valueOf(row.getString("state")),
                Priority.valueOf(row.getString("priority")),
                row.getInt("attempt"),
                row.getInt("handed_back"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "lease_until"),
                new Analysis.VideoInput(
                        row.getLong("size_bytes"), row.getString("content_type"), row.getString("sha256")),
                instant(row, "video_deleted_at"),
                row.getString("input_kind"),
                RequestJson.read(row.getString("request")),
                failure == null
                        ? null
                        : new Failure(failure, row.getString("failure_title"), row.getString("failure_detail")),
                result);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
