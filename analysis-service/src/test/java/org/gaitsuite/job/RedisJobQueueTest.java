package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gaitsuite.job.JobQueue.Entry;
import org.gaitsuite.job.JobQueue.Job;
import org.gaitsuite.redis.real.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract on a real Redis 6.2, and what only a Redis can do to a queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisJobQueueTest extends JobQueueContract {
    final RealRedis server = server();
    final Vertx vertx = Vertx.vertx();
    RedisCommands redis;
    private RedisJobQueue queue;

    /** Another version in a subclass. */
    RealRedis server() {
        return new RealRedis();
    }

    /** Another way of connecting in a subclass. */
    Redis client(Vertx vertx, RealRedis server) throws Exception {
        return Redis.createClient(vertx, server.url());
    }

    @BeforeAll
    void start() throws Exception {
        server.start();
        redis = new RedisCommands(client(vertx, server));
        queue = queue("one");
    }

    @AfterAll
    void stop() {
        redis.client().close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.stop();
    }

    @Override
    JobQueue empty() {
        redis.send(Command.FLUSHALL);
        queue = queue("one");
        return queue;
    }

    private RedisJobQueue queue(String consumer) {
        return new RedisJobQueue(redis, consumer, VISIBILITY, "test");
    }

    private Response answer(Command command, Object... arguments) {
        return Objects.requireNonNull(redis.send(command, arguments));
    }

    private static Job job(String owner) {
        return new Job(UUID.randomUUID(), owner, Priority.INTERACTIVE);
    }

    @Test
    void nothingIsLeftInRedisWhenEverythingIsDone() throws Exception {
        for (int i = 0; i < 30; i++) {
            queue.enqueue(new Job(UUID.randomUUID(), "owner-" + i % 4, Priority.values()[i % 2]), Duration.ZERO);
        }
        for (List<Entry> next = queue.take(4, Duration.ZERO); !next.isEmpty(); next = queue.take(4, Duration.ZERO)) {
            next.forEach(queue::acknowledge);
        }
        assertThat(answer(Command.KEYS, "*").stream().map(Response::toString))
                .containsExactlyInAnyOrder("gait:jobs", "{gait:jobs}:turns");
        assertThat(answer(Command.HLEN, "{gait:jobs}:turns").toInteger())
                .as("only the count of entries taken")
                .isEqualTo(1);
    }

    @Test
    void afterFlushallTheQueueWorksOn() throws Exception {
        Job before = job("a");
        queue.enqueue(before, Duration.ZERO);
        Entry held = queue.take(1, Duration.ZERO).getFirst();
        redis.send(Command.FLUSHALL);
        // Redis names an entry after the millisecond, and an empty stream would give the same name twice within one.
        Thread.sleep(2);
        queue.keepAlive(held);
        queue.release(held, Duration.ZERO);
        assertThat(queue.known(List.of(before.analysis()))).isEmpty();
        assertThat(queue.enqueue(before, Duration.ZERO)).isTrue();
        Entry again = queue.take(1, Duration.ofSeconds(1)).getFirst();
        assertThat(again.analysis()).isEqualTo(before.analysis());
        queue.acknowledge(held);
        assertThat(queue.known(List.of(before.analysis())))
                .as("an old handle does not touch the new entry")
                .containsExactly(before.analysis());
        queue.acknowledge(again);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void aLostStreamIsForgottenByTheRest() throws Exception {
        Job job = job("a");
        queue.enqueue(job, Duration.ZERO);
        redis.send(Command.DEL, "gait:jobs");
        assertThat(queue.known(List.of(job.analysis()))).isEmpty();
        assertThat(queue.enqueue(job, Duration.ZERO)).isTrue();
        assertThat(queue.take(5, Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void entriesThatTheRestLostAreAdopted() throws Exception {
        Job job = job("a");
        queue.enqueue(job, Duration.ZERO);
        redis.send(Command.DEL, "{gait:jobs}:interactive", "{gait:jobs}:turns:interactive");
        UUID ofAnOlderVersion = UUID.randomUUID();
        redis.send(Command.XADD, "gait:jobs", "*", "analysis", ofAnOlderVersion);
        redis.send(Command.XADD, "gait:jobs", "*", "analysis", "rubbish");
        assertThat(queue.take(5, Duration.ZERO)).isEmpty();
        assertThat(queue.mend()).isEqualTo(3);
        assertThat(queue.mend()).as("nothing is left to put right").isZero();
        List<Entry> taken = queue.take(5, Duration.ZERO);
        assertThat(taken).extracting(Entry::analysis).containsExactlyInAnyOrder(job.analysis(), ofAnOlderVersion);
        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void aHealthyQueueIsLeftAlone() throws Exception {
        for (int i = 0; i < 5; i++) {
            queue.enqueue(job("a"), i == 4 ? Duration.ofMinutes(1) : Duration.ZERO);
        }
        queue.take(2, Duration.ZERO);
        assertThat(queue.mend()).isZero();
        assertThat(queue.report().depth()).isEqualTo(5);
    }

    @Test
    void theEntriesOfManySilentWorkersAreFoundBehindThoseOfLiveOnes() throws Exception {
        for (int i = 0; i < 60; i++) {
            queue.enqueue(job("a"), Duration.ZERO);
        }
        RedisJobQueue live = queue("live");
        List<Entry> kept = live.take(45, Duration.ZERO);
        assertThat(queue("dead").take(15, Duration.ZERO)).hasSize(15);
        List<Entry> found = new ArrayList<>();
        JobRoomFixture.await("all abandoned entries are found", () -> {
            kept.forEach(live::keepAlive);
            try {
                List<Entry> next = queue.take(1, Duration.ZERO);
                next.forEach(queue::acknowledge);
                found.addAll(next);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return found.size() == 15;
        });
        assertThat(kept).doesNotContainAnyElementsOf(found);
    }

    @Test
    void anAbandonedEntryThatWasDeletedIsNotHandedOut() throws Exception {
        queue.enqueue(job("a"), Duration.ZERO);
        Entry held = queue("dead").take(1, Duration.ZERO).getFirst();
        redis.send(Command.XDEL, "gait:jobs", held.handle());
        Thread.sleep(VISIBILITY.plusMillis(100));
        assertThat(queue.take(1, Duration.ZERO)).isEmpty();
        assertThat(queue.report().running()).isZero();
    }

    @Test
    void theScriptsAreSentAgainToAServerThatForgotThem() {
        Job job = job("a");
        queue.enqueue(job, Duration.ZERO);
        redis.send(Command.SCRIPT, "FLUSH");
        assertThat(queue.enqueue(job, Duration.ZERO)).isFalse();
    }

    @Test
    void deadLettersAreMirroredOnce() {
        RedisDeadLetters letters = new RedisDeadLetters(redis);
        UUID id = UUID.randomUUID();
        letters.bury(id, 3, "it broke");
        letters.bury(id, 3, "it broke");
        letters.bury(UUID.randomUUID(), 3, "so did this");
        assertThat(letters.size()).isEqualTo(2);
        letters.remove(id);
        letters.remove(id);
        assertThat(letters.size()).isEqualTo(1);
        letters.clear();
        assertThat(letters.size()).isZero();
    }
}
