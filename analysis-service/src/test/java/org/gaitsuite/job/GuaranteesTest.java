package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.computation.ComputationDied;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoRefused;
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
    void aPoisonousVideoGoesToTheDeadLettersAndHarmsNoOther() throws Exception {
        UUID poison = room.accepted("poison");
        room.enqueue(poison);
        room.startWorkers("a");
        room.awaitState(poison, AnalysisState.FAILED);
        assertThat(room.row(poison).attempt()).isEqualTo(3);
        assertThat(room.row(poison).failure())
                .extracting(Failure::type)
                .isEqualTo("urn:gait-suite:problem:internal-error");
        JobRoomFixture.await("the letter is mirrored", () -> room.deadLetters.size() == 1);
        assertThat(String.valueOf(room.redis.send(Command.XRANGE, "gait:jobs:dead", "-", "+")))
                .contains(poison.toString())
                .contains("IllegalStateException: poison");
        assertThat(room.operations.deadLetters(Optional.empty(), 10))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.analysis()).isEqualTo(poison);
                    assertThat(letter.attempts()).isEqualTo(3);
                    assertThat(letter.account()).isEqualTo("owner");
                    assertThat(letter.reason()).contains("poison");
                });
        JobRoomFixture.await("its entry is done with", () -> room.queue.depth() == 0);

        UUID walk = room.accepted("walk");
        room.enqueue(walk);
        room.awaitState(walk, AnalysisState.SUCCEEDED);
    }

    @Test
    void anAnalysisWhoseWorkersKeepDyingIsGivenUp() throws Exception {
        UUID id = room.accepted("walk");
        for (int i = 0; i < 3; i++) {
            assertThat(room.attempts.claim(id, Duration.ofMillis(-1), "dies")).isPresent();
        }
        room.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        assertThat(room.redis.send(Command.XLEN, "gait:jobs:dead")).hasToString("1");
    }

    @Test
    void aStoppedWorkerHandsBackAtOnceAndTheAttemptDoesNotCount() throws Exception {
        String gate = "stop-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
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
        room.enqueue(id);
        Workers stopping = room.startWorkers("stopping");
        ScriptedPipeline.awaitReached(gate);
        ScriptedPipeline.open(gate);
        stopping.close();
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.SUCCEEDED);
    }

    @Test
    void aCancelledAnalysisStopsOnAnotherInstanceWithinASecond() throws Exception {
        String gate = "elsewhere-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
        // So seldom a heartbeat that only the announcement can be what stops it.
        Workers elsewhere = room.startWorkers(
                "elsewhere", Map.of("gait.worker.heartbeat", "PT30S", "gait.worker.lease", "PT60S"));
        ScriptedPipeline.awaitReached(gate);
        assertThat(room.rows.cancel(id)).isTrue();
        Instant cancelled = Instant.now();
        room.board().announce(id);
        JobRoomFixture.await("the attempt ends", () -> elsewhere.runningNow() == 0);
        assertThat(Duration.between(cancelled, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.CANCELLED);
        assertThat(room.store.artefact(id, 1, "cycles.csv")).isEmpty();
        JobRoomFixture.await("nothing is left to do", () -> room.queue.depth() == 0);
    }

    @Test
    void aCancellationThatWasNotHeardIsSeenAtTheNextHeartbeat() throws Exception {
        String gate = "unheard-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
        Workers elsewhere = room.startWorkers("elsewhere");
        ScriptedPipeline.awaitReached(gate);
        assertThat(room.rows.cancel(id)).isTrue();
        JobRoomFixture.await("the attempt ends", () -> elsewhere.runningNow() == 0);
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.CANCELLED);
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
        for (int i = 0; i < 200; i++) {
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
        assertThat(many.stream().filter(id -> room.row(id).state() == AnalysisState.QUEUED).count())
                .as("those who still wait")
                .isGreaterThan(150);
        many.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
        room.awaitState(batch, AnalysisState.SUCCEEDED);
    }

    @Test
    void aDeadLetterThatIsRequeuedGetsAFullSetOfAttempts() throws Exception {
        UUID id = room.accepted("poison");
        room.enqueue(id);
        Workers broken = room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        JobRoomFixture.await("the letter is mirrored", () -> room.deadLetters.size() == 1);
        broken.close();

        assertThat(room.operations.requeue(id, "operator-1")).isTrue();
        assertThat(room.operations.requeue(id, "operator-1")).as("once").isFalse();
        Analysis again = room.row(id);
        assertThat(again.state()).isEqualTo(AnalysisState.QUEUED);
        assertThat(again.failure()).isNull();
        assertThat(again.attempt() - again.handedBack()).isZero();
        assertThat(room.deadLetters.size()).isZero();
        assertThat(room.operations.overview().deadLetters()).isZero();
        assertThat(room.audited(id)).containsExactly("operator-1 REQUEUED owner");

        room.startWorkers("b");
        room.awaitState(id, AnalysisState.FAILED);
        assertThat(room.row(id).attempt()).isEqualTo(6);
    }

    @Test
    void aDroppedDeadLetterStaysFailedAndLeavesTheList() throws Exception {
        UUID id = room.accepted("poison");
        room.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        JobRoomFixture.await("the letter is mirrored", () -> room.deadLetters.size() == 1);
        assertThat(room.operations.drop(id, "operator-1")).isTrue();
        assertThat(room.operations.drop(id, "operator-1")).isFalse();
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.FAILED);
        assertThat(room.operations.deadLetters(Optional.empty(), 10)).isEmpty();
        assertThat(room.deadLetters.size()).isZero();
        assertThat(room.audited(id)).containsExactly("operator-1 DROPPED owner");
        assertThat(room.operations.requeue(UUID.randomUUID(), "operator-1")).isFalse();
    }

    @Test
    void theMirrorOfDeadLettersIsBroughtInLineWithSql() throws Exception {
        UUID id = room.accepted("poison");
        room.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        JobRoomFixture.await("the letter is mirrored", () -> room.deadLetters.size() == 1);
        room.redis.send(Command.FLUSHALL);
        room.reconciler().reconcileDeadLetters();
        assertThat(room.deadLetters.size()).isEqualTo(1);
        room.deadLetters.bury(UUID.randomUUID(), 3, "requeued while the mirror was away");
        room.reconciler().reconcileDeadLetters();
        assertThat(room.deadLetters.size()).isEqualTo(1);
        assertThat(String.valueOf(room.redis.send(Command.XRANGE, "gait:jobs:dead", "-", "+")))
                .contains(id.toString());
    }

    @Test
    void aBrokenAttemptPausesInTheQueueAndInSql() throws Exception {
        UUID id = room.accepted("poison");
        room.enqueue(id);
        room.startWorkers("a", Map.of("gait.worker.retry-pause", "PT1H", "gait.worker.longest-retry-pause", "PT1H"));
        JobRoomFixture.await("it pauses", () -> room.queue.report().delayed() == 1);
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.QUEUED);
        assertThat(room.row(id).leaseUntil()).isAfter(Instant.now());
        // The pause survives a Redis that forgets.
        room.redis.send(Command.FLUSHALL);
        assertThat(room.reconciler().reconcile()).isEqualTo(1);
        assertThat(room.queue.report().delayed()).isEqualTo(1);
        assertThat(room.row(id).attempt()).isEqualTo(1);
    }

    @Test
    void anAttemptThatTakesTooLongIsStoppedAndCountsAsBroken() throws Exception {
        String gate = "overtime-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
        room.startWorkers("a", Map.of("gait.worker.time-limit", "PT0.2S", "gait.worker.maximum-attempts", "2"));
        room.awaitState(id, AnalysisState.FAILED);
        assertThat(room.row(id).attempt()).isEqualTo(2);
        assertThat(room.operations.deadLetters(Optional.empty(), 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("time limit"));
    }

    @Test
    void aComputationThatDiesTakesItsOwnAnalysisAlone() throws Exception {
        Computation real = new InProcess(new ScriptedPipeline(), new ScriptedArtefacts());
        UUID crashing = room.accepted("poison");
        UUID walk = room.accepted("walk");
        room.enqueue(crashing);
        room.enqueue(walk);
        room.startWorkers("a", Map.of(), new Computation() {
            @Override
            public Product compute(Path video, AnalysisRequest request, Path work, Progress progress)
                    throws IOException, VideoRefused, PoseRefused, NoWalkFound {
                if (Files.readString(video).equals("poison")) {
                    throw new ComputationDied("the process ended by signal 11");
                }
                return real.compute(video, request, work, progress);
            }

            @Override
            public void close() {
                real.close();
            }
        });
        room.awaitState(walk, AnalysisState.SUCCEEDED);
        room.awaitState(crashing, AnalysisState.FAILED);
        assertThat(room.operations.deadLetters(Optional.empty(), 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("signal 11"));
    }

    @Test
    void fiveHundredJobsSurviveAFlushallInTheMiddle() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            UUID id = room.accepted("walk", "owner-" + i % 5, Priority.values()[i % 2]);
            room.enqueue(id);
            ids.add(id);
        }
        room.startWorkers("a");
        room.startWorkers("b");
        JobRoomFixture.await("some are done", () -> room.queue.depth() < 400);
        room.redis.send(Command.FLUSHALL);
        assertThat(room.reconciler().reconcile()).isGreaterThan(100);
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

    @Test
    void theOverviewIsCountedInSqlWhileTheQueueIsAway() throws Exception {
        room.accepted("walk", "a", Priority.BATCH);
        UUID running = room.accepted("walk");
        room.attempts.claim(running, JobRoomFixture.LEASE, "w");
        UUID paused = room.accepted("walk");
        room.attempts.claim(paused, JobRoomFixture.LEASE, "w");
        room.attempts.retryLater(paused, 1, Duration.ofMinutes(5));
        Operations cutOff = new Operations(
                room.operatorRows, room.cutOffQueue(), room.deadLetters, new MemoryProgressBoard());
        Operations.Overview overview = cutOff.overview();
        assertThat(overview.reachable()).isFalse();
        assertThat(overview.report().depth()).isEqualTo(3);
        assertThat(overview.report().waitingInteractive()).isZero();
        assertThat(overview.report().waitingBatch()).isEqualTo(1);
        assertThat(overview.report().delayed()).isEqualTo(1);
        assertThat(overview.report().running()).isEqualTo(1);
        assertThat(overview.report().oldestWaiting())
                .hasValueSatisfying(age -> assertThat(age).isGreaterThanOrEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void aBusyWorkerIsStoppedAndEverythingIsBackInTheQueueWithinTwoSecondsOfItsGrace() throws Exception {
        String gate = "busy-" + UUID.randomUUID();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UUID id = room.accepted("wait:" + gate);
            room.enqueue(id);
            ids.add(id);
        }
        Workers stopping = room.startWorkers(
                "stopping", Map.of("gait.worker.concurrency", "4", "gait.worker.shutdown-grace", "PT0S"));
        JobRoomFixture.await("four run", () -> stopping.runningNow() == 4);
        Instant told = Instant.now();
        stopping.close();
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(ids).allSatisfy(id -> assertThat(room.row(id).state()).isEqualTo(AnalysisState.QUEUED));
        QueueReport report = room.queue.report();
        assertThat(report.waitingInteractive()).isEqualTo(6);
        assertThat(report.running()).isZero();
        ScriptedPipeline.open(gate);
        room.startWorkers("next");
        ids.forEach(id -> room.awaitState(id, AnalysisState.SUCCEEDED));
    }

    @Test
    void anIdleWorkerStopsAtOnce() throws Exception {
        Workers idle = room.startWorkers("idle");
        Thread.sleep(300);
        Instant told = Instant.now();
        idle.close();
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }
}
