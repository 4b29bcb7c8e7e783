package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.OtherPerson.Sighting;
import org.junit.jupiter.api.Test;

class OtherPeopleTest {
    private static final Ink GRASS = new Ink(90, 200, 40);
    /** In the full-size picture, which is twice as large as the one that is drawn on. */
    private static final OtherPeople OTHERS =
            new OtherPeople(List.of(new OtherPerson(List.of(new Sighting(1, 200, 100, 320, 300)))));

    private static Picture drawn(double timeSeconds, Optional<Box> walker) {
        Picture picture = new Picture(300, 200, GRASS);
        OTHERS.draw(picture, timeSeconds, walker, Placement.whole(0.5));
        return picture;
    }

    @Test
    void somebodyElseLosesColourAndLightWithASoftBorder() {
        try (Picture picture = drawn(1, Optional.empty())) {
            for (int[] inside : new int[][] {{101, 51}, {130, 100}, {158, 148}}) {
                Ink grey = picture.at(inside[0], inside[1]);
                assertThat(grey.red()).isEqualTo(grey.green()).isEqualTo(grey.blue());
                assertThat(grey.green()).isBetween(60, 120);
            }
            int border = picture.at(93, 100).green();
            assertThat(border).isBetween(picture.at(101, 100).green() + 5, GRASS.green() - 5);
            assertThat(picture.at(80, 100)).isEqualTo(GRASS);
            assertThat(picture.at(130, 170)).isEqualTo(GRASS);
        }
    }

    @Test
    void theWalkersOwnPlaceIsLeftAlone() {
        Box walker = new Box(140, 60, 200, 190);
        try (Picture picture = drawn(1, Optional.of(walker))) {
            for (int y = 60; y < 190; y++) {
                for (int x = 140; x < 200; x++) {
                    assertThat(picture.at(x, y)).isEqualTo(GRASS);
                }
            }
            assertThat(picture.at(105, 100)).isNotEqualTo(GRASS);
        }
    }

    @Test
    void whoIsNotInViewAtATimeIsNotGreyed() {
        try (Picture picture = drawn(1.5, Optional.empty())) {
            assertThat(Films.count(picture, new Box(0, 0, 300, 200), GRASS)).isEqualTo(300 * 200);
        }
    }
}
