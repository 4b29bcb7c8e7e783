package org.gaitsuite.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.storage.LocalVideo;
import org.gaitsuite.storage.VideoStore;
import org.gaitsuite.video.VideoRefused;
import org.jboss.logging.Logger;

/**
 * Runs one attempt to its end and writes what came of it: a result, a refusal, or a return to the queue. Whatever a video does to the
 * pipeline ends here and touches no other analysis.
 */
final class AttemptRunner {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final AttemptRows rows;
    private final VideoStore store;
    private final Computation computation;
    private final JobQueue queue;
    private final JobMetrics metrics;
    private final int maximumAttempts;
    private final Duration retryPause;

    AttemptRunner(
            AttemptRows rows,
            VideoStore store,
            Computation computation,
            JobQueue queue,
            JobMetrics metrics,
            int maximumAttempts,
            Duration retryPause) {
        this.rows = rows;
        this.store = store;
        this.computation = computation;
        this.queue = queue;
        this.metrics = metrics;
        this.maximumAttempts = maximumAttempts;
        this.retryPause = retryPause;
    }

    /** @return the state that this attempt brought the analysis to, for the log */
    String run(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        if (analysis.attempt() - analysis.handedBack() > maximumAttempts) {
            return giveUp(analysis, "its workers died in each of " + maximumAttempts + " attempts");
        }
        try {
            return succeed(attempt);
        } catch (VideoRefused e) {
            return refuse(analysis, Refusal.of(e));
        } catch (PoseRefused e) {
            return refuse(analysis, Refusal.of(e));
        } catch (NoWalkFound e) {
            return refuse(analysis, Refusal.of(e));
        } catch (CancellationException e) {
            return stopped(attempt);
        } catch (IOException | RuntimeException | Error e) {
            if (attempt.stopped() != null) {
                return stopped(attempt);
            }
            return broken(analysis, e);
        }
    }

    private String succeed(Attempt attempt) throws IOException, VideoRefused, PoseRefused, NoWalkFound {
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
        return rows.succeed(analysis.id(), analysis.attempt(), product.result()) ? "SUCCEEDED" : late(analysis);
    }

    private String refuse(Analysis analysis, Refusal refusal) {
        LOG.infof("Analysis %s is refused: %s", analysis.id(), refusal.slug());
        return rows.fail(analysis.id(), analysis.attempt(), Failure.of(refusal)) ? "FAILED" : late(analysis);
    }

    private String stopped(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        if (attempt.stopped() == Attempt.Stop.SHUTDOWN && rows.handBack(analysis.id(), analysis.attempt())) {
            return "QUEUED";
        }
        return late(analysis);
    }

    private String broken(Analysis analysis, Throwable cause) {
        LOG.errorf(cause, "Attempt %d of analysis %s broke off", analysis.attempt(), analysis.id());
        if (analysis.attempt() - analysis.handedBack() >= maximumAttempts) {
            return giveUp(analysis, cause.toString());
        }
        return rows.retryLater(analysis.id(), analysis.attempt(), retryPause) ? "QUEUED" : late(analysis);
    }

    private String giveUp(Analysis analysis, String reason) {
        queue.bury(analysis.id(), analysis.attempt(), reason);
        return rows.fail(analysis.id(), analysis.attempt(), Failure.internal(maximumAttempts))
                ? "FAILED"
                : late(analysis);
    }

    private static String late(Analysis analysis) {
        LOG.infof("Attempt %d of analysis %s no longer holds it", analysis.attempt(), analysis.id());
        return "LOST";
    }
}
