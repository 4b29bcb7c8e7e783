package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is promised of an accepted analysis, against a real Redis and a real H2. {@code -Dgait.jobs=500} has more of them at a time. */
class GuaranteesTest extends JobRoomTest {
    private static final int MANY = Integer.getInteger("gait.jobs", 160);

    @Test
    void anAcknowledgedEntryLeavesTheStream() throws Exception {
        UUID id = room.accepted("walk");
        room.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.SUCCEEDED);
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void whatRedisForgotIsEnqueuedAgain() throws Exception {
        UUID first = room.accepted("walk");
        UUID second = room.accepted("walk");
        room.enqueue(first);
        room.redis.send(Command.FLUSHALL);
        assertThat(room.reconciler().reconcile()).isEqualTo(2);
        assertThat(room.reconciler().reconcile())
                .as("a second look finds nothing")
                .isZero();
        room.startWorkers("a");
        room.awaitState(first, AnalysisState.SUCCEEDED);
        room.awaitState(second, AnalysisState.SUCCEEDED);
    }

    @Test
    void workersGoOnAfterFlushall() throws Exception {
        room.startWorkers("a");
        UUID before = room.accepted("walk");
        room.enqueue(before);
        room.awaitState(before, AnalysisState.SUCCEEDED);
        room.redis.send(Command.FLUSHALL);
        UUID after = room.accepted("walk");
        room.reconciler().reconcile();
        room.awaitState(after, AnalysisState.SUCCEEDED);
    }

    @Test
    void theEntryOfADeadWorkerIsGivenToAnother() throws Exception {
        UUID id = room.accepted("walk");
        room.enqueue(id);
        // A worker takes the entry and the row, and is never heard of again.
        RedisJobQueue dead = room.queue("dead");
        await(dead);
        assertThat(room.attempts.claim(id, JobRoomFixture.LEASE, "dead")).isPresent();
        room.startWorkers("alive");
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.RUNNING);
        Thread.sleep(JobRoomFixture.LEASE.plusMillis(200));
        room.reconciler().reconcile();
        room.awaitState(id, AnalysisState.SUCCEEDED);
        assertThat(room.row(id).attempt()).isEqualTo(2);
    }

    private static void await(RedisJobQueue queue) throws InterruptedException {
        assertThat(queue.take(1, Duration.ofSeconds(10))).hasSize(1);
    }

    @Test
    void aLiveWorkerKeepsALongAnalysis() throws Exception {
        String gate = "long-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
        room.startWorkers("a");
        ScriptedPipeline.awaitReached(gate);
        room.startWorkers("b");
        for (int i = 0; i < 10; i++) {
            Thread.sleep(JobRoomFixture.LEASE.dividedBy(4));
            room.reconciler().reconcile();
        }
        ScriptedPipeline.open(gate);
        room.awaitState(id, AnalysisState.SUCCEEDED);
        assertThat(room.row(id).attempt()).isEqualTo(1);
    }

    @Test
    void aLateResultOfAnOldAttemptIsRefused() throws Exception {
        UUID id = room.accepted("walk");
        Analysis late = room.attempts.claim(id, Duration.ofMillis(-1), "slow").orElseThrow();
        Analysis current =
                room.attempts.claim(id, JobRoomFixture.LEASE, "quick").orElseThrow();
        assertThat(current.attempt()).isEqualTo(late.attempt() + 1);
        assertThat(room.attempts.renew(id, late.attempt(), JobRoomFixture.LEASE))
                .isFalse();
        assertThat(room.attempts.succeed(id, late.attempt(), "{\"late\":true}")).isFalse();
        assertThat(room.attempts.succeed(id, current.attempt(), "{\"late\":false}"))
                .isTrue();
        assertThat(room.attempts.succeed(id, current.attempt(), "{\"late\":2}"))
                .as("once")
                .isFalse();
        assertThat(room.attempts.fail(id, late.attempt(), Failure.internal(1))).isFalse();
        assertThat(room.row(id).result()).isEqualTo("{\"late\":false}");
    }

    @Test
    void onlyOneOfTwoWorkersClaimsAnAnalysis() throws Exception {
        UUID id = room.accepted("walk");
        assertThat(room.attempts.claim(id, JobRoomFixture.LEASE, "a")).isPresent();
        assertThat(room.attempts.claim(id, JobRoomFixture.LEASE, "b")).isEmpty();
    }

    @Test
    void manyAnalysesOnTwoInstancesEachSucceedOnce() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(room.accepted("walk"));
        }
        room.startWorkers("a");
        room.startWorkers("b");
        // Every one twice: the second entry must find nothing to do.
        ids.forEach(room::enqueue);
        ids.forEach(room::enqueue);
        ids.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
        assertThat(ids).allSatisfy(id -> assertThat(room.row(id).attempt()).isEqualTo(1));
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void anEntryThatNamesNoAnalysisIsDropped() throws Exception {
        room.redis.send(Command.XADD, "gait:jobs", "*", "analysis", "rubbish");
        room.redis.send(Command.XADD, "gait:jobs", "*", "analysis", UUID.randomUUID());
        room.startWorkers("a");
        assertThat(room.queue.mend()).isEqualTo(2);
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void anEntryWhoseAnalysisAnotherWorkerRunsIsLeftAlone() throws Exception {
        UUID id = room.accepted("walk");
        assertThat(room.attempts.claim(id, Duration.ofSeconds(60), "elsewhere")).isPresent();
        room.enqueue(id);
        room.startWorkers("a");
        JobRoomFixture.await("the entry is taken", () -> room.queue.report().running() == 1);
        Thread.sleep(300);
        assertThat(room.queue.depth()).isEqualTo(1);
        assertThat(room.row(id).attempt()).isEqualTo(1);
        // When that worker is done, the entry is given out once more and found to be done with.
        assertThat(room.attempts.succeed(id, 1, "{}")).isTrue();
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void oneUsersManyUploadsDoNotDelayAnothersOne() throws Exception {
        List<UUID> many = new ArrayList<>();
        for (int i = 0; i < MANY / 2; i++) {
            UUID id = room.accepted("walk", "many", Priority.INTERACTIVE);
            room.enqueue(id);
            many.add(id);
        }
        UUID one = room.accepted("walk", "one", Priority.INTERACTIVE);
        room.enqueue(one);
        UUID batch = room.accepted("walk", "other", Priority.BATCH);
        room.enqueue(batch);
        room.startWorkers("a");
        room.awaitState(one, AnalysisState.SUCCEEDED);
        assertThat(many.stream()
                        .filter(id -> room.row(id).state() == AnalysisState.QUEUED)
                        .count())
                .as("those who still wait")
                .isGreaterThan(MANY * 3 / 8);
        many.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
        room.awaitState(batch, AnalysisState.SUCCEEDED);
    }

    @Test
    void manyJobsSurviveAFlushallInTheMiddle() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            UUID id = room.accepted("walk", "owner-" + i % 5, Priority.values()[i % 2]);
            room.enqueue(id);
            ids.add(id);
        }
        room.startWorkers("a");
        room.startWorkers("b");
        JobRoomFixture.await("some are done", () -> room.queue.depth() < MANY * 4 / 5);
        room.redis.send(Command.FLUSHALL);
        assertThat(room.reconciler().reconcile()).isGreaterThan(MANY / 5);
        ids.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
        JobRoomFixture.await("the stream is empty", () -> {
            room.reconciler().reconcile();
            return room.queue.depth() == 0;
        });
    }

    @Test
    void manyForgottenRowsAreFoundFromTheMiddleOnAndBeforeIt() throws Exception {
        for (int i = 0; i < 5; i++) {
            room.accepted("walk");
        }
        Reconciler reconciler = room.reconciler();
        assertThat(reconciler.reconcile()).isEqualTo(5);
        room.redis.send(Command.FLUSHALL);
        assertThat(reconciler.reconcile()).isEqualTo(5);
        assertThat(reconciler.reconcile()).isZero();
    }
}
