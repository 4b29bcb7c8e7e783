package org.gaitsuite.job;

import java.time.Instant;
import java.util.UUID;
import org.gaitsuite.analysis.AnalysisRequest;
import org.jspecify.annotations.Nullable;

/**
 * One accepted analysis as SQL knows it. Rows of a list carry no result.
 *
 * @param owner the account that submitted it
 * @param name a free label by its owner
 * @param priority which of two waiting analyses goes first
 * @param attempt how often it was taken up; also the fencing token of the worker that runs it
 * @param handedBack how many of these attempts do not count against the maximum: given back unharmed, or ended by the death of their
 *     worker
 * @param leaseUntil when a RUNNING attempt counts as dead unless it was renewed
 * @param videoDeletedAt when its video was deleted and its result kept
 * @param inputKind {@code input.kind} of the result; null before it succeeded, and where it did before this was kept of it, when all were
 *     videos
 * @param result {@code gait-result/1} of a succeeded analysis
 */
public record Analysis(
        UUID id,
        String owner,
        @Nullable String name,
        AnalysisState state,
        Priority priority,
        int attempt,
        int handedBack,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant leaseUntil,
        VideoInput input,
        @Nullable Instant videoDeletedAt,
        @Nullable String inputKind,
        AnalysisRequest request,
        @Nullable Failure failure,
        @Nullable String result) {
    /**
     * The uploaded body.
     *
     * @param contentType as the client called it
     * @param sha256 64 hexadecimal digits
     */
    public record VideoInput(long sizeBytes, String contentType, String sha256) {}

    /** Whether this file can come with its result: there are pictures of videos only. */
    public boolean makes(String artefact) {
        return inputKind == null || inputKind.equals("video") || !Retention.showsThePerson(artefact);
    }

    /** Whether a file that its result came with is still kept: those that show the person go with the video. */
    public boolean keeps(String artefact) {
        return videoDeletedAt == null || !Retention.showsThePerson(artefact);
    }

    static Analysis queued(
            UUID id,
            String owner,
            @Nullable String name,
            Priority priority,
            Instant now,
            VideoInput input,
            AnalysisRequest request) {
        return new Analysis(
                id,
                owner,
                name,
                AnalysisState.QUEUED,
                priority,
                0,
                0,
                now,
                null,
                null,
                null,
                input,
                null,
                null,
                request,
                null,
                null);
    }

    /** As {@link AttemptRows#claim} leaves it: the attempt before, if there is one, ended by the death of its worker. */
    Analysis claimed(Instant now, Instant leaseUntil) {
        return new Analysis(
                id,
                owner,
                name,
                AnalysisState.RUNNING,
                priority,
                attempt + 1,
                state == AnalysisState.RUNNING ? handedBack + 1 : handedBack,
                createdAt,
                now,
                null,
                leaseUntil,
                input,
                videoDeletedAt,
                null,
                request,
                null,
                null);
    }
}
