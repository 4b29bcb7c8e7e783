package org.gaitsuite.job;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.storage.DirectoryVideoStore;
import org.gaitsuite.storage.StoredVideo;
import org.gaitsuite.storage.VideoStore;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** Several workers as several processes would be: one SQL, one real Redis, one store, each worker with its own queue and threads. */
final class JobRoomFixture implements AutoCloseable {
    static final Duration LEASE = Duration.ofMillis(900);

    final AnalysisRows rows;
    final AttemptRows attempts;
    final VideoStore store;
    final RedisCommands redis;
    final RedisJobQueue queue;
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final List<Workers> workers = new ArrayList<>();

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
        rows = new AnalysisRows(Jdbi.create(h2), InstantSource.system());
        attempts = new AttemptRows(Jdbi.create(h2), InstantSource.system());
        store = new DirectoryVideoStore(folder);
        client = Redis.createClient(vertx, server.url());
        redis = new RedisCommands(client);
        queue = queue("fixture");
    }

    RedisJobQueue queue(String consumer) {
        return new RedisJobQueue(redis, consumer, LEASE, "test");
    }

    static JobConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(JobConfig.class)
                .withDefaultValues(Map.of(
                        "gait.worker.concurrency", "2",
                        "gait.worker.lease", "PT0.9S",
                        "gait.worker.heartbeat", "PT0.1S",
                        "gait.worker.retry-pause", "PT0.05S",
                        "gait.worker.shutdown-grace", "PT0.3S"))
                .build()
                .getConfigMapping(JobConfig.class);
    }

    Workers startWorkers(String name) {
        JobConfig config = config();
        JobQueue own = queue(name);
        JobMetrics metrics = new JobMetrics(new SimpleMeterRegistry());
        AttemptRunner runner = new AttemptRunner(
                attempts,
                store,
                new InProcess(new ScriptedPipeline(), new ScriptedArtefacts()),
                own,
                metrics,
                config.maximumAttempts(),
                config.retryPause());
        Workers started = new Workers(attempts, own, new MemoryProgressBoard(), runner, metrics, name, config);
        workers.add(started);
        started.start();
        return started;
    }

    Reconciler reconciler() {
        return new Reconciler(attempts, queue, InstantSource.system(), Duration.ofSeconds(1));
    }

    /** A row with its video, not yet in the queue, old enough for the reconciler. */
    UUID accepted(String script) throws Exception {
        UUID id = UUID.randomUUID();
        StoredVideo stored =
                store.store(id, new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), 1000, video -> {});
        rows.insert(
                Analysis.queued(
                        id,
                        "owner",
                        null,
                        Priority.INTERACTIVE,
                        Instant.now().minusSeconds(60),
                        new Analysis.VideoInput(stored.sizeBytes(), "video/mp4", stored.sha256()),
                        AnalysisRequest.DEFAULT),
                null);
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
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
