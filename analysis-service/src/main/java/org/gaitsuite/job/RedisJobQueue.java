package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Redis stream {@code gait:jobs} with the consumer group {@code workers}. An entry is deleted when it is acknowledged, so the
 * length of the stream is the work outstanding and an autoscaler can go by it. Given-up work is recorded in {@code gait:jobs:dead}.
 */
final class RedisJobQueue implements JobQueue {
    static final String STREAM = "gait:jobs";
    static final String DEAD = "gait:jobs:dead";
    static final String GROUP = "workers";
    private static final String FIELD = "analysis";
    private static final int PAGE = 1000;
    /** One script, so that a crash between the two cannot leave an entry that nobody is ever given again. */
    private static final String ACKNOWLEDGE =
            "redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) return redis.call('XDEL', KEYS[1], ARGV[2])";

    private final RedisCommands redis;
    private final String consumer;
    private final Duration visibility;
    private final String description;

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
    public void enqueue(UUID analysis) {
        redis.send(Command.XADD, STREAM, "*", FIELD, analysis);
    }

    @Override
    public List<Entry> take(int count, Duration patience) {
        try {
            List<Entry> abandoned = claimAbandoned(count);
            return abandoned.isEmpty() ? readNew(count, patience) : abandoned;
        } catch (QueueUnavailable e) {
            if (String.valueOf(e.getMessage()).contains("NOGROUP")) {
                createGroup();
                return List.of();
            }
            throw e;
        }
    }

    private List<Entry> claimAbandoned(int count) {
        Response answer =
                redis.send(Command.XAUTOCLAIM, STREAM, GROUP, consumer, visibility.toMillis(), "0-0", "COUNT", count);
        return answer == null ? List.of() : entries(answer.get(1));
    }

    private List<Entry> readNew(int count, Duration patience) {
        Response answer = redis.send(
                patience.plusSeconds(5),
                Command.XREADGROUP,
                "GROUP",
                GROUP,
                consumer,
                "COUNT",
                count,
                "BLOCK",
                patience.toMillis(),
                "STREAMS",
                STREAM,
                ">");
        if (answer == null || answer.size() == 0) {
            return List.of();
        }
        // RESP3 answers a map of stream to entries, RESP2 a list of pairs.
        Response entries = answer.isMap() ? answer.get(STREAM) : answer.get(0).get(1);
        return entries(entries);
    }

    private List<Entry> entries(@Nullable Response answer) {
        List<Entry> entries = new ArrayList<>();
        if (answer == null) {
            return entries;
        }
        for (Response entry : answer) {
            // Redis 6.2 answers a claimed entry that was deleted meanwhile as nil.
            if (entry == null || entry.size() < 2 || entry.get(1) == null) {
                continue;
            }
            UUID analysis = analysisOf(entry.get(1));
            String handle = entry.get(0).toString();
            if (analysis == null) {
                acknowledge(handle);
            } else {
                entries.add(new Entry(handle, analysis));
            }
        }
        return entries;
    }

    private static @Nullable UUID analysisOf(Response fields) {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (FIELD.equals(fields.get(i).toString())) {
                try {
                    return UUID.fromString(fields.get(i + 1).toString());
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private void createGroup() {
        try {
            redis.send(Command.XGROUP, "CREATE", STREAM, GROUP, "0", "MKSTREAM");
        } catch (QueueUnavailable e) {
            if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
    }

    @Override
    public void keepAlive(Entry entry) {
        redis.send(Command.XCLAIM, STREAM, GROUP, consumer, 0, entry.handle(), "JUSTID");
    }

    @Override
    public void acknowledge(Entry entry) {
        acknowledge(entry.handle());
    }

    private void acknowledge(String handle) {
        redis.send(Command.EVAL, ACKNOWLEDGE, 1, STREAM, GROUP, handle);
    }

    @Override
    public void bury(UUID analysis, int attempts, String reason) {
        redis.send(Command.XADD, DEAD, "*", FIELD, analysis, "attempts", attempts, "reason", reason);
    }

    @Override
    public Set<UUID> outstanding() {
        Set<UUID> found = new HashSet<>();
        String from = "-";
        while (true) {
            Response page = redis.send(Command.XRANGE, STREAM, from, "+", "COUNT", PAGE);
            if (page == null || page.size() == 0) {
                return found;
            }
            for (Response entry : page) {
                UUID analysis = analysisOf(entry.get(1));
                if (analysis != null) {
                    found.add(analysis);
                }
            }
            if (page.size() < PAGE) {
                return found;
            }
            from = "(" + page.get(page.size() - 1).get(0);
        }
    }

    @Override
    public long depth() {
        Response length = redis.send(Command.XLEN, STREAM);
        return length == null ? 0 : Long.parseLong(length.toString());
    }

    @Override
    public String description() {
        return description;
    }
}
