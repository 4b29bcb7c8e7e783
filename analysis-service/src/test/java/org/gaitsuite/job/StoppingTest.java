package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How work ends before its end: a worker that is told to stop, an analysis that is cancelled. */
class StoppingTest extends JobRoomTest {
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
        Workers elsewhere =
                room.startWorkers("elsewhere", Map.of("gait.worker.heartbeat", "PT30S", "gait.worker.lease", "PT60S"));
        ScriptedPipeline.awaitReached(gate);
        assertThat(room.rows.cancel(room.row(id))).isTrue();
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
        assertThat(room.rows.cancel(room.row(id))).isTrue();
        JobRoomFixture.await("the attempt ends", () -> elsewhere.runningNow() == 0);
        assertThat(room.row(id).state()).isEqualTo(AnalysisState.CANCELLED);
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
