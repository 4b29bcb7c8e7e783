package org.gaitsuite.job;

import static org.gaitsuite.job.AnalysisRows.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The table of analyses as workers see it. Every change of state is one conditional UPDATE that names the attempt, so that two
 * workers, or a late and a new attempt, can never both win.
 */
final class AttemptRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Which row an attempt holds: none, once it was cancelled, erased or taken over. */
    private static final String HELD = " WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'";

    private static final String FAILED = "state = 'FAILED', finished_at = :now, lease_until = NULL,"
            + " failure_type = :type, failure_title = :title, failure_detail = :detail";
    private static final String QUEUED_AGAIN = "state = 'QUEUED', started_at = NULL, lease_until = :later";

    private final Jdbi jdbi;
    private final InstantSource clock;

    AttemptRows(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * QUEUED rows, the oldest first.
     *
     * @param after where the page before ended; null for the first
     */
    List<Outstanding> queued(@Nullable ListPosition after, int limit) {
        String where = after == null ? "" : " AND (created_at > :at OR (created_at = :at AND id > :id))";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("SELECT " + Outstanding.COLUMNS
                    + " FROM analyses WHERE state = 'QUEUED'" + where
                    + " ORDER BY created_at, id OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY");
            if (after != null) {
                query.bind("at", utc(after.createdAt())).bind("id", after.id().toString());
            }
            return query.map(Outstanding::read).list();
        });
    }

    /** RUNNING rows whose worker has not renewed its lease. */
    List<Outstanding> abandoned(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + Outstanding.COLUMNS
                        + " FROM analyses WHERE state = 'RUNNING' AND lease_until < :now"
                        + " ORDER BY lease_until OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY")
                .bind("now", utc(clock.instant()))
                .map(Outstanding::read)
                .list());
    }

    /** Whether there is anything left to do for an analysis: it has neither ended nor been erased. */
    boolean isOutstanding(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT state FROM analyses WHERE id = :id")
                .bind("id", id.toString())
                .map((row, context) -> AnalysisState.valueOf(row.getString("state")))
                .findOne()
                .filter(state -> !state.isFinal())
                .isPresent());
    }

    /** Whether an attempt still has the analysis. */
    boolean isHeld(UUID id, int attempt) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM analyses" + HELD)
                        .bind("id", id.toString())
                        .bind("attempt", attempt)
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    /**
     * Takes up an analysis: a QUEUED one, or a RUNNING one whose lease has expired, since its worker died. The attempt number grows, which
     * shuts out whoever ran it before.
     *
     * @return the analysis as claimed, or empty if there is nothing to do or another worker was faster
     */
    Optional<Analysis> claim(UUID id, Duration lease, String worker) {
        Instant now = clock.instant();
        Optional<Analysis> before = findSummary(id);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Instant until = now.plus(lease);
        int claimed = jdbi.withHandle(
                handle -> handle.createUpdate("UPDATE analyses SET state = 'RUNNING', attempt = attempt + 1,"
                                + " started_at = :now, lease_until = :until, worker = :worker,"
                                + " deaths = CASE WHEN state = 'RUNNING' THEN deaths + 1 ELSE deaths END,"
                                + " handed_back = CASE WHEN state = 'RUNNING' THEN handed_back + 1 ELSE handed_back END"
                                + " WHERE id = :id AND attempt = :attempt"
                                + " AND (state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < :now))")
                        .bind("now", utc(now))
                        .bind("until", utc(until))
                        .bind("worker", worker)
                        .bind("id", id.toString())
                        .bind("attempt", before.get().attempt())
                        .execute());
        return claimed == 1 ? Optional.of(before.get().claimed(now, until)) : Optional.empty();
    }

    /** How many workers died while they ran it. */
    int deaths(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT deaths FROM analyses WHERE id = :id")
                .bind("id", id.toString())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    /** Keeps an attempt alive; false if it was cancelled, erased or taken over and must stop. */
    boolean renew(UUID id, int attempt, Duration lease) {
        return change(
                id,
                attempt,
                "lease_until = :until",
                row -> row.bind("until", utc(clock.instant().plus(lease))));
    }

    /** Writes the result, once; false if this attempt no longer holds the analysis. */
    boolean succeed(UUID id, int attempt, String result) {
        String kind = inputKind(result);
        return change(
                id,
                attempt,
                "state = 'SUCCEEDED', finished_at = :now, lease_until = NULL, result = :result, input_kind = :kind",
                row -> row.bind("now", utc(clock.instant()))
                        .bind("result", result)
                        .bind("kind", kind));
    }

    /** What the result says that it was made of; null where it does not. */
    private static @Nullable String inputKind(String result) {
        try {
            return JSON.readTree(result).path("input").path("kind").asText(null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is no JSON", e);
        }
    }

    /** Ends the analysis with a reason, once; false if this attempt no longer holds it. */
    boolean fail(UUID id, int attempt, Failure failure) {
        return change(id, attempt, FAILED, row -> bind(row, failure));
    }

    /** Ends the analysis as a dead letter, once; false if this attempt no longer holds it. */
    boolean giveUp(UUID id, int attempt, Failure failure, String reason) {
        return change(
                id,
                attempt,
                FAILED + ", dead_at = :now, dead_reason = :reason",
                row -> bind(row, failure).bind("reason", shortened(reason, 1000)));
    }

    private Update bind(Update row, Failure failure) {
        return row.bind("now", utc(clock.instant()))
                .bind("type", failure.type())
                .bind("title", failure.title())
                .bind("detail", shortened(failure.detail(), 2000));
    }

    /** Puts a broken attempt back into the queue, to be taken up after a pause; false if it no longer holds the analysis. */
    boolean retryLater(UUID id, int attempt, Duration pause) {
        return change(
                id,
                attempt,
                QUEUED_AGAIN,
                row -> row.bind("later", utc(clock.instant().plus(pause))));
    }

    /**
     * Gives an unharmed attempt back, because its worker stops or the store is away: it does not count against the maximum.
     *
     * @param pause before it is taken up again; zero for at once
     */
    boolean handBack(UUID id, int attempt, Duration pause) {
        return change(
                id,
                attempt,
                QUEUED_AGAIN + ", handed_back = handed_back + 1",
                row -> row.bind("later", utc(clock.instant().plus(pause))));
    }

    /**
     * Changes a row, if this attempt holds it. The one place that fences: whatever a worker writes goes through here.
     *
     * @param assignments of the UPDATE, with names for values
     * @param values binds them
     */
    private boolean change(UUID id, int attempt, String assignments, UnaryOperator<Update> values) {
        return jdbi.withHandle(handle -> {
            try (Update update = handle.createUpdate("UPDATE analyses SET " + assignments + HELD)) {
                return values.apply(update)
                                .bind("id", id.toString())
                                .bind("attempt", attempt)
                                .execute()
                        == 1;
            }
        });
    }

    private Optional<Analysis> findSummary(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + AnalysisRows.SUMMARY + " FROM analyses WHERE id = :id")
                        .bind("id", id.toString())
                        .map(AnalysisRow::summary)
                        .findOne());
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
