package org.gaitsuite.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A row that ought to have an entry in the queue.
 *
 * @param position where a page that ends with this row goes on
 * @param notBefore when a row that pauses may be tried again; {@link Instant#MIN} for one that does not pause
 */
record Outstanding(JobQueue.Job job, ListPosition position, Instant notBefore) {
    static final String COLUMNS = "id, account_id, priority, created_at, lease_until";

    static Outstanding read(ResultSet row, StatementContext context) throws SQLException {
        UUID id = UUID.fromString(row.getString("id"));
        OffsetDateTime until = row.getObject("lease_until", OffsetDateTime.class);
        return new Outstanding(
                new JobQueue.Job(id, row.getString("account_id"), Priority.valueOf(row.getString("priority"))),
                new ListPosition(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(), id),
                until == null ? Instant.MIN : until.toInstant());
    }

    /** The rest of its pause. */
    Duration delay(Instant now) {
        return notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ZERO;
    }
}
