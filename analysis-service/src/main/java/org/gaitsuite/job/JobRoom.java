package org.gaitsuite.job;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.liquibase.LiquibaseDataSource;
import io.quarkus.liquibase.LiquibaseFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gaitsuite.audit.AccessTrail;
import org.gaitsuite.audit.AuditTrail;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.departure.LeavingBegun;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.redis.RedisConnections;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Puts the room together from the configuration, starts it when SQL is ready, and ends it in order. */
@Singleton
public class JobRoom {
    private static final Logger LOG = Logger.getLogger(JobRoom.class);

    private static final int LONGEST_STATEMENT_SECONDS = 10;
    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
    private static final int REDIS_CONNECTIONS = 16;

    private final AnalysisRows rows;
    private final AuditTrail audit;
    private final AccessTrail access;
    private final Retention retention;
    private final Computation computation;
    private final JobQueue queue;
    private final ProgressBoard board;
    private final Workers workers;
    private final Reconciler reconciler;
    private final QueueLog queueLog;
    private final Schema schema;
    private final Analyses analyses;
    private final Operations operations;
    private final boolean works;
    private final Dependencies dependencies;
    private final @Nullable Redis redisClient;
    /** Takes no more work, lets running analyses finish for their grace, and hands the rest back. */
    private final FutureTask<Boolean> endOfWork;

    @Inject
    JobRoom(
            @DataSource("h2") Instance<AgroalDataSource> h2,
            @DataSource("mssql") Instance<AgroalDataSource> sqlServer,
            @LiquibaseDataSource("h2") Instance<LiquibaseFactory> h2Schema,
            @LiquibaseDataSource("mssql") Instance<LiquibaseFactory> sqlServerSchema,
            Vertx vertx,
            RedisConfig redis,
            @ConfigProperty(name = "REDIS_URL") Optional<String> redisUrl,
            @ConfigProperty(name = "gait.role", defaultValue = "all") Role role,
            @ConfigProperty(name = "gait.upload.maximum-size") MemorySize maximumUpload,
            SqlConfig sql,
            JobConfig config,
            RetentionConfig retentionConfig,
            VideoStore store,
            Computation computation,
            MeterRegistry meters) {
        this.computation = computation;
        InstantSource clock = InstantSource.system();
        boolean onSqlServer = sql.url().startsWith("jdbc:sqlserver:");
        Jdbi jdbi = Jdbi.create((onSqlServer ? sqlServer : h2).get());
        // A statement that hangs ends with an error, which the caller is told, and not with a caller that hangs.
        jdbi.getConfig(SqlStatements.class).setQueryTimeout(LONGEST_STATEMENT_SECONDS);
        audit = new AuditTrail(jdbi, clock);
        access = new AccessTrail(audit, clock);
        rows = new AnalysisRows(jdbi, audit, clock);
        AttemptRows attempts = new AttemptRows(jdbi, clock);
        String worker = ManagementFactory.getRuntimeMXBean().getName() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        DeadLetterBox deadLetters;
        Dependency redisThere = null;
        if (redisUrl.isPresent() && !redisUrl.get().isBlank()) {
            RedisConnections connections = new RedisConnections(
                    RedisAddress.parse(redisUrl.get()), REDIS_TIMEOUT, REDIS_CONNECTIONS, redis.caFile());
            redisClient = connections.client(vertx);
            RedisCommands commands = new RedisCommands(redisClient);
            redisThere = new Dependency("redis", commands::ping);
            commands.heed(redisThere);
            queue = new RedisJobQueue(
                    commands, worker, config.lease(), connections.address().toString());
            board = new RedisProgressBoard(commands, attempt -> connections.listener(vertx, attempt));
            deadLetters = new RedisDeadLetters(commands);
        } else {
            redisClient = null;
            if (role != Role.ALL) {
                redisThere = new Dependency("redis", JobRoom::missRedis);
            }
            queue = role == Role.API ? new NoJobQueue() : new MemoryJobQueue(config.lease());
            board = new MemoryProgressBoard();
            deadLetters = new MemoryDeadLetters();
        }
        JobMetrics metrics = new JobMetrics(meters);
        AttemptRunner runner =
                new AttemptRunner(attempts, store, computation, deadLetters, metrics, config, new SecureRandom());
        workers = new Workers(attempts, queue, board, runner, metrics, worker, config);
        OperatorRows operatorRows = new OperatorRows(jdbi, audit, clock);
        reconciler = new Reconciler(attempts, operatorRows, queue, deadLetters, clock, config.reconcileEvery());
        operations = new Operations(operatorRows, queue, deadLetters, board);
        metrics.watch(new QueueGauges(queue::report, operatorRows::deadLetterCount), workers::runningNow);
        queueLog = new QueueLog(queue::report, operatorRows::deadLetterCount);
        analyses = new Analyses(
                rows, store, computation, queue, board, clock, workers::stopLocally, maximumUpload.asLongValue());
        retention = new Retention(rows, analyses, store, audit, retentionConfig, clock);
        works = role != Role.API;
        dependencies = new Dependencies(
                new Dependency("sql", () -> jdbi.useHandle(handle -> handle.execute("select 1"))),
                redisThere,
                new Dependency("store", store::check));
        workers.pauseWhile(
                () -> dependencies.sql().isAway() || dependencies.store().isAway());
        LiquibaseFactory tables = (onSqlServer ? sqlServerSchema : h2Schema).get();
        endOfWork = new FutureTask<>(workers::close, true);
        schema = new Schema(tables::createLiquibase, this::begin);
        LOG.infof(
                "Stores: SQL %s | queue %s | videos %s | role %s, %s",
                sql.url().replaceAll(";(?i)(user|password)=[^;]*", ""),
                queue.description(),
                store.description(),
                role,
                works ? config.concurrency() + " analyses at a time" : "no analyses here");
    }

    /** A process that does a part of the work shares it with others, which see neither its memory nor its progress. */
    private static void missRedis() {
        throw NoJobQueue.refusal();
    }

    private void begin() {
        reconciler.start();
        retention.start();
        queueLog.start();
        if (works) {
            workers.start();
        }
    }

    void start(@Observes StartupEvent event) {
        dependencies.all().forEach(Dependency::start);
        schema.start();
    }

    /** At once, while requests are still answered: what runs here shall soon be done, or be with another worker. */
    void leave(@Observes LeavingBegun leaving) {
        schema.close();
        reconciler.close();
        retention.close();
        queueLog.close();
        Thread.ofVirtual().name("end-of-work").start(endOfWork);
        leaving.awaitAlso(endOfWork);
    }

    /** After the last request, which may be an upload that is looked at; before data source and Redis client go away. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws Exception {
        dependencies.all().forEach(Dependency::close);
        computation.close();
        if (board instanceof AutoCloseable closeable) {
            closeable.close();
        }
        if (redisClient != null) {
            redisClient.close();
        }
    }

    /** What the service leans on, and whether it is there. */
    public Dependencies dependencies() {
        return dependencies;
    }

    /** Whether the tables are there. */
    public boolean schemaIsReady() {
        return schema.isReady();
    }

    @Produces
    @Dependent
    Analyses analyses() {
        return analyses;
    }

    @Produces
    @Dependent
    Operations operations() {
        return operations;
    }

    @Produces
    @Dependent
    JobQueue queue() {
        return queue;
    }

    @Produces
    @Dependent
    AuditTrail audit() {
        return audit;
    }

    @Produces
    @Dependent
    AccessTrail access() {
        return access;
    }

    @Produces
    @Dependent
    AnalysisRows rows() {
        return rows;
    }
}
