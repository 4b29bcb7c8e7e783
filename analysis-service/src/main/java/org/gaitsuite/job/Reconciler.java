package org.gaitsuite.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares SQL with the queue and enqueues what the queue forgot: analyses that wait without an entry (after a crash between row and
 * entry, a lost Redis, a FLUSHALL) and analyses whose worker fell silent. It walks through the rows page by page: on and on while it
 * finds forgotten ones, otherwise a few pages at a time. An entry too many does no harm, since a claim succeeds once.
 */
final class Reconciler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int PAGE = JobQueue.MOST_ASKED_AT_ONCE;
    private static final int PAGES_WITHOUT_FIND = 10;
    private static final Duration DEAD_LETTERS_EVERY = Duration.ofMinutes(1);

    private final AttemptRows rows;
    private final OperatorRows deadRows;
    private final JobQueue queue;
    private final DeadLetterBox deadLetters;
    private final InstantSource clock;
    private final Duration every;
    private final Outage outage = new Outage("SQL and the queue cannot be compared");
    private final Thread loop;
    private @Nullable ListPosition position;
    private Instant deadLettersDue = Instant.MIN;
    private volatile boolean ended;

    Reconciler(
            AttemptRows rows,
            OperatorRows deadRows,
            JobQueue queue,
            DeadLetterBox deadLetters,
            InstantSource clock,
            Duration every) {
        this.rows = rows;
        this.deadRows = deadRows;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.every = every;
        this.loop = Thread.ofVirtual().name("reconciler").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    /** @return how many analyses were enqueued */
    int reconcile() {
        int forgotten = enqueueForgotten(rows.abandoned(PAGE));
        boolean fromTheStart = position == null;
        int quiet = 0;
        while (quiet < PAGES_WITHOUT_FIND && !ended) {
            List<Outstanding> page = rows.queued(position, PAGE);
            int found = enqueueForgotten(page);
            forgotten += found;
            quiet = found > 0 ? 0 : quiet + 1;
            position = page.size() < PAGE ? null : page.getLast().position();
            if (position == null) {
                // What was forgotten beyond the middle is probably forgotten before it.
                if (fromTheStart || forgotten == 0) {
                    break;
                }
                fromTheStart = true;
            }
        }
        return forgotten;
    }

    private int enqueueForgotten(List<Outstanding> page) {
        if (page.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        Set<UUID> known =
                queue.known(page.stream().map(row -> row.job().analysis()).collect(Collectors.toList()));
        int forgotten = 0;
        for (Outstanding row : page) {
            if (!known.contains(row.job().analysis()) && queue.enqueue(row.job(), row.delay(now))) {
                forgotten++;
            }
        }
        return forgotten;
    }

    /** Brings the mirror of the dead letters in line with SQL; counts alone where nothing is amiss. */
    void reconcileDeadLetters() {
        long inSql = deadRows.deadLetterCount();
        long mirrored = deadLetters.size();
        if (inSql == mirrored) {
            return;
        }
        if (mirrored > inSql) {
            // Which ones were requeued or dropped while it was away is not known.
            deadLetters.clear();
        }
        List<DeadLetter> page = List.of();
        do {
            DeadLetter last = page.isEmpty() ? null : page.getLast();
            page = deadRows.deadLetters(last == null ? null : last.position(), PAGE);
            page.forEach(letter -> deadLetters.bury(letter.analysis(), letter.attempts(), letter.reason()));
        } while (page.size() == PAGE && !ended);
        LOG.infof("The mirror of the dead letters was brought in line: %d", inSql);
    }

    private void run() {
        while (!ended) {
            try {
                compare();
                outage.worked();
            } catch (RuntimeException e) {
                outage.failed(e);
            }
            try {
                Thread.sleep(jittered());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void compare() {
        int mended = queue.mend();
        if (mended > 0) {
            LOG.warnf("%d entries that the queue had lost track of were put right", mended);
        }
        int forgotten = reconcile();
        if (forgotten > 0) {
            LOG.infof("%d analyses were put back into the queue", forgotten);
        }
        if (!clock.instant().isBefore(deadLettersDue)) {
            reconcileDeadLetters();
            deadLettersDue = clock.instant().plus(DEAD_LETTERS_EVERY);
        }
    }

    /** Between three and five quarters, so that instances which started together do not ask together. */
    private Duration jittered() {
        return Duration.ofMillis(
                (long) (every.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    @Override
    public void close() {
        ended = true;
        loop.interrupt();
    }
}
