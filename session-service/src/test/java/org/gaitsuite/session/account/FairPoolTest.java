package org.gaitsuite.session.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients take turns, and nobody takes all the room. */
class FairPoolTest {
    private final FairPool pool = new FairPool(1, 4, "fair-test");
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> served = new CopyOnWriteArrayList<>();

    /** Keeps the only thread busy until the test has lined everybody up. */
    @BeforeEach
    void closeTheDoor() throws Exception {
        closeUntil(open);
    }

    private void closeUntil(CountDownLatch opened) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        assertThat(pool.submit("doorkeeper", () -> {
                    busy.countDown();
                    return await(opened);
                }))
                .isPresent();
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        open.countDown();
        pool.close();
    }

    @Test
    void whoComesLateWithOneIsServedBeforeTheSecondOfWhoCameFirst() throws Exception {
        lineUpAndServe(open, "flood 1", "flood 2", "flood 3", "guest 1");

        assertThat(served).containsExactly("flood 1", "guest 1", "flood 2", "flood 3");
    }

    @Test
    void whoComesOnceIsServedBeforeThoseWhoComeAgainAndAgain() throws Exception {
        open.countDown();
        for (String work : List.of("flood 1", "torrent 1")) {
            line(work).orElseThrow().get(10, TimeUnit.SECONDS);
        }
        CountDownLatch reopened = new CountDownLatch(1);
        closeUntil(reopened);

        lineUpAndServe(reopened, "torrent 2", "flood 2", "guest 1", "visitor 1");

        assertThat(served).containsExactly("flood 1", "torrent 1", "guest 1", "visitor 1", "flood 2", "torrent 2");
    }

    @Test
    void whereThereIsNoRoomTheLongestLineGivesUpItsLastPlace() throws Exception {
        List<Future<String>> flood = new ArrayList<>();
        for (int work = 1; work <= 4; work++) {
            flood.add(line("flood " + work).orElseThrow());
        }
        assertThat(line("flood 5")).as("its own line is the longest").isEmpty();

        Future<String> guest = line("guest 1").orElseThrow();
        assertThat(flood.get(3).isCancelled()).isTrue();
        assertThat(pool.waiting()).isEqualTo(4);

        open.countDown();
        assertThat(guest.get(10, TimeUnit.SECONDS)).isEqualTo("guest 1");
        flood.get(2).get(10, TimeUnit.SECONDS);
        assertThat(served).containsExactly("flood 1", "guest 1", "flood 2", "flood 3");
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void whereEverybodyWaitsOnceWhoeverHadATurnLastGivesUpItsPlaceToWhoeverHadNone() throws Exception {
        open.countDown();
        for (String work : List.of("a 1", "b 1", "c 1", "d 1")) {
            line(work).orElseThrow().get(10, TimeUnit.SECONDS);
        }
        CountDownLatch reopened = new CountDownLatch(1);
        closeUntil(reopened);
        List<Future<String>> again = new ArrayList<>();
        for (String work : List.of("a 2", "d 2", "b 2", "c 2")) {
            again.add(line(work).orElseThrow());
        }

        Future<String> guest = line("guest 1").orElseThrow();
        assertThat(again).extracting(Future::isCancelled).containsExactly(false, true, false, false);
        assertThat(line("d 3")).as("its last turn was last").isEmpty();

        reopened.countDown();
        again.get(3).get(10, TimeUnit.SECONDS);
        assertThat(guest).isDone();
        assertThat(served).containsExactly("a 1", "b 1", "c 1", "d 1", "guest 1", "a 2", "b 2", "c 2");
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void whoeverGaveUpWaitingIsPassedOver() throws Exception {
        Future<String> impatient = line("guest 1").orElseThrow();
        Future<String> patient = line("other 1").orElseThrow();
        impatient.cancel(true);
        open.countDown();
        patient.get(10, TimeUnit.SECONDS);
        assertThat(served).containsExactly("other 1");
    }

    private void lineUpAndServe(CountDownLatch door, String... work) throws Exception {
        List<Future<String>> outcomes = new ArrayList<>();
        for (String one : work) {
            outcomes.add(line(one).orElseThrow());
        }
        door.countDown();
        for (Future<String> outcome : outcomes) {
            outcome.get(10, TimeUnit.SECONDS);
        }
    }

    private Optional<Future<String>> line(String work) {
        return pool.submit(work.substring(0, work.indexOf(' ')), () -> {
            served.add(work);
            return work;
        });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
