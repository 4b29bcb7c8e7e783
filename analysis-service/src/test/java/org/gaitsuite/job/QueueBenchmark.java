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

/**
 * Whether the queue gets slower the more there is in it: one client adds, and one takes and acknowledges, at 1 thousand, 100 thousand and
 * 1 million waiting jobs of many owners and both priorities, on a Redis of its own. Every figure is the median of several rounds. Run by
 * {@code ./bench queue}.
 */
final class QueueBenchmark {
    private static final int[] SIZES = {1_000, 100_000, 1_000_000};
    private static final int OWNERS = 5_000;
    private static final int ROUNDS = 7;
    private static final int OPERATIONS = 4_000;
    private static final int FILLERS = 16;

    private final RedisCommands redis;
    private final RedisJobQueue queue;
    private long made;

    private QueueBenchmark(RedisCommands redis) {
        this.redis = redis;
        this.queue = new RedisJobQueue(redis, "benchmark", Duration.ofSeconds(30), "benchmark");
    }

    private record Rates(double enqueue, double take) {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RealRedis server = new RealRedis()) {
            server.start();
            Redis client = Redis.createClient(
                    vertx, new RedisOptions().setConnectionString(server.url()).setMaxPoolSize(FILLERS));
            new QueueBenchmark(new RedisCommands(client)).run();
            client.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void run() throws Exception {
        long emptyBytes = usedBytes();
        fill(SIZES[0]);
        // The first rounds are slow whatever the size: classes are loaded and compiled.
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        List<Rates> rates = new ArrayList<>();
        for (int size : SIZES) {
            fill(size);
            Rates measured = measure();
            rates.add(measured);
            System.out.printf(
                    Locale.ROOT,
                    "%9d waiting: enqueue %6.0f/s, take and acknowledge %6.0f/s%n",
                    queue.depth(),
                    measured.enqueue(),
                    measured.take());
        }
        long bytes = (usedBytes() - emptyBytes) / queue.depth();
        Rates least = rates.getFirst();
        Rates most = rates.getLast();
        System.out.printf(Locale.ROOT, "ratio queue_enqueue_1M_vs_1k %.2f%n", most.enqueue() / least.enqueue());
        System.out.printf(Locale.ROOT, "ratio queue_take_1M_vs_1k %.2f%n", most.take() / least.take());
        System.out.printf(Locale.ROOT, "figure queue_enqueue_per_s_at_1M %.0f%n", most.enqueue());
        System.out.printf(Locale.ROOT, "figure queue_take_per_s_at_1M %.0f%n", most.take());
        System.out.printf(Locale.ROOT, "figure queue_redis_bytes_per_job %d%n", bytes);
    }

    private JobQueue.Job next() {
        long n = made++;
        String owner = new UUID(0, n * 7919 % OWNERS).toString();
        return new JobQueue.Job(UUID.randomUUID(), owner, n % 2 == 0 ? Priority.INTERACTIVE : Priority.BATCH);
    }

    private void fill(int size) throws InterruptedException, ExecutionException {
        long missing = size - queue.depth();
        try (ExecutorService fillers = Executors.newFixedThreadPool(FILLERS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < FILLERS; i++) {
                long part = missing / FILLERS + (i < missing % FILLERS ? 1 : 0);
                List<JobQueue.Job> jobs = new ArrayList<>();
                for (long k = 0; k < part; k++) {
                    jobs.add(next());
                }
                parts.add(fillers.submit(() -> jobs.forEach(job -> queue.enqueue(job, Duration.ZERO))));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
    }

    private Rates measure() throws InterruptedException {
        double[] enqueue = new double[ROUNDS];
        double[] take = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Rates round = round();
            enqueue[i] = round.enqueue();
            take[i] = round.take();
        }
        return new Rates(median(enqueue), median(take));
    }

    /** Leaves as many entries as it found. */
    private Rates round() throws InterruptedException {
        List<JobQueue.Job> jobs = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            jobs.add(next());
        }
        long began = System.nanoTime();
        for (JobQueue.Job job : jobs) {
            queue.enqueue(job, Duration.ZERO);
        }
        long between = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            List<JobQueue.Entry> taken = queue.take(1, Duration.ZERO);
            if (taken.size() != 1) {
                throw new IllegalStateException("the queue gave " + taken.size() + " entries where 1 was asked for");
            }
            queue.acknowledge(taken.getFirst());
        }
        long ended = System.nanoTime();
        return new Rates(OPERATIONS * 1e9 / (between - began), OPERATIONS * 1e9 / (ended - between));
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
