package org.gaitsuite.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.storage.LocalVideo;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;

/**
 * Runs one attempt to its end and writes what came of it: a result, a refusal, or a return to the queue. Whatever a video does to the
 * pipeline, and to the process that computes, ends here and touches no other analysis. Thread-safe.
 */
final class AttemptRunner {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private static final Duration BEFORE_WRITING_AGAIN = Duration.ofMillis(250);

    private final AttemptRows rows;
    private final VideoStore store;
    private final Computation computation;
    private final DeadLetterBox deadLetters;
    private final JobMetrics metrics;
    private final int maximumAttempts;
    private final int maximumDeaths;
    private final Backoff backoff;

    AttemptRunner(
            AttemptRows rows,
            VideoStore store,
            Computation computation,
            DeadLetterBox deadLetters,
            JobMetrics metrics,
            JobConfig config,
            RandomGenerator chance) {
        this.rows = rows;
        this.store = store;
        this.computation = computation;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.maximumAttempts = config.maximumAttempts();
        this.maximumDeaths = config.maximumDeaths();
        this.backoff = new Backoff(config.retryPause(), config.longestRetryPause(), chance);
    }

    AttemptEnd run(Attempt attempt) {
        int deaths = rows.deaths(attempt.analysis().id());
        if (deaths > maximumDeaths) {
            return giveUp(attempt, deaths + " workers died while they ran it");
        }
        try {
            return succeed(attempt);
        } catch (FileRefused e) {
            return refuse(attempt, e.refusal());
        } catch (PoseRefused e) {
            return refuse(attempt, Refusal.of(e));
        } catch (NoWalkFound e) {
            return refuse(attempt, Refusal.of(e));
        } catch (IOException | RuntimeException | Error e) {
            // Stopping shows in many ways: the cancellation itself, or what a killed computation leaves half done.
            Attempt.Stop stop = attempt.stopped();
            return stop == null ? broken(attempt, e) : stopped(attempt, stop);
        }
    }

    private AttemptEnd succeed(Attempt attempt) throws IOException, FileRefused, PoseRefused, NoWalkFound {
        Analysis analysis = attempt.analysis();
        Path folder = store.workFolder(analysis.id(), analysis.attempt());
        Computation.Product product;
        try (LocalVideo video = store.video(analysis.id(), analysis.input().sha256())
                .orElseThrow(() -> new FileNotFoundException("the store has no video of " + analysis.id()))) {
            long started = System.nanoTime();
            product = computation.compute(video.path(), analysis.request(), folder, attempt);
            metrics.frames(product.frames(), Duration.ofNanos(System.nanoTime() - started));
        }
        store.keepArtefacts(analysis.id(), analysis.attempt(), folder);
        return written(attempt, () -> rows.succeed(analysis.id(), analysis.attempt(), product.result()))
                ? new AttemptEnd.Final(AnalysisState.SUCCEEDED)
                : late(analysis);
    }

    private AttemptEnd refuse(Attempt attempt, Refusal refusal) {
        Analysis analysis = attempt.analysis();
        LOG.infof("Analysis %s is refused: %s", analysis.id(), refusal.slug());
        return written(attempt, () -> rows.fail(analysis.id(), analysis.attempt(), Failure.of(refusal)))
                ? new AttemptEnd.Final(AnalysisState.FAILED)
                : late(analysis);
    }

    private AttemptEnd stopped(Attempt attempt, Attempt.Stop reason) {
        Analysis analysis = attempt.analysis();
        return switch (reason) {
            case LOST -> late(analysis);
            case SHUTDOWN -> handBack(attempt, Duration.ZERO);
            case OVERTIME ->
                broken(
                        attempt,
                        new TimeoutException("it was stopped after %d s, the time limit of an attempt"
                                .formatted(attempt.age().toSeconds())));
        };
    }

    private AttemptEnd broken(Attempt attempt, Throwable cause) {
        Analysis analysis = attempt.analysis();
        if (storeIsAway()) {
            LOG.warnf("Attempt %d of analysis %s waits for the store: %s", analysis.attempt(), analysis.id(), cause);
            return handBack(attempt, backoff.after(analysis.attempt()));
        }
        LOG.errorf(cause, "Attempt %d of analysis %s broke off", analysis.attempt(), analysis.id());
        if (attempt.counted() >= maximumAttempts) {
            return giveUp(attempt, cause.toString());
        }
        Duration pause = backoff.after(attempt.counted());
        return written(attempt, () -> rows.retryLater(analysis.id(), analysis.attempt(), pause))
                ? new AttemptEnd.Again(pause)
                : late(analysis);
    }

    /** A video is not to blame for what breaks while no video can be read. */
    private boolean storeIsAway() {
        try {
            store.check();
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.debug("The store is away", e);
            return true;
        }
    }

    private AttemptEnd handBack(Attempt attempt, Duration pause) {
        Analysis analysis = attempt.analysis();
        return written(attempt, () -> rows.handBack(analysis.id(), analysis.attempt(), pause))
                ? new AttemptEnd.Again(pause)
                : late(analysis);
    }

    private AttemptEnd giveUp(Attempt attempt, String reason) {
        Analysis analysis = attempt.analysis();
        Failure failure = Failure.internal(analysis.attempt());
        if (!written(attempt, () -> rows.giveUp(analysis.id(), analysis.attempt(), failure, reason))) {
            return late(analysis);
        }
        LOG.errorf("Analysis %s is given up after attempt %d: %s", analysis.id(), analysis.attempt(), reason);
        try {
            deadLetters.bury(analysis.id(), analysis.attempt(), reason);
        } catch (JobQueue.QueueUnavailable e) {
            LOG.warnf("The dead letter of analysis %s is in SQL alone for now: %s", analysis.id(), e.getMessage());
        }
        return new AttemptEnd.Final(AnalysisState.FAILED);
    }

    /**
     * Writes how an attempt ended, however long SQL is away: what was computed need not be computed again. A process that is told to end
     * does not wait; the lease runs out then.
     *
     * @return what the update says: whether the attempt still had the analysis
     */
    private static boolean written(Attempt attempt, BooleanSupplier update) {
        while (true) {
            try {
                return update.getAsBoolean();
            } catch (RuntimeException e) {
                if (!SqlOutage.isCauseOf(e) || attempt.stopped() == Attempt.Stop.SHUTDOWN) {
                    throw e;
                }
                LOG.debug("The end of an attempt waits for SQL", e);
                try {
                    Thread.sleep(BEFORE_WRITING_AGAIN);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    private static AttemptEnd late(Analysis analysis) {
        LOG.infof("Attempt %d of analysis %s no longer holds it", analysis.attempt(), analysis.id());
        return new AttemptEnd.Lost();
    }
}
