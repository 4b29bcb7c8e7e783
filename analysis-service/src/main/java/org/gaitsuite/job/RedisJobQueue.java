package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Redis stream {@code gait:jobs} with the consumer group {@code workers}. An entry stays in the stream until it is acknowledged,
 * so the length of the stream is the work outstanding and an autoscaler can go by it. The order in which entries are taken is kept
 * beside the stream, in sorted sets of the same cluster slot, and an entry is delivered out of the stream's order by {@code XCLAIM}.
 * Every step is one script, so that a crash between two commands cannot leave an entry that nobody is ever given. Runs on Redis 6.2
 * and later.
 */
final class RedisJobQueue implements JobQueue {
    static final String STREAM = "gait:jobs";
    static final String GROUP = "workers";
    private static final Logger LOG = Logger.getLogger(RedisJobQueue.class);

    /** In the order that {@code queue-common.lua} names them. */
    private static final List<String> KEYS = List.of(
            STREAM,
            "{" + STREAM + "}:interactive",
            "{" + STREAM + "}:batch",
            "{" + STREAM + "}:delayed",
            "{" + STREAM + "}:entries",
            "{" + STREAM + "}:turns",
            "{" + STREAM + "}:turns:interactive",
            "{" + STREAM + "}:turns:batch");

    private static final RedisScript ENQUEUE = RedisScript.of("queue-common", "queue-enqueue");
    private static final RedisScript TAKE = RedisScript.of("queue-common", "queue-take");
    private static final RedisScript ACKNOWLEDGE = RedisScript.of("queue-common", "queue-acknowledge");
    private static final RedisScript RELEASE = RedisScript.of("queue-common", "queue-release");
    private static final RedisScript REMOVE = RedisScript.of("queue-common", "queue-remove");
    private static final RedisScript KNOWN = RedisScript.of("queue-common", "queue-known");
    private static final RedisScript REPORT = RedisScript.of("queue-common", "queue-report");
    private static final RedisScript MEND = RedisScript.of("queue-common", "queue-mend");

    private static final int MEND_PAGE = 200;
    private static final int MEND_PAGES = 20;
    /** A worker that holds nothing and has not asked for so long is gone for good. */
    private static final Duration SILENCE = Duration.ofDays(1);
    /** Redis ends a wait at its patience; only then is it overdue. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    private final RedisCommands redis;
    private final String consumer;
    private final Duration visibility;
    private final String description;
    private volatile String searchFrom = "0-0";
    private volatile String mendFrom = "-";
    private volatile @Nullable CompletableFuture<?> bell;

    /**
     * @param consumer a name that no other process uses
     * @param visibility an entry whose worker has been silent this long is given to another
     */
    RedisJobQueue(RedisCommands redis, String consumer, Duration visibility, String description) {
        this.redis = redis;
        this.consumer = consumer;
        this.visibility = visibility;
        this.description = description;
    }

    @Override
    public boolean enqueue(Job job, Duration delay) {
        String band = job.priority().name().toLowerCase(Locale.ROOT);
        return number(run(ENQUEUE, job.analysis(), job.owner(), band, delay.toMillis())) == 1;
    }

    @Override
    public List<Entry> take(int count, Duration patience) throws InterruptedException {
        Response answer = run(TAKE, consumer, count, visibility.toMillis(), searchFrom);
        searchFrom = answer.get(2).toString();
        List<Entry> taken = entries(answer);
        if (taken.isEmpty()) {
            long due = number(answer.get(1));
            long wait = due < 0 ? patience.toMillis() : Math.min(due, patience.toMillis());
            if (wait > 0) {
                awaitEntryAfter(answer.get(0).toString(), Duration.ofMillis(wait));
            }
        }
        return taken;
    }

    private List<Entry> entries(Response answer) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 3; i + 1 < answer.size(); i += 2) {
            String handle = answer.get(i).toString();
            String analysis = answer.get(i + 1).toString();
            try {
                entries.add(new Entry(handle, UUID.fromString(analysis)));
            } catch (IllegalArgumentException e) {
                LOG.warnf("Entry %s names no analysis and is dropped: %s", handle, analysis);
                run(ACKNOWLEDGE, handle, analysis);
            }
        }
        return entries;
    }

    /**
     * A read that takes nothing, only to be told of the next entry: it names the last one that the script saw, so that none is missed
     * between the script and the read, and it may be given up at any moment.
     */
    private void awaitEntryAfter(String last, Duration patience) throws InterruptedException {
        CompletableFuture<?> reading = redis.submit(
                Command.XREAD, "COUNT", 1, "BLOCK", Math.max(1, patience.toMillis()), "STREAMS", STREAM, last);
        bell = reading;
        try {
            reading.get(patience.plus(OVERDUE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new QueueUnavailable("Redis ended a wait for work: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new QueueUnavailable("Redis did not end a wait for work", e);
        } finally {
            bell = null;
        }
    }

    @Override
    public void wake() {
        CompletableFuture<?> reading = bell;
        if (reading != null) {
            reading.complete(null);
        }
    }

    @Override
    public void keepAlive(Entry entry) {
        try {
            redis.send(Command.XCLAIM, STREAM, GROUP, consumer, 0, entry.handle(), "JUSTID");
        } catch (QueueUnavailable e) {
            // After a FLUSHALL there is no group until somebody takes: there is no entry to keep, and SQL knows who
            // runs it.
            if (!String.valueOf(e.getMessage()).contains("NOGROUP")) {
                throw e;
            }
        }
    }

    @Override
    public void acknowledge(Entry entry) {
        run(ACKNOWLEDGE, entry.handle(), entry.analysis());
    }

    @Override
    public void release(Entry entry, Duration delay) {
        run(RELEASE, entry.handle(), delay.toMillis());
    }

    @Override
    public void remove(UUID analysis) {
        run(REMOVE, analysis);
    }

    @Override
    public Set<UUID> known(Collection<UUID> analyses) {
        Set<UUID> known = new HashSet<>();
        if (!analyses.isEmpty()) {
            run(KNOWN, analyses.toArray()).forEach(id -> known.add(UUID.fromString(id.toString())));
        }
        return known;
    }

    @Override
    public long depth() {
        Response length = redis.send(Command.XLEN, STREAM);
        return length == null ? 0 : number(length);
    }

    @Override
    public QueueReport report() {
        Response numbers = run(REPORT);
        long age = number(numbers.get(5));
        return new QueueReport(
                number(numbers.get(0)),
                number(numbers.get(1)),
                number(numbers.get(2)),
                number(numbers.get(3)),
                number(numbers.get(4)),
                age < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(age)));
    }

    @Override
    public int mend() {
        long mended = 0;
        for (int page = 0; page < MEND_PAGES; page++) {
            Response answer = run(MEND, mendFrom, MEND_PAGE, SILENCE.toMillis());
            mended += number(answer.get(1)) + number(answer.get(2));
            mendFrom = answer.get(0).toString();
            if (mendFrom.equals("-")) {
                break;
            }
        }
        return Math.toIntExact(mended);
    }

    private Response run(RedisScript script, Object... arguments) {
        Response answer = script.run(redis, KEYS, arguments);
        if (answer == null) {
            throw new QueueUnavailable("Redis answered a step of the queue with nothing", new IllegalStateException());
        }
        return answer;
    }

    private static long number(Response answer) {
        return Long.parseLong(answer.toString());
    }

    @Override
    public String description() {
        return description;
    }
}
