package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.redis.RedisConnections;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.Test;

/** The same on a cluster, which refuses a step whose keys lie in different slots; and what lies beside the queue. */
class ClusterRedisJobQueueTest extends RedisJobQueueTest {
    private static final int SLOTS = 16_384;

    @Override
    RealRedis server() {
        return RealRedis.nodeOfACluster();
    }

    @Override
    Redis client(Vertx vertx, RealRedis server) throws Exception {
        Redis node = Redis.createClient(vertx, server.url());
        Request slots = Request.cmd(Command.CLUSTER).arg("ADDSLOTS");
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.arg(slot);
        }
        node.send(slots).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Instant end = Instant.now().plusSeconds(20);
        while (!node.send(Request.cmd(Command.CLUSTER).arg("INFO"))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .toString()
                .contains("cluster_state:ok")) {
            assertThat(Instant.now()).as("the cluster is not in order").isBefore(end);
            Thread.sleep(50);
        }
        node.close();
        return connections().client(vertx);
    }

    private RedisConnections connections() {
        return new RedisConnections(
                RedisAddress.parse(server.url().replace("redis://", "redis+cluster://")),
                Duration.ofSeconds(2),
                16,
                Optional.empty());
    }

    @Test
    void deadLettersAreMirrored() {
        RedisDeadLetters letters = new RedisDeadLetters(redis);
        UUID analysis = UUID.randomUUID();
        letters.bury(analysis, 3, "no walk was found");
        assertThat(letters.size()).isEqualTo(1);
        letters.remove(analysis);
        assertThat(letters.size()).isZero();
    }

    @Test
    void progressIsPostedReadAndHeard() throws Exception {
        UUID analysis = UUID.randomUUID();
        AtomicInteger heard = new AtomicInteger();
        try (RedisProgressBoard board =
                new RedisProgressBoard(redis, attempt -> connections().listener(vertx, attempt))) {
            board.watch(analysis, heard::incrementAndGet);
            Instant end = Instant.now().plusSeconds(10);
            while (heard.get() == 0 || board.read(analysis).isEmpty()) {
                assertThat(Instant.now()).as("nothing is heard or read").isBefore(end);
                board.post(analysis, new ProgressNow("pose", 0.5));
                Thread.sleep(20);
            }
            assertThat(board.read(analysis)).contains(new ProgressNow("pose", 0.5));
        }
    }
}
