package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightPhasesTest {
    private static final double FRAME = 1 / 30.0;

    @Test
    void walkingKeepsAFootOnTheGround() {
        assertThatCode(() -> FlightPhases.refuse(steps(0.6, 6, 0.62), FRAME)).doesNotThrowAnyException();
    }

    @Test
    void whatIsInTheAirStepAfterStepIsRefusedWithHowOften() {
        assertThatThrownBy(() -> FlightPhases.refuse(steps(0.6, 6, 0.42), FRAME))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("of 10 swings")
                .hasMessageContaining("runs");
    }

    @Test
    void anOverlapWithinAFrameIsNone() {
        assertThatCode(() -> FlightPhases.refuse(steps(0.6, 6, 0.5 - 0.4 * FRAME / 1.2), FRAME))
                .doesNotThrowAnyException();
    }

    @Test
    void oneMistakeInALongWalkIsForgiven() {
        List<GaitEvent> events = new ArrayList<>(steps(0.6, 20, 0.62));
        events.removeIf(e -> e.type() == EventType.TOE_OFF && e.side() == Side.LEFT && e.timeSeconds() < 1.3);
        events.add(new GaitEvent(EventType.TOE_OFF, Side.LEFT, 0.2, 1));
        events.sort(Comparator.comparingDouble(GaitEvent::timeSeconds));

        assertThatCode(() -> FlightPhases.refuse(events, FRAME)).doesNotThrowAnyException();
    }

    /** Even steps, each foot on the ground for the given share of its stride. */
    private static List<GaitEvent> steps(double stepSeconds, int strikesOfEachFoot, double stanceShare) {
        List<GaitEvent> events = new ArrayList<>();
        for (int i = 0; i < 2 * strikesOfEachFoot; i++) {
            Side side = i % 2 == 0 ? Side.LEFT : Side.RIGHT;
            double strike = i * stepSeconds;
            events.add(new GaitEvent(EventType.HEEL_STRIKE, side, strike, 1));
            events.add(new GaitEvent(EventType.TOE_OFF, side, strike + 2 * stepSeconds * stanceShare, 1));
        }
        events.sort(Comparator.comparingDouble(GaitEvent::timeSeconds));
        return events;
    }
}
