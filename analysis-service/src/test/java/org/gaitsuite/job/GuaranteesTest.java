package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of an accepted analysis, against a real Redis and a real H2. */
class GuaranteesTest {
    private static final RealRedis REDIS = new RealRedis();

    @TempDir
    private Path folder;

    private JobRoomFixture room;

    @BeforeAll
    static void startRedis() {
        REDIS.start();
    }

    @AfterAll
    static void stopRedis() {
        REDIS.stop();
    }

    @BeforeEach
    void open() throws Exception {
        room = new JobRoomFixture(REDIS, folder);
        room.redis.send(Command.FLUSHALL);
    }

    @AfterEach
    void close() throws Exception {
        room.close();
    }

    @Test
    void anAcknowledgedEntryLeavesTheStream() throws Exception {
        UUID id = room.accepted("walk");
        room.queue.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.SUCCEEDED);
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void whatRedisForgotIsEnqueuedAgain() throws Exception {
        UUID first = room.accepted("walk");
        UUID second = room.accepted("walk");
        room.queue.enqueue(first);
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
        room.queue.enqueue(before);
        room.awaitState(before, AnalysisState.SUCCEEDED);
        room.redis.send(Command.FLUSHALL);
        UUID after = room.accepted("walk");
        room.reconciler().reconcile();
        room.awaitState(after, AnalysisState.SUCCEEDED);
    }

    @Test
    void theEntryOfADeadWorkerIsGivenToAnother() throws Exception {
        UUID id = room.accepted("walk");
        room.queue.enqueue(id);
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

    private static void await(RedisJobQueue queue) {
        JobRoomFixture.await(
                "an entry to take", () -> !queue.take(1, Duration.ofMillis(50)).isEmpty());
    }

    @Test
    void aLiveWorkerKeepsALongAnalysis() throws Exception {
        String gate = "long-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.queue.enqueue(id);
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
    void aPoisonousVideoGoesToTheDeadLettersAndHarmsNoOther() throws Exception {
        UUID poison = room.accepted("poison");
        room.queue.enqueue(poison);
        room.startWorkers("a");
        JobRoomFixture.await("three attempts end", () -> {
            room.reconciler().reconcile();
            return room.row(poison).state() == AnalysisState.FAILED;
        });
        assertThat(room.row(poison).attempt()).isEqualTo(3);
        assertThat(room.row(poison).failure())
                .extracting(Failure::type)
                .isEqualTo("urn:gait-suite:problem:internal-error");
        Response dead = room.redis.send(Command.XRANGE, "gait:jobs:dead", "-", "+");
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).get(1).toString()).contains(poison.toString()).contains("poison");

        UUID walk = room.accepted("walk");
        room.queue.enqueue(walk);
        room.awaitState(walk, AnalysisState.SUCCEEDED);
    }

    @Test
    void anAnalysisWhoseWorkersKeepDyingIsGivenUp() throws Exception {
        UUID id = room.accepted("walk");
        for (int i = 0; i < 3; i++) {
            assertThat(room.attempts.claim(id, Duration.ofMillis(-1), "dies")).isPresent();
        }
        room.queue.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        assertThat(room.redis.send(Command.XLEN, "gait:jobs:dead")).hasToString("1");
    }

    @Test
    void aStoppedWorkerHandsBackAtOnceAndTheAttemptDoesNotCount() throws Exception {
        String gate = "stop-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.queue.enqueue(id);
        Workers stopping = room.startWorkers("stopping");
        ScriptedPipeline.awaitReached(gate);
        stopping.close();
        Analysis handedBack = room.row(id);
        assertThat(handedBack.state()).isEqualTo(AnalysisState.QUEUED);
        assertThat(handedBack.handedBack()).isEqualTo(1);
        ScriptedPipeline.open(gate);
        room.startWorkers("next");
        room.awaitState(id, AnalysisState.SUCCEEDED);
        assertThat(room.row(id).attempt()).isEqualTo(2);
    }

    @Test
    void aStoppingWorkerFinishesWithinItsGrace() throws Exception {
        String gate = "grace-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.queue.enqueue(id);
        Workers stopping = room.startWorkers("stopping");
        ScriptedPipeline.awaitReached(gate);
        ScriptedPipeline.open(gate);
        stopping.close();
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.SUCCEEDED);
    }

    @Test
    void aCancelledAnalysisStopsOnAnotherInstance() throws Exception {
        String gate = "elsewhere-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.queue.enqueue(id);
        Workers elsewhere = room.startWorkers("elsewhere");
        ScriptedPipeline.awaitReached(gate);
        assertThat(room.rows.cancel(id)).isTrue();
        JobRoomFixture.await("the attempt ends", () -> elsewhere.runningNow() == 0);
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.CANCELLED);
        assertThat(room.store.artefact(id, 1, "cycles.csv")).isEmpty();
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
        ids.forEach(room.queue::enqueue);
        ids.forEach(room.queue::enqueue);
        ids.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
        assertThat(ids).allSatisfy(id -> assertThat(room.row(id).attempt()).isEqualTo(1));
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }

    @Test
    void anEntryThatNamesNoAnalysisIsDropped() throws Exception {
        room.redis.send(Command.XADD, "gait:jobs", "*", "analysis", "rubbish");
        room.redis.send(Command.XADD, "gait:jobs", "*", "analysis", UUID.randomUUID());
        room.startWorkers("a");
        JobRoomFixture.await("the stream is empty", () -> room.queue.depth() == 0);
    }
}
