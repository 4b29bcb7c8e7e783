package org.gaitsuite.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.job.Analysis;
import org.gaitsuite.job.AnalysisState;
import org.gaitsuite.job.Failure;
import org.gaitsuite.job.Priority;
import org.gaitsuite.job.ProgressNow;
import org.jspecify.annotations.Nullable;

/** An analysis as clients see it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalysisView(
        UUID id,
        AnalysisState state,
        int attempt,
        @Nullable String name,
        Priority priority,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant videoDeletedAt,
        @Nullable Boolean duplicate,
        ProgressNow progress,
        @Nullable Failure failure,
        Input input,
        @JsonRawValue @Nullable String result,
        List<ArtefactLink> artefacts) {
    /** The uploaded body. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Input(long sizeBytes, String contentType, String sha256) {}

    /** A file that can be fetched. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ArtefactLink(String name, String href, String contentType) {}

    /** A page of a list. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<AnalysisView> items, @Nullable String nextCursor) {}

    /** The same, marked as one that was there before it was asked for. */
    AnalysisView asDuplicate() {
        return new AnalysisView(
                id,
                state,
                attempt,
                name,
                priority,
                createdAt,
                startedAt,
                finishedAt,
                videoDeletedAt,
                true,
                progress,
                failure,
                input,
                result,
                artefacts);
    }

    static AnalysisView of(Analysis analysis, ProgressNow progress) {
        return new AnalysisView(
                analysis.id(),
                analysis.state(),
                analysis.attempt(),
                analysis.name(),
                analysis.priority(),
                analysis.createdAt(),
                analysis.startedAt(),
                analysis.finishedAt(),
                analysis.videoDeletedAt(),
                null,
                progress,
                analysis.failure(),
                new Input(
                        analysis.input().sizeBytes(),
                        analysis.input().contentType(),
                        analysis.input().sha256()),
                analysis.result(),
                analysis.state() == AnalysisState.SUCCEEDED ? ArtefactFiles.linksOf(analysis) : List.of());
    }
}
