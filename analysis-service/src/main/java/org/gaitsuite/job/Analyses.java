package org.gaitsuite.job;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.storage.Artefact;
import org.gaitsuite.storage.StoredVideo;
import org.gaitsuite.storage.UploadRefused;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;

/**
 * What an account can do with analyses. Every look-up names the owner; an unknown id and another account's id are the same empty
 * answer. Thread-safe; calls block.
 */
public final class Analyses {
    private static final Logger LOG = Logger.getLogger(Analyses.class);

    private static final int PAGE = 100;

    private final AnalysisRows rows;
    private final VideoStore store;
    private final Computation computation;
    private final JobQueue queue;
    private final ProgressBoard board;
    private final InstantSource clock;
    private final Consumer<UUID> stopLocally;
    private final long maximumBytes;

    Analyses(
            AnalysisRows rows,
            VideoStore store,
            Computation computation,
            JobQueue queue,
            ProgressBoard board,
            InstantSource clock,
            Consumer<UUID> stopLocally,
            long maximumBytes) {
        this.rows = rows;
        this.store = store;
        this.computation = computation;
        this.queue = queue;
        this.board = board;
        this.clock = clock;
        this.stopLocally = stopLocally;
        this.maximumBytes = maximumBytes;
    }

    /**
     * What became of a submission.
     *
     * @param duplicate it asked what this account had asked of the same video before, and is answered with that analysis
     */
    public record Submitted(Analysis analysis, boolean duplicate) {}

    /**
     * Streams the body to the store, looks at its head, writes the row, then tells the queue. Once this returns, the analysis will be
     * done whatever fails. What is refused leaves nothing behind.
     *
     * @throws UploadRefused if the body is empty or too large, or the store is full
     * @throws FileRefused if the body is neither video nor recording
     * @throws KeyReused if the idempotency key belongs to something else
     * @throws IOException if the body breaks off or the store fails
     */
    public Submitted submit(Submission submission) throws IOException, UploadRefused, FileRefused, KeyReused {
        String key = submission.idempotencyKey();
        if (key != null) {
            Optional<Analysis> first = rows.findByKey(submission.owner(), key);
            if (first.isPresent()) {
                return repeated(submission, key, first.get(), sha256(submission.body()));
            }
        }
        UUID id = UUID.randomUUID();
        StoredVideo stored = store.store(id, submission.body(), maximumBytes, computation::inspect);
        try {
            Analysis analysis = Analysis.queued(
                    id,
                    submission.owner(),
                    submission.name(),
                    submission.priority(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new Analysis.VideoInput(stored.sizeBytes(), submission.contentType(), stored.sha256()),
                    submission.request());
            rows.insert(
                    analysis,
                    new AnalysisRows.Keys(
                            key, ContentKey.of(stored.sha256(), submission.request()), submission.again()));
            try (var _ = LoggedAnalysis.begin(id)) {
                LOG.infof("Analysis %s is accepted", id);
                enqueue(analysis);
            }
            return new Submitted(analysis, false);
        } catch (AnalysisRows.KeyTaken e) {
            store.erase(id);
            Analysis first = rows.findByKey(submission.owner(), e.key()).orElseThrow(() -> new KeyReused(e.key()));
            return repeated(submission, e.key(), first, stored.sha256());
        } catch (AnalysisRows.ContentKnown e) {
            store.erase(id);
            if (key != null) {
                rows.addKey(e.first(), key);
            }
            return new Submitted(e.first(), true);
        }
        // After any other failure the video stays: a connection that dies in a commit leaves open whether the row is
        // there. If it is not,
        // Retention sweeps the video up.
    }

    private static Submitted repeated(Submission submission, String key, Analysis first, String sha256)
            throws KeyReused {
        if (!first.request().equals(submission.request())
                || !first.input().sha256().equals(sha256)) {
            throw new KeyReused(key);
        }
        return new Submitted(first, false);
    }

    private void enqueue(Analysis analysis) {
        try {
            queue.enqueue(JobQueue.Job.of(analysis), Duration.ZERO);
        } catch (JobQueue.QueueUnavailable e) {
            // Once an outage a line says that the queue is away; this would be one for each upload.
            LOG.debugf(e, "Analysis %s is accepted and waits for the queue to come back", analysis.id());
        }
    }

    /** An entry that stays behind is dropped by the worker who takes it. */
    private void forgetEntry(UUID id) {
        try {
            queue.remove(id);
        } catch (JobQueue.QueueUnavailable e) {
            LOG.debugf(e, "The entry of analysis %s stays behind", id);
        }
    }

    public Optional<Analysis> find(String owner, UUID id) {
        return rows.find(id).filter(analysis -> analysis.owner().equals(owner));
    }

    /** Like {@link #find}, without the result. */
    public Optional<Analysis> findSummary(String owner, UUID id) {
        return rows.findSummary(id).filter(analysis -> analysis.owner().equals(owner));
    }

    /** A page of at most {@code limit} summaries, the youngest first. */
    public List<Analysis> list(String owner, Optional<ListPosition> after, int limit) {
        return rows.list(owner, after.orElse(null), limit);
    }

    /** How far an analysis is, as far as is known. */
    public ProgressNow progress(Analysis analysis) {
        return switch (analysis.state()) {
            case QUEUED -> ProgressNow.QUEUED;
            case SUCCEEDED -> new ProgressNow("artefacts", 1);
            case RUNNING, FAILED, CANCELLED ->
                board.read(analysis.id())
                        .orElse(new ProgressNow(analysis.state() == AnalysisState.RUNNING ? "decoding" : "queued", 0));
        };
    }

    /** Calls the listener after changes of state or progress, perhaps not after every one. */
    public ProgressBoard.Watch watch(Analysis analysis, Runnable listener) {
        return board.watch(analysis.id(), listener);
    }

    /**
     * A file that a succeeded analysis made.
     *
     * @throws IOException if the store cannot be used
     */
    public Optional<Artefact> artefact(Analysis analysis, String name) throws IOException {
        if (analysis.state() != AnalysisState.SUCCEEDED || !analysis.keeps(name)) {
            return Optional.empty();
        }
        Optional<Artefact> found = store.artefact(analysis.id(), analysis.attempt(), name);
        if (found.isEmpty()) {
            // A store that lost its volume has no files either; only one that can be used is believed.
            store.check();
        }
        return found;
    }

    /** Stops an analysis that has not ended. @return false if it had ended */
    public boolean cancel(Analysis analysis) {
        boolean cancelled = rows.cancel(analysis);
        if (cancelled) {
            stopLocally.accept(analysis.id());
            board.announce(analysis.id());
            forgetEntry(analysis.id());
        }
        return cancelled;
    }

    /**
     * Erases an ended analysis with its video and files: these first, so that a row remains to try again with while anything is left.
     * Whatever a stopped attempt still leaves is swept up by {@link Retention}.
     *
     * @param actor the account that asked for it, or {@link org.gaitsuite.audit.AuditEvent#SYSTEM}
     */
    public void erase(Analysis analysis, String actor) throws IOException {
        store.erase(analysis.id());
        rows.delete(analysis, actor);
        board.forget(analysis.id());
    }

    /** Erases everything of an account, cancelling first what has not ended. May be repeated when it breaks off. */
    public void eraseAll(String owner) throws IOException {
        for (List<Analysis> page = rows.list(owner, null, PAGE); !page.isEmpty(); page = rows.list(owner, null, PAGE)) {
            for (Analysis analysis : page) {
                if (!analysis.state().isFinal()) {
                    cancel(analysis);
                }
                erase(analysis, owner);
            }
        }
    }

    private static String sha256(InputStream body) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
