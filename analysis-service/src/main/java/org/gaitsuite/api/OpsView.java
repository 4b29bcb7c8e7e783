package org.gaitsuite.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.job.DeadLetter;
import org.gaitsuite.job.Operations;
import org.gaitsuite.job.QueueReport;
import org.jspecify.annotations.Nullable;

/** What operators are shown. */
final class OpsView {
    private OpsView() {}

    /**
     * The work outstanding.
     *
     * @param reachable false if the queue is away; the numbers then come from SQL
     * @param oldestWaitingSeconds null where nothing waits
     */
    public record Queue(
            boolean reachable,
            long depth,
            Waiting waiting,
            long delayed,
            long running,
            @JsonProperty("dead_letters") long deadLetters,
            @JsonProperty("oldest_waiting_s") @Nullable Double oldestWaitingSeconds) {
        static Queue of(Operations.Overview overview) {
            QueueReport report = overview.report();
            return new Queue(
                    overview.reachable(),
                    report.depth(),
                    new Waiting(report.waitingInteractive(), report.waitingBatch()),
                    report.delayed(),
                    report.running(),
                    overview.deadLetters(),
                    report.oldestWaiting().map(age -> age.toMillis() / 1000.0).orElse(null));
        }
    }

    /** Analyses that a worker may take, by priority. */
    public record Waiting(long interactive, long batch) {}

    /** An analysis that was given up. */
    public record Letter(
            UUID id,
            String account,
            int attempts,
            String reason,
            @JsonProperty("died_at") String diedAt) {
        static Letter of(DeadLetter letter) {
            return new Letter(
                    letter.analysis(),
                    letter.account(),
                    letter.attempts(),
                    letter.reason(),
                    letter.diedAt().toString());
        }
    }

    /** A page of dead letters. */
    public record Letters(
            @JsonProperty("dead_letters") List<Letter> deadLetters,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {}

    /** An analysis that is on its way again. */
    public record Requeued(UUID id, String state) {}
}
