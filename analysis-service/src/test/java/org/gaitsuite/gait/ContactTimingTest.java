package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactTimingTest {
    private final TestWalker walker = new TestWalker();

    private static SagittalWalk walk(SkeletonOverTime skeleton) throws NoWalkFound {
        return SagittalWalks.of(skeleton);
    }

    private static List<Candidate> contacts(SagittalWalk walk, double shiftOfEverySecond) {
        double stride = walk.swinging().strideSeconds();
        List<Candidate> contacts = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Candidate> ofSide = new ZeniDetector(walk, stride, true).detect(side);
            for (int i = 0; i < ofSide.size(); i++) {
                Candidate c = ofSide.get(i);
                contacts.add(
                        new Candidate(c.type(), c.side(), c.timeSeconds() + (i % 2) * shiftOfEverySecond, c.support()));
            }
        }
        return contacts;
    }

    private static double[] times(List<Candidate> contacts, EventType type, Side side) {
        return contacts.stream()
                .filter(contact -> contact.type() == type && contact.side() == side)
                .mapToDouble(Candidate::timeSeconds)
                .sorted()
                .toArray();
    }

    @Test
    void whereTheSearchBeganMakesNoDifference() throws NoWalkFound {
        SagittalWalk walk = walk(walker.metres());
        ContactTiming timing = new ContactTiming(walk, walk.swinging().strideSeconds());
        List<Candidate> once = timing.place(contacts(walk, 0));
        List<Candidate> shaken = timing.place(contacts(walk, 0.02));
        for (EventType type : EventType.values()) {
            for (Side side : Side.values()) {
                assertThat(times(shaken, type, side)).containsExactly(times(once, type, side), within(0.004));
            }
        }
    }

    @Test
    void everyStrideOfAnEvenWalkerIsEquallyLong() throws NoWalkFound {
        SagittalWalk walk = walk(walker.metres());
        ContactTiming timing = new ContactTiming(walk, walk.swinging().strideSeconds());
        List<Candidate> placed = timing.place(contacts(walk, 0.015));
        for (EventType type : EventType.values()) {
            double[] left = times(placed, type, Side.LEFT);
            for (int i = 2; i + 1 < left.length; i++) {
                assertThat(left[i] - left[i - 1]).isCloseTo(walker.strideSeconds, within(0.006));
            }
        }
    }

    @Test
    void aFootWithoutHeelAndToeKeepsItsContacts() throws NoWalkFound {
        SkeletonOverTime ankles = Skeletons.seenOnly(
                walker.metres(),
                (f, joint) -> !joint.name().endsWith("HEEL") && !joint.name().endsWith("TOE"));
        SagittalWalk walk = walk(ankles);
        List<Candidate> before = contacts(walk, 0);
        List<Candidate> after = new ContactTiming(walk, walk.swinging().strideSeconds()).place(before);
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void noContactIsLostWhereNoSignIsSeenNearIt() throws NoWalkFound {
        SagittalWalk walk =
                walk(Skeletons.seenOnly(walker.metres(), (f, joint) -> joint != Joint.LEFT_HEEL || f < 100 || f > 130));
        List<Candidate> before = contacts(walk, 0);
        assertThat(new ContactTiming(walk, walk.swinging().strideSeconds()).place(before))
                .hasSameSizeAs(before);
    }

    @Test
    void onATreadmillTheHeelRestsOnTheBelt() throws NoWalkFound {
        SagittalWalk overground = walk(walker.metres());
        walker.treadmill = true;
        SagittalWalk treadmill = walk(walker.metres());
        double[] rest = new double[2];
        SagittalWalk[] walks = {overground, treadmill};
        for (int i = 0; i < 2; i++) {
            rest[i] = ContactSign.HEEL_COMES_TO_REST.near(FootMotion.of(walks[i], Side.LEFT), 1.5, 3.0);
        }
        assertThat(rest[1]).isCloseTo(rest[0], within(0.02));
    }
}
