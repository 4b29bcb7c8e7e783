package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.EventType.HEEL_STRIKE;
import static org.gaitsuite.gait.EventType.TOE_OFF;
import static org.gaitsuite.gait.Side.LEFT;
import static org.gaitsuite.gait.Side.RIGHT;

import java.util.List;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.WalkedBout;
import org.gaitsuite.gait.WalkingDirection;
import org.junit.jupiter.api.Test;

class PhaseBarTest {
    private static final GaitPhases PHASES = new GaitPhases(
            List.of(
                    event(TOE_OFF, RIGHT, 0.1),
                    event(HEEL_STRIKE, RIGHT, 0.5),
                    event(TOE_OFF, LEFT, 0.6),
                    event(HEEL_STRIKE, LEFT, 1.0),
                    event(TOE_OFF, RIGHT, 1.1),
                    event(HEEL_STRIKE, RIGHT, 1.5),
                    event(TOE_OFF, LEFT, 1.6),
                    event(HEEL_STRIKE, LEFT, 2.0),
                    // The second bout begins here.
                    event(HEEL_STRIKE, LEFT, 8.0),
                    event(TOE_OFF, LEFT, 8.6)),
            List.of(bout(0, 2.1), bout(7.9, 8.7)));

    private static GaitEvent event(EventType type, Side side, double seconds) {
        return new GaitEvent(type, side, seconds, 1);
    }

    private static WalkedBout bout(double from, double to) {
        return new WalkedBout(from, to, WalkingDirection.LEFT, 1);
    }

    @Test
    void phasesReachFromEventToEventAndToTheEndsOfABout() {
        assertThat(PHASES.at(LEFT, 1.3))
                .hasValueSatisfying(phase -> assertThat(phase.stance()).isTrue());
        assertThat(PHASES.at(RIGHT, 1.3))
                .hasValueSatisfying(phase -> assertThat(phase.stance()).isFalse());
        assertThat(PHASES.at(RIGHT, 0.05))
                .hasValueSatisfying(phase -> assertThat(phase.stance()).isTrue());
        assertThat(PHASES.at(RIGHT, 2.05))
                .hasValueSatisfying(phase -> assertThat(phase.stance()).isTrue());
        assertThat(PHASES.at(LEFT, 5)).isEmpty();
        assertThat(PHASES.at(RIGHT, 8.2)).isEmpty();
    }

    @Test
    void aTimeIsAShareOfItsCycle() {
        assertThat(PHASES.percentOfCycle(LEFT, 1.25).orElseThrow()).isCloseTo(25, within(1e-9));
        assertThat(PHASES.percentOfCycle(LEFT, 0.5))
                .as("before the first strike")
                .isEmpty();
        assertThat(PHASES.percentOfCycle(LEFT, 4)).as("between bouts").isEmpty();
        assertThat(PHASES.percentOfCycle(LEFT, 8.1)).as("after the last strike").isEmpty();
    }

    @Test
    void bothFeetAreDownFromStrikeToTheOtherToeOff() {
        assertThat(PHASES.doubleSupport()).anySatisfy(both -> assertThat(both).containsExactly(1.0, 1.1));
        assertThat(PHASES.doubleSupport())
                .allSatisfy(both -> assertThat(both[1] - both[0]).isLessThan(0.11));
    }

    @Test
    void stanceIsFilledSwingIsEmptyAndBetweenBoutsIsNothing() {
        try (Picture picture = new Picture(1000, 80, Ink.BLACK)) {
            Box area = new Box(50, 10, 970, 80);
            new PhaseBar(PHASES).draw(picture, 1.9, area, 1, new Lettering());
            int left = 10 + (int) PhaseBar.middle(LEFT, 1);
            int right = 10 + (int) PhaseBar.middle(RIGHT, 1);
            int between = (left + right) / 2;
            Ink swing = picture.at(x(1.3, area), right);
            assertThat(picture.at(x(1.3, area), left)).isEqualTo(SideColour.LEFT.ink());
            assertThat(picture.at(x(0.8, area), right)).isEqualTo(SideColour.RIGHT.ink());
            assertThat(swing).isNotEqualTo(Ink.BLACK).isNotEqualTo(SideColour.RIGHT.ink());
            assertThat(picture.at(x(0.8, area), left)).isEqualTo(swing);
            assertThat(picture.at(x(5, area), left)).isEqualTo(Ink.BLACK);
            assertThat(Films.difference(picture.at(x(1.05, area), between), Ink.WHITE))
                    .as("double support")
                    .isLessThan(100);
            assertThat(picture.at(x(1.3, area), between)).as("single support").isEqualTo(Ink.BLACK);
            assertThat(picture.at(x(1.0, area), left)).as("heel strike").isEqualTo(Ink.WHITE);
            assertThat(picture.at(x(1.9, area), between)).as("cursor").isEqualTo(Ink.WHITE);
            // What is still to come is paler.
            assertThat(picture.at(x(8.3, area), left))
                    .isNotEqualTo(SideColour.LEFT.ink())
                    .isNotEqualTo(swing);
        }
    }

    /** The whole walk lasts from 0 to 8.7 s. */
    private static int x(double seconds, Box area) {
        return (int) Math.round(area.left() + seconds / 8.7 * area.width());
    }

    @Test
    void aLongWalkPassesByUnderTheCursor() {
        PhaseBar bar = new PhaseBar(PHASES);
        assertThat(bar.window(4, 1000, 1)).containsExactly(0, 8.7);
        double[] some = bar.window(4, 132, 1);
        assertThat(some[1] - some[0]).isCloseTo(3, within(1e-9));
        assertThat((some[0] + some[1]) / 2).isCloseTo(4, within(1e-9));
        assertThat(bar.window(0, 132, 1)[0]).isZero();
        assertThat(bar.window(100, 132, 1)[1]).isEqualTo(8.7);
    }
}
