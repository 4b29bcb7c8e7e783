package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.gateway.limit.CountingRooms.admit;
import static org.gaitsuite.gateway.limit.CountingRooms.remaining;
import static org.gaitsuite.gateway.limit.CountingRooms.twoPeriods;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gaitsuite.redis.real.Cluster;
import org.gaitsuite.redis.real.RedisAsk;
import org.gaitsuite.redis.real.RedisProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two counting rooms with a real Redis cluster between them, whose nodes refuse what belongs to another. */
class SharedCountsInAClusterTest {
    private static final String PASSWORD = "only-for-tests";

    @Test
    void clientsAreCountedTogetherWhereverTheirKeysLie(@TempDir Path folder) throws Exception {
        try (RedisProcesses processes = new RedisProcesses(folder);
                CountingRooms rooms = new CountingRooms()) {
            Cluster cluster = Cluster.start(
                    processes, "bind 127.0.0.1\nrequirepass %1$s\nmasterauth %1$s\n".formatted(PASSWORD), PASSWORD);
            String url = "redis+cluster://:%s@%s".formatted(PASSWORD, cluster.masters());
            Limit one = rooms.open(url);
            Limit other = rooms.open(url);
            rooms.awaitShared();
            List<String> clients =
                    IntStream.range(0, 30).mapToObj(i -> "192.0.2." + i).toList();

            clients.forEach(client -> admit(one, client, 60));
            twoPeriods();
            clients.forEach(client -> admit(other, client, 1));
            twoPeriods();

            assertThat(clients)
                    .allSatisfy(client -> assertThat(remaining(other, client)).isEqualTo(100 - 62));
            for (int master = 0; master < 3; master++) {
                assertThat(RedisAsk.once(cluster.master(master), PASSWORD, "DBSIZE"))
                        .as("keys at node %d", master)
                        .isNotEqualTo(0L);
            }
        }
    }
}
