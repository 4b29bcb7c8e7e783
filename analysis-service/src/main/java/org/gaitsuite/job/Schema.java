package org.gaitsuite.job;

import java.time.Duration;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.exception.LiquibaseException;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date, again and again until SQL is there: a database that is away at the start delays the work and ends
 * nothing.
 */
final class Schema implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Opens a connection and prepares the change log. */
    @FunctionalInterface
    interface Source {
        Liquibase open() throws LiquibaseException;
    }

    private final Source source;
    private final Runnable whenReady;
    private final Thread loop;
    private volatile boolean ready;

    Schema(Source source, Runnable whenReady) {
        this.source = source;
        this.whenReady = whenReady;
        this.loop = Thread.ofVirtual().name("schema").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    boolean isReady() {
        return ready;
    }

    private void run() {
        Duration pause = Duration.ofMillis(500);
        while (true) {
            try {
                update();
                ready = true;
                whenReady.run();
                return;
            } catch (LiquibaseException | RuntimeException e) {
                LOG.warnf("SQL is not ready, the next try is in %d ms: %s", pause.toMillis(), e.getMessage());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void update() throws LiquibaseException {
        try (Liquibase liquibase = source.open()) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update("");
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
