package org.gaitsuite.job;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaitsuite.redis.real.RealRedis;

/**
 * Whether the queue gets slower the more there is in it: one client adds, and one takes and acknowledges, at 1 thousand, 100 thousand and
 * 1 million waiting jobs of many owners and both priorities. The three queues lie in three databases of one Redis and take turns round by
 * round, so that whatever else the machine does slows all of them. Every figure is the median of the rounds. Run by
 * {@code ./bench queue}.
 */
final class QueueBenchmark {
    private static final int[] SIZES = {1_000, 100_000, 1_000_000};
    private static final int OWNERS = 5_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final int OPERATIONS = 2_000;
    private static final int FILLERS = 16;

    private final RedisCommands redis;
    private final RedisJobQueue queue;
    private final double[] enqueued = new double[ROUNDS];
    private final double[] taken = new double[ROUNDS];
    private long made;

    private QueueBenchmark(RedisCommands redis) {
        this.redis = redis;
        this.queue = new RedisJobQueue(redis, "benchmark", Duration.ofSeconds(30), "benchmark");
    }

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RealRedis server = new RealRedis()) {
            server.start();
            List<QueueBenchmark> bySize = new ArrayList<>();
            for (int database = 0; database < SIZES.length; database++) {
                Redis client = Redis.createClient(
                        vertx,
                        new RedisOptions()
                                .setConnectionString(server.url() + "/" + database)
                                .setMaxPoolSize(FILLERS));
                bySize.add(new QueueBenchmark(new RedisCommands(client)));
            }
            run(bySize);
            bySize.forEach(benchmark -> benchmark.redis.client().close());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void run(List<QueueBenchmark> bySize) throws InterruptedException, ExecutionException {
        long bytesAJob = 0;
        for (int i = 0; i < SIZES.length; i++) {
            QueueBenchmark benchmark = bySize.get(i);
            long before = benchmark.usedBytes();
            benchmark.fill(SIZES[i]);
            bytesAJob = (benchmark.usedBytes() - before) / SIZES[i];
        }
        // The first rounds are slow whatever the size: classes are loaded and compiled.
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (QueueBenchmark benchmark : bySize) {
                benchmark.round(Math.max(0, round));
            }
        }
        for (QueueBenchmark benchmark : bySize) {
            System.out.printf(
                    Locale.ROOT,
                    "%9d waiting: enqueue %6.0f/s, take and acknowledge %6.0f/s%n",
                    benchmark.queue.depth(),
                    median(benchmark.enqueued),
                    median(benchmark.taken));
        }
        QueueBenchmark least = bySize.getFirst();
        QueueBenchmark most = bySize.getLast();
        System.out.printf(
                Locale.ROOT, "ratio queue_enqueue_1M_vs_1k %.2f%n", median(most.enqueued) / median(least.enqueued));
        System.out.printf(Locale.ROOT, "ratio queue_take_1M_vs_1k %.2f%n", median(most.taken) / median(least.taken));
        System.out.printf(Locale.ROOT, "figure queue_enqueue_per_s_at_1M %.0f%n", median(most.enqueued));
        System.out.printf(Locale.ROOT, "figure queue_take_per_s_at_1M %.0f%n", median(most.taken));
        System.out.printf(Locale.ROOT, "figure queue_redis_bytes_per_job %d%n", bytesAJob);
    }

    private JobQueue.Job next() {
        long n = made++;
        String owner = new UUID(0, n * 7919 % OWNERS).toString();
        return new JobQueue.Job(UUID.randomUUID(), owner, n % 2 == 0 ? Priority.INTERACTIVE : Priority.BATCH);
    }

    private void fill(int size) throws InterruptedException, ExecutionException {
        try (ExecutorService fillers = Executors.newFixedThreadPool(FILLERS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < FILLERS; i++) {
                int part = size / FILLERS + (i < size % FILLERS ? 1 : 0);
                List<JobQueue.Job> jobs = new ArrayList<>(part);
                for (int k = 0; k < part; k++) {
                    jobs.add(next());
                }
                parts.add(fillers.submit(() -> jobs.forEach(job -> queue.enqueue(job, Duration.ZERO))));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
    }

    /** Leaves as many entries as it found. */
    private void round(int number) throws InterruptedException {
        List<JobQueue.Job> jobs = new ArrayList<>(OPERATIONS);
        for (int i = 0; i < OPERATIONS; i++) {
            jobs.add(next());
        }
        long began = System.nanoTime();
        for (JobQueue.Job job : jobs) {
            queue.enqueue(job, Duration.ZERO);
        }
        long between = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            List<JobQueue.Entry> entries = queue.take(1, Duration.ZERO);
            if (entries.size() != 1) {
                throw new IllegalStateException("the queue gave " + entries.size() + " entries where 1 was asked for");
            }
            queue.acknowledge(entries.getFirst());
        }
        long ended = System.nanoTime();
        enqueued[number] = OPERATIONS * 1e9 / (between - began);
        taken[number] = OPERATIONS * 1e9 / (ended - between);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private long usedBytes() {
        String memory = String.valueOf(redis.send(Command.INFO, "memory"));
        return memory.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .map(line -> line.substring("used_memory:".length()).strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
