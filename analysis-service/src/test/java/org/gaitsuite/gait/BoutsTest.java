package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.value;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Walks there and back, with turns and pauses. */
class BoutsTest {
    private final TestWalker walker = new TestWalker();

    private static GaitResult analyze(SkeletonOverTime film) throws NoWalkFound {
        return GaitAnalyzer.analyze(film, Subject.ofHeight(1.70), GaitOptions.DEFAULT);
    }

    @Test
    void waysThereAndBackAreMeasuredAndPutTogether() throws NoWalkFound {
        walker.seconds = 5;
        ThereAndBack film = new ThereAndBack(walker, 3, 1.0);
        GaitResult one = analyze(new ThereAndBack(walker, 1, 0).pixels());
        GaitResult all = analyze(film.pixels());
        assertThat(all.bouts().stream().map(WalkedBout::direction))
                .containsExactly(WalkingDirection.RIGHT, WalkingDirection.LEFT, WalkingDirection.RIGHT);
        assertThat(all.quality().notes()).anyMatch(note -> note.startsWith("3 stretches"));
        for (String name : List.of("cadence", "step_length", "stride_length", "walking_speed", "stance_percent")) {
            assertThat(value(all, name, null))
                    .as(name)
                    .isCloseTo(value(one, name, null), within(0.02 * value(one, name, null)));
        }
        assertThat(measured(all, "stride_time", null).n())
                .isEqualTo(all.bouts().stream().mapToInt(WalkedBout::strides).sum())
                .isGreaterThan(2 * measured(one, "stride_time", null).n());
    }

    @Test
    void sidesOfALimpStayRightWhenTheWalkerTurns() throws NoWalkFound {
        walker.phaseOfRight = 0.55;
        walker.seconds = 6;
        GaitResult result = analyze(new ThereAndBack(walker, 2, 1.0).pixels());
        assertThat(result.bouts()).hasSize(2);
        assertThat(value(result, "step_time", Side.RIGHT)).isCloseTo(0.55 * 1.1, within(0.012));
        assertThat(value(result, "step_time", Side.LEFT)).isCloseTo(0.45 * 1.1, within(0.012));
    }

    @Test
    void noStrideAndNoEventReachesIntoATurn() throws NoWalkFound {
        walker.seconds = 5;
        ThereAndBack film = new ThereAndBack(walker, 4, 1.5);
        GaitResult result = analyze(film.pixels());
        assertThat(result.bouts()).hasSize(4);
        for (int way = 0; way < 4; way++) {
            WalkedBout bout = result.bouts().get(way);
            assertThat(bout.startSeconds()).isBetween(film.start(way) - 0.2, film.start(way) + 0.3);
            assertThat(bout.endSeconds()).isBetween(film.start(way) + 4.7, film.start(way) + 5.2);
        }
        assertThat(result.events())
                .allMatch(event -> result.bouts().stream()
                        .anyMatch(bout -> event.timeSeconds() > bout.startSeconds() - 0.15
                                && event.timeSeconds() < bout.endSeconds() + 0.15));
        assertThat(measured(result, "stride_time", null).sd())
                .as("a stride over a pause would stand out")
                .isLessThan(0.02);
    }

    @Test
    void directionIsThatOfTheLongestBout() throws NoWalkFound {
        walker.seconds = 4;
        SkeletonOverTime film = new ThereAndBack(walker, 2, 1.0).pixels();
        SkeletonOverTime longerBack = Skeletons.framesOnly(film, f -> f > 60);
        GaitResult result = analyze(longerBack);
        assertThat(result.bouts()).hasSize(2);
        assertThat(result.direction()).isEqualTo(WalkingDirection.LEFT);
    }

    @Test
    void stepsWhileTheWalkerIsStillSlowAreLeftOut() throws NoWalkFound {
        walker.seconds = 6;
        SkeletonOverTime slowAtFirst =
                Skeletons.retimed(walker.pixels(150, 100), t -> t < 1.5 ? 3 * (t - 1.5) : t - 1.5);
        WalkedBout bout = analyze(slowAtFirst).bouts().getFirst();
        assertThat(bout.startSeconds())
                .as("the walk is three times slower before 0")
                .isBetween(-0.5, 0.3);
    }

    @Test
    void tenMinutesOfAHundredBoutsAreMeasuredWithoutWorkingThroughThemAgainForEach() {
        walker.seconds = 5;
        SkeletonOverTime film = new ThereAndBack(walker, 100, 1).pixels();
        assertThat(film.frames()).isEqualTo(36_000);
        GaitResult result = Assertions.assertTimeout(Duration.ofSeconds(20), () -> analyze(film));
        assertThat(result.bouts()).hasSize(100);
    }

    @Test
    void contactsThatAreGivenAreTakenAsTheyAre() throws NoWalkFound {
        List<GaitEvent> known = List.of(
                new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 1.00, 1),
                new GaitEvent(EventType.TOE_OFF, Side.RIGHT, 1.10, 1),
                new GaitEvent(EventType.HEEL_STRIKE, Side.RIGHT, 1.52, 1),
                new GaitEvent(EventType.TOE_OFF, Side.LEFT, 1.64, 1),
                new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 2.08, 1));
        GaitResult result = GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT, known);
        assertThat(result.events()).isEqualTo(known);
        assertThat(value(result, "stride_time", Side.LEFT)).isCloseTo(1.08, within(1e-9));
        assertThat(value(result, "stance_time", Side.LEFT)).isCloseTo(0.64, within(1e-9));
        assertThat(value(result, "double_support_time", Side.LEFT)).isCloseTo(0.22, within(1e-9));
    }

    @Test
    void givenContactsWithoutAStrideAreRefusedWithTheirNumber() {
        List<GaitEvent> known = List.of(new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 1.0, 1));
        assertThatThrownBy(() -> GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT, known))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("Of the 1 contacts");
    }
}
