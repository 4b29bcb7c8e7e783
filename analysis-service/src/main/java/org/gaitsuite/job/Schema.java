package org.gaitsuite.job;

import java.time.Duration;
import java.time.Instant;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.ui.LoggerUIService;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date, again and again until SQL is there: a database that is away at the start delays the work and ends
 * nothing.
 */
final class Schema implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** A lock this old belongs to a process that died while it held it. */
    private static final Duration STALE_LOCK = Duration.ofMinutes(5);

    /** Opens a connection and prepares the change log. */
    @FunctionalInterface
    interface Source {
        Liquibase open() throws LiquibaseException;
    }

    private final Source source;
    private final Runnable whenReady;
    private final Thread loop;
    private final Outage outage = new Outage("The tables are not ready");
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
        try {
            Duration pause = FIRST_PAUSE;
            while (!bringUpToDate()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
            ready = true;
            whenReady.run();
        } catch (InterruptedException e) {
            LOG.debug("The tables are left as they are");
        }
    }

    private boolean bringUpToDate() throws InterruptedException {
        try {
            // Liquibase reports to standard output unless its user interface is the log.
            Scope.child(Scope.Attr.ui, new LoggerUIService(), this::update);
            outage.worked();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            outage.failed(e);
            return false;
        }
    }

    private void update() throws LiquibaseException {
        try (Liquibase liquibase = source.open()) {
            releaseStaleLocks(liquibase);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update("");
        }
    }

    /** Liquibase would wait five minutes for the lock of another process, and for one that died for ever. */
    private static void releaseStaleLocks(Liquibase liquibase) throws LiquibaseException {
        for (DatabaseChangeLogLock lock : liquibase.listLocks()) {
            Instant granted = lock.getLockGranted().toInstant();
            if (granted.plus(STALE_LOCK).isAfter(Instant.now())) {
                throw new LockException(
                        "another process (%s) changes the tables since %s".formatted(lock.getLockedBy(), granted));
            }
            LOG.warnf("The schema lock that %s left behind at %s is released", lock.getLockedBy(), granted);
            liquibase.forceReleaseLocks();
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
