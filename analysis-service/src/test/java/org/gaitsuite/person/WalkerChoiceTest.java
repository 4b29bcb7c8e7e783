package org.gaitsuite.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkerChoiceTest {
    private static final double INTERVAL = 0.25;

    private static Person at(double x, double radius, double score) {
        return new Person(x, 500, x, 500 - radius, score);
    }

    @Test
    void theOneWhoTravelsIsFollowedNotTheLargerOneWhoStands() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            choice.add(i * INTERVAL, List.of(at(300, 200, 0.9), at(1500 - 60 * i, 100, 0.6)));
        }
        PersonPath walker = choice.walker().orElseThrow();
        assertThat(walker.sightings()).isEqualTo(20);
        assertThat(walker.at(1).hipX()).isCloseTo(1260, within(1e-9));
        assertThat(walker.travelInBodyHeights()).isCloseTo(60 * 19 / 200.0, within(1e-9));
    }

    @Test
    void twoWhoCrossAreKeptApart() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            choice.add(i * INTERVAL, List.of(at(100 + 50 * i, 100, 0.9), at(1110 - 40 * i, 100, 0.8)));
        }
        PersonPath walker = choice.walker().orElseThrow();
        assertThat(walker.sightings()).isEqualTo(20);
        assertThat(walker.last().hipX()).isEqualTo(1050);
    }

    @Test
    void whoIsPointedAtNeedNotTravel() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            choice.add(i * INTERVAL, List.of(at(300, 200, 0.9), at(1500 - 60 * i, 100, 0.6)));
        }
        assertThat(choice.at(1, 330, 550).orElseThrow().at(1).hipX()).isEqualTo(300);
        assertThat(choice.at(1, 1290, 480).orElseThrow().at(1).hipX()).isCloseTo(1260, within(1e-9));
        assertThat(choice.at(1, 800, 500)).isEmpty();
        assertThat(choice.at(9, 300, 500)).as("all have left").isEmpty();
    }

    @Test
    void aShortLossDoesNotEndThePath() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            choice.add(i * INTERVAL, i == 8 || i == 9 ? List.of() : List.of(at(1500 - 60 * i, 100, 0.6)));
        }
        PersonPath walker = choice.walker().orElseThrow();
        assertThat(walker.sightings()).isEqualTo(18);
        assertThat(walker.at(8.5 * INTERVAL).hipX()).as("in between").isCloseTo(990, within(1e-9));
    }

    @Test
    void beyondItsEndsThePathGoesOnAtTheSameSpeedForAMoment() {
        PersonPath path = new PersonPath();
        path.add(1, at(100, 100, 1));
        path.add(2, at(200, 100, 1));
        assertThat(path.at(0.6).hipX()).isCloseTo(60, within(1e-9));
        assertThat(path.at(0.6).radius()).isCloseTo(100, within(1e-9));
        assertThat(path.covers(0.6)).isTrue();
        assertThat(path.covers(0.4)).isFalse();
        assertThat(path.covers(2.5)).isTrue();
    }

    @Test
    void onATreadmillWhoIsSeenLongestAndLargestIsTaken() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            List<Person> seen = new ArrayList<>(List.of(at(600 + 5 * (i % 3), 200, 0.9)));
            if (i < 6) {
                seen.add(at(1200, 150, 0.9));
            }
            choice.add(i * INTERVAL, seen);
        }
        assertThat(choice.walker().orElseThrow().at(1).hipX()).isCloseTo(605, within(6.0));
    }

    @Test
    void aGlimpseIsNoWalker() {
        WalkerChoice choice = new WalkerChoice();
        choice.add(0, List.of(at(100, 100, 0.9)));
        choice.add(INTERVAL, List.of());
        assertThat(choice.walker()).isEmpty();
        assertThat(choice.sawAnybody()).isTrue();
        assertThat(new WalkerChoice().sawAnybody()).isFalse();
    }

    /** Out of sight behind a post for 1.75 s at 2.4 half body heights a second. */
    @Test
    void whoComesOutFromBehindAPostAsExpectedIsTheSamePerson() {
        WalkerChoice choice = walkBehindAPost(0, 100);
        assertThat(choice.walker().orElseThrow().sightings()).isEqualTo(14);
        assertThat(choice.walker().orElseThrow().endSeconds()).isEqualTo(19 * INTERVAL);
    }

    @Test
    void whoComesOutElsewhereOrOfAnotherSizeIsSomeoneElse() {
        assertThat(walkBehindAPost(-150, 100).walker().orElseThrow().sightings())
                .as("too late for the speed before")
                .isLessThan(14);
        assertThat(walkBehindAPost(0, 140).walker().orElseThrow().sightings())
                .as("much larger")
                .isLessThan(14);
    }

    private static WalkerChoice walkBehindAPost(double further, double radiusAfter) {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            boolean hidden = i >= 8 && i < 14;
            double x = 100 + 60 * i + (i < 14 ? 0 : further);
            choice.add(i * INTERVAL, hidden ? List.of() : List.of(at(x, i < 14 ? 100 : radiusAfter, 0.6)));
        }
        return choice;
    }

    @Test
    void whoIsPointedAtIsFoundAtThatTimeOnly() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 20; i++) {
            choice.add(i * INTERVAL, List.of(at(100 + 50 * i, 100, 0.9), at(1110 - 40 * i, 100, 0.8)));
        }
        assertThat(choice.at(1, 920, 470).orElseThrow().last().hipX()).isEqualTo(350);
        assertThat(choice.at(1, 330, 560).orElseThrow().last().hipX()).isEqualTo(1050);
        assertThat(choice.at(1, 600, 500)).as("between both").isEmpty();
        assertThat(choice.at(9, 350, 500)).as("after they were gone").isEmpty();
    }

    @Test
    void theOthersHaveBoxesAroundTheirBodies() {
        WalkerChoice choice = new WalkerChoice();
        for (int i = 0; i < 8; i++) {
            choice.add(i * INTERVAL, List.of(at(100 + 50 * i, 100, 0.9), at(900, 50, 0.8)));
        }
        List<OtherPerson> others = choice.others(choice.walker().orElseThrow());
        assertThat(others).hasSize(1);
        assertThat(others.getFirst().sightings()).hasSize(8);
        OtherPerson.Sighting box = others.getFirst().at(1).orElseThrow();
        assertThat(box).isEqualTo(new OtherPerson.Sighting(1, 870, 450, 930, 550));
    }

    @Test
    void theFavouriteIsWhoTravelsOfThoseInView() {
        WalkerChoice choice = new WalkerChoice();
        assertThat(choice.favourite()).isEmpty();
        choice.add(0, List.of(at(300, 200, 0.9), at(900, 100, 0.9)));
        assertThat(choice.favourite().orElseThrow().last().hipX())
                .as("the larger, at first")
                .isEqualTo(300);
        for (int i = 1; i < 8; i++) {
            choice.add(i * INTERVAL, List.of(at(300, 200, 0.9), at(900 - 60 * i, 100, 0.9)));
        }
        assertThat(choice.favourite().orElseThrow().last().radius()).isEqualTo(100);
        for (int i = 8; i < 20; i++) {
            choice.add(i * INTERVAL, List.of(at(300, 200, 0.9)));
        }
        assertThat(choice.favourite().orElseThrow().last().radius())
                .as("left alone")
                .isEqualTo(200);
        assertThat(choice.walker().orElseThrow().last().radius()).isEqualTo(100);
    }
}
