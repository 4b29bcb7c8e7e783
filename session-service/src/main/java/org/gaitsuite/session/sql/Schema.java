package org.gaitsuite.session.sql;

import io.quarkus.liquibase.LiquibaseFactory;
import java.time.Duration;
import java.time.Instant;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.ui.LoggerUIService;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date. Liquibase's own lock keeps instances that start together apart; a lock left behind by a
 * killed process is released when it is old enough. Liquibase itself would wait five minutes for either.
 */
final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);

    private final LiquibaseFactory liquibases;
    private final Duration staleLock;

    Schema(LiquibaseFactory liquibases, Duration staleLock) {
        this.liquibases = liquibases;
        this.staleLock = staleLock;
    }

    /**
     * One attempt, safe to repeat.
     *
     * @throws Exception when the database is away or refuses a change; Liquibase declares no less
     * @throws SqlUnavailable when another instance is at it right now
     */
    void bringUpToDate() throws Exception {
        // Liquibase reports to standard output unless its user interface is the log.
        Scope.child(Scope.Attr.ui, new LoggerUIService(), this::update);
    }

    private void update() throws LiquibaseException {
        try (Liquibase liquibase = liquibases.createLiquibase()) {
            for (DatabaseChangeLogLock lock : liquibase.listLocks()) {
                Instant granted = lock.getLockGranted().toInstant();
                if (granted.plus(staleLock).isAfter(Instant.now())) {
                    throw new SqlUnavailable(
                            "another instance (%s) changes the schema since %s".formatted(lock.getLockedBy(), granted),
                            null);
                }
                LOG.warnf("Releasing the schema lock that %s left behind at %s", lock.getLockedBy(), granted);
                liquibase.forceReleaseLocks();
            }
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(liquibases.createContexts(), liquibases.createLabels());
        }
    }
}
