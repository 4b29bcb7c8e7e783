package org.gaitsuite.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.audit.AuditTrail;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of what has been kept long enough, and of what a crash left in the store without a row. Every step may be repeated and may
 * run on several instances at once; what cannot be erased now is tried again at the next look.
 */
final class Retention implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int PAGE = 200;
    /** Files that show the person; they go with the video. */
    private static final List<String> PICTURES = List.of("overlay.mp4", "overlay.png", "contact-sheet.png");
    /** Between a video and its row lie seconds. */
    private static final Duration ORPHAN_AFTER = Duration.ofHours(1);

    private final AnalysisRows rows;
    private final Analyses analyses;
    private final VideoStore store;
    private final AuditTrail audit;
    private final RetentionConfig config;
    private final InstantSource clock;
    private final Outage outage = new Outage("What has been kept long enough cannot be let go of");
    private final Thread loop;
    private volatile boolean ended;

    Retention(
            AnalysisRows rows,
            Analyses analyses,
            VideoStore store,
            AuditTrail audit,
            RetentionConfig config,
            InstantSource clock) {
        this.rows = rows;
        this.analyses = analyses;
        this.store = store;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.loop = Thread.ofVirtual().name("retention").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    private void run() {
        while (!ended) {
            try {
                // Not at once: instances that start together need not all look, and a start has better things to do.
                Thread.sleep((long)
                        (config.every().toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
                look();
                outage.worked();
            } catch (IOException | RuntimeException e) {
                outage.failed(new IllegalStateException(e));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One look at everything. */
    void look() throws IOException {
        Instant now = clock.instant();
        if (config.results().isPresent()) {
            eraseEndedBefore(now.minus(config.results().get()));
        }
        if (!config.videos().isZero()) {
            deleteVideosOfEndedBefore(now.minus(config.videos()));
        }
        config.audit().ifPresent(kept -> audit.forgetBefore(now.minus(kept)));
        eraseOrphans(now);
    }

    private void eraseEndedBefore(Instant time) throws IOException {
        for (List<Analysis> page = rows.endedBefore(time, false, PAGE);
                !page.isEmpty() && !ended;
                page = rows.endedBefore(time, false, PAGE)) {
            for (Analysis analysis : page) {
                analyses.erase(analysis, AuditEvent.SYSTEM);
            }
        }
    }

    private void deleteVideosOfEndedBefore(Instant time) throws IOException {
        for (List<Analysis> page = rows.endedBefore(time, true, PAGE);
                !page.isEmpty() && !ended;
                page = rows.endedBefore(time, true, PAGE)) {
            for (Analysis analysis : page) {
                // The row first: who reads meanwhile is told the truth, and an operator cannot queue it without video.
                if (rows.videoDeleted(analysis)) {
                    deletePictures(analysis);
                }
            }
        }
    }

    private void deletePictures(Analysis analysis) throws IOException {
        store.eraseVideo(analysis.id());
        for (String picture : PICTURES) {
            store.eraseArtefact(analysis.id(), analysis.attempt(), picture);
        }
    }

    /** Whether a file goes with the video. */
    static boolean showsThePerson(String artefact) {
        return PICTURES.contains(artefact);
    }

    private void eraseOrphans(Instant now) throws IOException {
        List<UUID> orphans = new ArrayList<>();
        int[] known = {0};
        store.forEachAnalysis(now.minus(ORPHAN_AFTER), id -> {
            @Nullable Analysis row = rows.findSummary(id).orElse(null);
            if (row == null) {
                orphans.add(id);
            } else {
                known[0]++;
                eraseLeftVideo(row);
            }
        });
        if (orphans.size() > known[0]) {
            LOG.errorf(
                    "%d videos of the store belong to no analysis, but only %d do: is this the right database? None is erased.",
                    orphans.size(), known[0]);
            return;
        }
        for (UUID orphan : orphans) {
            store.erase(orphan);
        }
        if (!orphans.isEmpty()) {
            LOG.infof("%d videos without an analysis were erased", orphans.size());
        }
    }

    /** A crash between the note in the row and the deletion leaves a video that is said to be gone. */
    private void eraseLeftVideo(Analysis analysis) {
        if (analysis.videoDeletedAt() != null) {
            try {
                deletePictures(analysis);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        loop.interrupt();
    }
}
