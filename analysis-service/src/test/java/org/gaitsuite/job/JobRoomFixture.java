package org.gaitsuite.job;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.audit.AuditTrail;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.redis.real.RealRedis;
import org.gaitsuite.redis.real.RedisProcesses;
import org.gaitsuite.storage.DirectoryVideoStore;
import org.gaitsuite.storage.StoredVideo;
import org.gaitsuite.storage.VideoStore;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** Several workers as several processes would be: one SQL, one real Redis, one store, each worker with its own queue and threads. */
final class JobRoomFixture implements AutoCloseable {
    static final Duration LEASE = Duration.ofMillis(900);

    final AuditTrail audit;
    final AnalysisRows rows;
    final AttemptRows attempts;
    final VideoStore store;
    final RedisCommands redis;
    final RedisJobQueue queue;
    final RedisDeadLetters deadLetters;
    final OperatorRows operatorRows;
    final Operations operations;
    final Jdbi jdbi;
    volatile boolean sqlIsAway;
    volatile boolean storeIsAway;
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final String redisUrl;
    private final List<Workers> workers = new ArrayList<>();
    private final List<RedisProgressBoard> boards = new ArrayList<>();

    JobRoomFixture(RealRedis server, Path folder) throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MSSQLServer;DB_CLOSE_DELAY=-1");
        try (Liquibase liquibase = new Liquibase(
                "db/analyses.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(h2.getConnection())))) {
            liquibase.update("");
        }
        jdbi = Jdbi.create(() -> {
            if (sqlIsAway) {
                throw new SQLException("SQL is away", "08001");
            }
            return h2.getConnection();
        });
        audit = new AuditTrail(jdbi, InstantSource.system());
        rows = new AnalysisRows(jdbi, audit, InstantSource.system());
        attempts = new AttemptRows(jdbi, InstantSource.system());
        store = thatMayBeAway(new DirectoryVideoStore(folder));
        redisUrl = server.url();
        client = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server.url()).setMaxPoolSize(32));
        redis = new RedisCommands(client);
        queue = queue("fixture");
        deadLetters = new RedisDeadLetters(redis);
        operatorRows = new OperatorRows(jdbi, audit, InstantSource.system());
        operations = new Operations(operatorRows, queue, deadLetters, new MemoryProgressBoard());
    }

    private VideoStore thatMayBeAway(VideoStore real) {
        return (VideoStore) Proxy.newProxyInstance(
                VideoStore.class.getClassLoader(), new Class<?>[] {VideoStore.class}, (proxy, method, arguments) -> {
                    if (storeIsAway) {
                        throw new IOException("the store is away");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    RedisJobQueue queue(String consumer) {
        return new RedisJobQueue(redis, consumer, LEASE, "test");
    }

    /** The queue of an instance that cannot reach Redis. */
    JobQueue cutOffQueue() {
        Redis nowhere = Redis.createClient(vertx, "redis://127.0.0.1:" + RedisProcesses.freePort());
        return new RedisJobQueue(new RedisCommands(nowhere), "cut-off", LEASE, "test");
    }

    /** Actor, action and owner of what the audit trail has of an analysis. */
    List<String> audited(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT actor, action, account_id FROM audit_events"
                        + " WHERE analysis_id = :id ORDER BY happened_at")
                .bind("id", id.toString())
                .map((row, context) ->
                        row.getString("actor") + " " + row.getString("action") + " " + row.getString("account_id"))
                .list());
    }

    static JobConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "gait.worker.concurrency", "2",
                "gait.worker.lease", "PT0.9S",
                "gait.worker.heartbeat", "PT0.1S",
                "gait.worker.retry-pause", "PT0.05S",
                "gait.worker.shutdown-grace", "PT0.3S"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(JobConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(JobConfig.class);
    }

    Workers startWorkers(String name) {
        return startWorkers(name, Map.of(), new InProcess(new ScriptedPipeline(), new ScriptedArtefacts()));
    }

    Workers startWorkers(String name, Map<String, String> settings) {
        return startWorkers(name, settings, new InProcess(new ScriptedPipeline(), new ScriptedArtefacts()));
    }

    Workers startWorkers(String name, Map<String, String> settings, Computation computation) {
        JobConfig config = config(settings);
        JobQueue own = queue(name);
        JobMetrics metrics = new JobMetrics(new SimpleMeterRegistry());
        AttemptRunner runner =
                new AttemptRunner(attempts, store, computation, deadLetters, metrics, config, new SecureRandom());
        Workers started = new Workers(attempts, own, board(), runner, metrics, name, config);
        workers.add(started);
        started.start();
        return started;
    }

    /** The board of one more process. */
    RedisProgressBoard board() {
        RedisProgressBoard board = new RedisProgressBoard(redis, attempt -> Redis.createClient(vertx, redisUrl));
        boards.add(board);
        return board;
    }

    Reconciler reconciler() {
        return new Reconciler(
                attempts, operatorRows, queue, deadLetters, InstantSource.system(), Duration.ofSeconds(1));
    }

    /** The row is put into the queue as a submission does it. */
    void enqueue(UUID id) {
        queue.enqueue(JobQueue.Job.of(row(id)), Duration.ZERO);
    }

    UUID accepted(String script) throws Exception {
        return accepted(script, "owner", Priority.INTERACTIVE);
    }

    /** A row with its video, not yet in the queue. */
    UUID accepted(String script, String owner, Priority priority) throws Exception {
        UUID id = UUID.randomUUID();
        StoredVideo stored =
                store.store(id, new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), 1000, video -> {});
        rows.insert(
                Analysis.queued(
                        id,
                        owner,
                        null,
                        priority,
                        Instant.now().minusSeconds(60),
                        new Analysis.VideoInput(stored.sizeBytes(), "video/mp4", stored.sha256()),
                        AnalysisRequest.DEFAULT),
                new AnalysisRows.Keys(null, ContentKey.of(stored.sha256(), AnalysisRequest.DEFAULT), true));
        return id;
    }

    Analysis row(UUID id) {
        return rows.find(id).orElseThrow();
    }

    void awaitState(UUID id, AnalysisState state) {
        await(id + " becomes " + state + " but is " + row(id), () -> row(id).state() == state);
    }

    static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        workers.forEach(Workers::close);
        boards.forEach(RedisProgressBoard::close);
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
