package org.gaitsuite.job;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.gaitsuite.pose.Progress;
import org.jspecify.annotations.Nullable;

/**
 * One run of one analysis in this process. {@link #stop} ends it at its next report of progress; the first reason stands.
 */
final class Attempt implements Progress {
    /** Why an attempt must not go on. */
    enum Stop {
        /** Cancelled, erased or taken over: SQL no longer gives it to this attempt. */
        LOST,
        /** The process is told to end. */
        SHUTDOWN,
        /** It ran longer than any analysis should. */
        OVERTIME
    }

    private final Analysis analysis;
    private final JobQueue.Entry entry;
    private final ProgressBoard board;
    private final JobMetrics metrics;
    private volatile @Nullable Stop stop;
    private volatile String stage = "";
    private final long beganNanos = System.nanoTime();
    private long stageBeganNanos;
    private long lastPostNanos;
    private double whole;

    Attempt(Analysis analysis, JobQueue.Entry entry, ProgressBoard board, JobMetrics metrics) {
        this.analysis = analysis;
        this.entry = entry;
        this.board = board;
        this.metrics = metrics;
    }

    Analysis analysis() {
        return analysis;
    }

    JobQueue.Entry entry() {
        return entry;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** How many attempts count against the maximum, this one included: those that were handed back unharmed do not. */
    int counted() {
        return analysis.attempt() - analysis.handedBack();
    }

    synchronized void stop(Stop reason) {
        if (stop == null) {
            stop = reason;
        }
    }

    @Nullable
    Stop stopped() {
        return stop;
    }

    /** Posts at most ten times a second, and always at the start of a stage; the whole never goes back. */
    @Override
    public void report(String reported, double fraction) {
        if (stop != null) {
            throw new CancellationException("attempt " + analysis.attempt() + " was stopped: " + stop);
        }
        long now = System.nanoTime();
        if (reported.equals(stage) && now - lastPostNanos < 100_000_000L) {
            return;
        }
        if (!reported.equals(stage)) {
            endStage();
            stage = reported;
            stageBeganNanos = now;
        }
        lastPostNanos = now;
        whole = Math.max(whole, StageShare.ofWhole(reported, fraction));
        board.post(analysis.id(), new ProgressNow(reported, whole));
    }

    /** Records how long the stage took that is ending. */
    void endStage() {
        if (!stage.isEmpty()) {
            metrics.stage(stage, Duration.ofNanos(System.nanoTime() - stageBeganNanos));
        }
    }
}
