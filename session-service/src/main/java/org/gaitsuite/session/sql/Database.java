package org.gaitsuite.session.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.liquibase.LiquibaseDataSource;
import io.quarkus.liquibase.LiquibaseFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.gaitsuite.session.outage.Outage;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The one door to SQL. The process starts, stays up and recovers by itself whatever the database does: one thread
 * brings the schema up to date as soon as the database answers, then asks it at intervals whether it still does.
 *
 * <p>While it does not, every call fails at once with {@link SqlUnavailable} instead of waiting for a connection. Safe
 * for use by many threads; calls block, so make them from a virtual or worker thread.
 */
@ApplicationScoped
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private final SqlKind kind;
    private final SqlSettings settings;
    private final Jdbi jdbi;
    private final Schema schema;
    private final Event<SchemaReady> schemaReady;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private volatile boolean schemaIsReady;
    private final Outage outage;

    Database(
            @DataSource("h2") InjectableInstance<AgroalDataSource> h2,
            @DataSource("mssql") InjectableInstance<AgroalDataSource> mssql,
            @LiquibaseDataSource("h2") InjectableInstance<LiquibaseFactory> h2Schema,
            @LiquibaseDataSource("mssql") InjectableInstance<LiquibaseFactory> mssqlSchema,
            SqlSettings settings,
            Event<SchemaReady> schemaReady) {
        this.settings = settings;
        this.schemaReady = schemaReady;
        // Only the chosen one may be touched: an inactive data source refuses to be created.
        this.kind = SqlKind.of(settings.url());
        AgroalDataSource dataSource = kind == SqlKind.H2 ? h2.get() : mssql.get();
        LiquibaseFactory liquibases = kind == SqlKind.H2 ? h2Schema.get() : mssqlSchema.get();
        this.jdbi = Jdbi.create(dataSource).installPlugin(new InstantColumns());
        this.outage = new Outage(LOG, "SQL store " + SqlKind.withoutSecrets(settings.url()));
        this.schema = new Schema(liquibases, settings.staleSchemaLock());
    }

    /** The kind of database that was chosen. */
    public SqlKind kind() {
        return kind;
    }

    /** Where it is, without user name and password, for the log. */
    public String address() {
        return SqlKind.withoutSecrets(settings.url());
    }

    /** Why the database cannot be used at the moment; empty when it can. */
    public Optional<String> outage() {
        return Optional.ofNullable(known());
    }

    /**
     * Runs statements on one connection, each in its own transaction.
     *
     * @throws SqlUnavailable when the database is away
     */
    public <T extends @Nullable Object> T query(HandleCallback<T, RuntimeException> work) {
        return guarded(() -> jdbi.withHandle(work));
    }

    /**
     * Runs statements in one transaction, which is rolled back when {@code work} throws.
     *
     * @throws SqlUnavailable when the database is away
     */
    public <T extends @Nullable Object> T inTransaction(HandleCallback<T, RuntimeException> work) {
        return guarded(() -> jdbi.inTransaction(work));
    }

    private @Nullable String known() {
        return schemaIsReady ? outage.reason() : "the schema is not ready yet";
    }

    private interface Work<T extends @Nullable Object> {
        T run();
    }

    private <T extends @Nullable Object> T guarded(Work<T> work) {
        String known = known();
        if (known != null) {
            throw new SqlUnavailable(known, null);
        }
        try {
            return work.run();
        } catch (JdbiException fault) {
            if (!SqlFaults.isAway(fault)) {
                throw fault;
            }
            report(fault);
            throw new SqlUnavailable(reason(fault), fault);
        }
    }

    void start(@Observes StartupEvent event) {
        // A platform thread: Liquibase keeps its scope in thread locals and works for seconds.
        Thread.ofPlatform().daemon().name("sql-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        Duration retry = FIRST_RETRY;
        boolean announced = false;
        while (true) {
            boolean well = schemaIsReady ? probe() : bringUpToDate();
            if (well && !announced) {
                announced = announce();
            }
            Duration pause = well ? settings.probeInterval() : retry;
            retry = well ? FIRST_RETRY : shorter(retry.multipliedBy(2), settings.longestRetry());
            if (pausedUntilClosed(pause)) {
                return;
            }
        }
    }

    /** A failing observer must not end this thread: it is told again at the next round. */
    private boolean announce() {
        try {
            schemaReady.fire(new SchemaReady(kind));
            return true;
        } catch (RuntimeException fault) {
            LOG.warn("What waited for the SQL store failed, trying again", fault);
            return false;
        }
    }

    private boolean bringUpToDate() {
        try {
            schema.bringUpToDate();
            schemaIsReady = true;
            outage.found();
            LOG.infof("SQL store %s is ready", address());
            return true;
        } catch (Exception fault) {
            report(fault);
            return false;
        }
    }

    private boolean probe() {
        try {
            jdbi.useHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one());
            outage.found();
            return true;
        } catch (JdbiException fault) {
            report(fault);
            return false;
        }
    }

    private void report(Throwable fault) {
        outage.lost(reason(fault));
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits; an outage that a caller reports meanwhile ends the wait early. Returns whether the service is ending. */
    private boolean pausedUntilClosed(Duration pause) {
        boolean wasWell = outage.reason() == null;
        long left = pause.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0 && wasWell == (outage.reason() == null)) {
                left = changed.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The innermost message: outer ones repeat statements, which are of no use to an operator. */
    private static String reason(Throwable fault) {
        String reason = fault.getClass().getSimpleName();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null) {
                reason = message;
            }
        }
        return reason;
    }
}
