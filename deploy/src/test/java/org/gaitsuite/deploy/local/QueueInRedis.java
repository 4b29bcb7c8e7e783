package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.redis.real.RedisAsk;

/** The queue as a suite's Redis holds it. */
final class QueueInRedis {
    private QueueInRedis() {}

    /** What lies in its streams, sorted sets and lists, the dead letters left out; empty when all is done. */
    static List<String> left(RedisAsk redis) throws IOException {
        List<String> left = new ArrayList<>();
        if (!(redis.ask("KEYS", "gait:jobs*") instanceof List<?> keys)) {
            return left;
        }
        for (Object key : keys) {
            String name = key.toString();
            String type = String.valueOf(redis.ask("TYPE", name));
            String counting = switch (type) {
                case "stream" -> "XLEN";
                case "zset" -> "ZCARD";
                case "list" -> "LLEN";
                default -> "";
            };
            if (name.equals("gait:jobs:dead") || counting.isEmpty()) {
                continue;
            }
            long length = redis.number(counting, name);
            if (length > 0) {
                left.add(name + " holds " + length);
            }
            if (type.equals("stream")
                    && redis.ask("XPENDING", name, "workers") instanceof List<?> pending
                    && !pending.isEmpty()
                    && !pending.getFirst().equals(0L)) {
                left.add(name + " has " + pending.getFirst() + " pending");
            }
        }
        return left;
    }
}
