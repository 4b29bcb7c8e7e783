package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.computation.ComputationDied;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.junit.jupiter.api.Test;

/** What becomes of analyses whose attempts break, and what operators can do about them. */
class BrokenAttemptsTest extends JobRoomTest {
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
        room.startWorkers("a", Map.of("gait.worker.maximum-deaths", "2"));
        room.awaitState(id, AnalysisState.FAILED);
        assertThat(room.operations.deadLetters(Optional.empty(), 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("3 workers died while they ran it"));
        JobRoomFixture.await("the letter is mirrored", () -> room.deadLetters.size() == 1);
    }

    @Test
    void workersThatDieCostNoAttempt() throws Exception {
        UUID id = room.accepted("poison");
        for (int i = 0; i < 6; i++) {
            assertThat(room.attempts.claim(id, Duration.ofMillis(-1), "dies")).isPresent();
        }
        assertThat(room.attempts.deaths(id)).isEqualTo(5);
        room.enqueue(id);
        room.startWorkers("a");
        room.awaitState(id, AnalysisState.FAILED);
        // Six deaths, and three attempts that broke.
        assertThat(room.row(id).attempt()).isEqualTo(9);
        assertThat(room.attempts.deaths(id)).isEqualTo(6);
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
        assertThat(room.audited(id)).containsExactly("owner UPLOADED owner", "operator-1 REQUEUED owner");

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
        assertThat(room.audited(id)).containsExactly("owner UPLOADED owner", "operator-1 DROPPED owner");
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
                    throws IOException, FileRefused, PoseRefused, NoWalkFound {
                if (Files.readString(video).equals("poison")) {
                    throw new ComputationDied("the process ended by signal 11");
                }
                return real.compute(video, request, work, progress);
            }

            @Override
            public void inspect(Path video) throws IOException, FileRefused {
                real.inspect(video);
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
    void theOverviewIsCountedInSqlWhileTheQueueIsAway() throws Exception {
        room.accepted("walk", "a", Priority.BATCH);
        UUID running = room.accepted("walk");
        room.attempts.claim(running, JobRoomFixture.LEASE, "w");
        UUID paused = room.accepted("walk");
        room.attempts.claim(paused, JobRoomFixture.LEASE, "w");
        room.attempts.retryLater(paused, 1, Duration.ofMinutes(5));
        Operations cutOff =
                new Operations(room.operatorRows, room.cutOffQueue(), room.deadLetters, new MemoryProgressBoard());
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
    void aStoreThatIsAwayCostsNoAttempt() throws Exception {
        UUID id = room.accepted("walk");
        room.storeIsAway = true;
        room.enqueue(id);
        room.startWorkers("a");
        JobRoomFixture.await(
                "more attempts than the maximum", () -> room.row(id).attempt() > 4);
        assertThat(room.operations.deadLetters(Optional.empty(), 10)).isEmpty();
        room.storeIsAway = false;
        room.awaitState(id, AnalysisState.SUCCEEDED);
    }

    @Test
    void whatWasComputedWhileSqlWasAwayIsWrittenWhenItIsBack() throws Exception {
        String gate = "sql-" + UUID.randomUUID();
        UUID id = room.accepted("wait:" + gate);
        room.enqueue(id);
        room.startWorkers("a");
        room.startWorkers("b");
        ScriptedPipeline.awaitReached(gate);
        room.sqlIsAway = true;
        ScriptedPipeline.open(gate);
        Thread.sleep(JobRoomFixture.LEASE.plusMillis(600));
        room.sqlIsAway = false;
        room.awaitState(id, AnalysisState.SUCCEEDED);
        assertThat(room.row(id).attempt()).isEqualTo(1);
        JobRoomFixture.await("its entry is done with", () -> room.queue.depth() == 0);
    }
}
