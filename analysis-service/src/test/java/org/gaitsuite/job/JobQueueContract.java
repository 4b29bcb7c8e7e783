package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.job.JobQueue.Entry;
import org.gaitsuite.job.JobQueue.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue promises. */
abstract class JobQueueContract {
    static final Duration VISIBILITY = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofMillis(50);

    private JobQueue queue;

    /** A queue without entries, whose held entries count as abandoned after {@link #VISIBILITY}. */
    abstract JobQueue empty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        queue = empty();
    }

    private UUID add(String owner, Priority priority) {
        UUID id = UUID.randomUUID();
        assertThat(queue.enqueue(new Job(id, owner, priority), Duration.ZERO)).isTrue();
        return id;
    }

    private UUID add(String owner) {
        return add(owner, Priority.INTERACTIVE);
    }

    private Entry takeOne() throws InterruptedException {
        List<Entry> taken = queue.take(1, Duration.ofSeconds(5));
        assertThat(taken).as("an entry to take").hasSize(1);
        return taken.getFirst();
    }

    private void assertNothingToTake() throws InterruptedException {
        assertThat(queue.take(1, SOON)).isEmpty();
    }

    @Test
    void anEntryIsOutstandingUntilItIsAcknowledged() throws Exception {
        UUID id = add("a");
        Entry entry = takeOne();
        assertThat(entry.analysis()).isEqualTo(id);
        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.known(List.of(id, UUID.randomUUID()))).containsExactly(id);
        queue.acknowledge(entry);
        assertThat(queue.depth()).isZero();
        assertThat(queue.known(List.of(id))).isEmpty();
        assertNothingToTake();
    }

    @Test
    void anAnalysisHasOneEntryHoweverOftenItIsEnqueued() throws Exception {
        Job job = new Job(UUID.randomUUID(), "a", Priority.INTERACTIVE);
        assertThat(queue.enqueue(job, Duration.ZERO)).isTrue();
        assertThat(queue.enqueue(job, Duration.ZERO)).isFalse();
        Entry entry = takeOne();
        assertThat(queue.enqueue(job, Duration.ZERO)).as("while it is held").isFalse();
        assertThat(queue.depth()).isEqualTo(1);
        queue.acknowledge(entry);
        assertThat(queue.enqueue(job, Duration.ZERO)).as("when it is done").isTrue();
    }

    @Test
    void entriesOfOneOwnerAreTakenInTheirOrder() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(add("a"));
        }
        List<UUID> taken = new ArrayList<>();
        while (taken.size() < 20) {
            queue.take(3, SOON).forEach(entry -> taken.add(entry.analysis()));
        }
        assertThat(taken).isEqualTo(ids);
    }

    @Test
    void aThousandOfOneOwnerDelayTheFirstOfAnotherByNone() throws Exception {
        for (int i = 0; i < 1000; i++) {
            add("many");
        }
        for (int i = 0; i < 5; i++) {
            queue.acknowledge(takeOne());
        }
        UUID one = add("one");
        assertThat(takeOne().analysis()).isEqualTo(one);
    }

    @Test
    void ownersTakeTurns() throws Exception {
        Set<UUID> ofA = new HashSet<>();
        Set<UUID> ofB = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ofA.add(add("a"));
        }
        for (int i = 0; i < 10; i++) {
            ofB.add(add("b"));
        }
        for (int i = 1; i <= 10; i++) {
            Set<UUID> pair = Set.of(takeOne().analysis(), takeOne().analysis());
            assertThat(pair).as("turn %d", i).anyMatch(ofA::contains).anyMatch(ofB::contains);
        }
    }

    @Test
    void whoComesBackAgainAndAgainDoesNotOvertakeWhoWaits() throws Exception {
        Set<UUID> patient = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            patient.add(add("patient"));
        }
        add("eager");
        int served = 0;
        for (int i = 0; i < 20; i++) {
            Entry entry = takeOne();
            queue.acknowledge(entry);
            if (patient.contains(entry.analysis())) {
                served++;
            } else {
                add("eager");
            }
        }
        assertThat(served).isBetween(9, 11);
    }

    @Test
    void interactiveEntriesGoFirstAndBatchDoesNotStarve() throws Exception {
        Set<UUID> batch = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            batch.add(add("a", Priority.BATCH));
        }
        for (int i = 0; i < 40; i++) {
            add("b");
        }
        List<Boolean> wasBatch = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            wasBatch.add(batch.contains(takeOne().analysis()));
        }
        assertThat(wasBatch.getFirst()).isFalse();
        assertThat(wasBatch.stream().filter(b -> b).count()).isEqualTo(3);
    }

    @Test
    void aDelayedEntryIsTakenWhenItIsDue() throws Exception {
        UUID id = UUID.randomUUID();
        long before = System.nanoTime();
        queue.enqueue(new Job(id, "a", Priority.INTERACTIVE), Duration.ofMillis(300));
        assertThat(queue.report().delayed()).isEqualTo(1);
        assertNothingToTake();
        List<Entry> taken = List.of();
        while (taken.isEmpty()) {
            taken = queue.take(1, Duration.ofSeconds(10));
        }
        assertThat(taken).extracting(Entry::analysis).containsExactly(id);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
    }

    @Test
    void aReleasedEntryGoesToTheFrontOrWaitsItsDelay() throws Exception {
        UUID first = add("a");
        UUID second = add("a");
        Entry entry = takeOne();
        assertThat(entry.analysis()).isEqualTo(first);
        queue.release(entry, Duration.ZERO);
        Entry again = takeOne();
        assertThat(again.analysis()).isEqualTo(first);
        queue.release(again, Duration.ofMillis(200));
        assertThat(queue.known(List.of(first))).containsExactly(first);
        assertThat(takeOne().analysis()).isEqualTo(second);
        JobRoomFixture.await("the released one is due", () -> {
            try {
                return queue.take(1, SOON).stream().anyMatch(e -> e.analysis().equals(first));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aReleaseOfWhatNobodyHoldsIsNothing() throws Exception {
        UUID id = add("a");
        Entry entry = takeOne();
        queue.acknowledge(entry);
        queue.release(entry, Duration.ZERO);
        assertNothingToTake();
        assertThat(queue.known(List.of(id))).isEmpty();
        assertThat(queue.report().depth()).isZero();
    }

    @Test
    void anEntryOfASilentWorkerIsGivenOutAgainAndALiveOnesIsNot() throws Exception {
        UUID silent = add("a");
        UUID live = add("a");
        Entry silentEntry = takeOne();
        Entry liveEntry = takeOne();
        assertThat(List.of(silentEntry.analysis(), liveEntry.analysis())).containsExactly(silent, live);
        List<UUID> taken = new ArrayList<>();
        long deadline = System.nanoTime() + VISIBILITY.multipliedBy(3).toNanos();
        while (System.nanoTime() < deadline) {
            queue.keepAlive(liveEntry);
            queue.take(1, SOON).forEach(entry -> {
                taken.add(entry.analysis());
                queue.acknowledge(entry);
            });
        }
        assertThat(taken).containsExactly(silent);
    }

    @Test
    void aRemovedAnalysisIsNeverTakenWhereverItsEntryIs() throws Exception {
        UUID held = add("a");
        Entry entry = takeOne();
        UUID waiting = add("a");
        UUID delayed = UUID.randomUUID();
        queue.enqueue(new Job(delayed, "a", Priority.BATCH), Duration.ofMillis(1));
        List.of(held, waiting, delayed, UUID.randomUUID()).forEach(queue::remove);
        assertThat(queue.depth()).isZero();
        queue.release(entry, Duration.ZERO);
        Thread.sleep(VISIBILITY.plusMillis(100));
        assertNothingToTake();
    }

    @Test
    void theReportTellsWhatWaitsPausesAndRuns() throws Exception {
        assertThat(queue.report().oldestWaiting()).isEmpty();
        add("a");
        Entry held = takeOne();
        add("a");
        add("b");
        add("c", Priority.BATCH);
        queue.enqueue(new Job(UUID.randomUUID(), "d", Priority.BATCH), Duration.ofMinutes(1));
        Thread.sleep(30);
        QueueReport report = queue.report();
        assertThat(report.depth()).isEqualTo(5);
        assertThat(report.waitingInteractive()).isEqualTo(2);
        assertThat(report.waitingBatch()).isEqualTo(1);
        assertThat(report.delayed()).isEqualTo(1);
        assertThat(report.running()).isEqualTo(1);
        assertThat(report.oldestWaiting())
                .hasValueSatisfying(age -> assertThat(age).isBetween(Duration.ofMillis(25), Duration.ofSeconds(30)));
        queue.acknowledge(held);
    }

    @Test
    void whoWaitsIsToldOfANewEntryAtOnce() throws Exception {
        queue.take(1, SOON);
        try (ExecutorService waiter = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Entry>> waiting = waiter.submit(() -> {
                List<Entry> taken = queue.take(1, Duration.ofSeconds(30));
                return taken.isEmpty() ? queue.take(1, Duration.ZERO) : taken;
            });
            Thread.sleep(100);
            UUID id = add("a");
            assertThat(waiting.get(10, TimeUnit.SECONDS))
                    .extracting(Entry::analysis)
                    .containsExactly(id);
        }
    }

    @Test
    void aWaitCanBeEndedEarly() throws Exception {
        try (ExecutorService waiter = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Entry>> waiting = waiter.submit(() -> queue.take(1, Duration.ofSeconds(30)));
            Thread.sleep(200);
            queue.wake();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void nothingIsTakenTwiceByManyAtOnce() throws Exception {
        Set<UUID> added = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            added.add(add("owner-" + i % 7, i % 3 == 0 ? Priority.BATCH : Priority.INTERACTIVE));
        }
        List<UUID> taken = new ArrayList<>();
        try (ExecutorService takers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<UUID>>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(takers.submit(() -> {
                    List<UUID> part = new ArrayList<>();
                    for (List<Entry> next = queue.take(3, Duration.ZERO);
                            !next.isEmpty();
                            next = queue.take(3, Duration.ZERO)) {
                        next.forEach(entry -> {
                            part.add(entry.analysis());
                            queue.acknowledge(entry);
                        });
                    }
                    return part;
                }));
            }
            for (Future<List<UUID>> part : parts) {
                taken.addAll(part.get(20, TimeUnit.SECONDS));
            }
        }
        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(added);
        assertThat(queue.depth()).isZero();
    }
}
