package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * From the heel strike of one foot to the next of the other. A step belongs to the side that ends it.
 *
 * @param from heel strike of the other foot, seconds
 * @param to heel strike of this foot, seconds
 */
record Step(Side side, double from, double to) {
    /** Shares of a stride between which a step may last; outside them a strike was missed or doubled. */
    private static final double SHORTEST = 0.15;

    private static final double LONGEST = 0.85;

    double seconds() {
        return to - from;
    }

    /** Steps between strikes that follow one another, in order of time. */
    static List<Step> of(List<GaitEvent> events, double strideSeconds) {
        List<GaitEvent> strikes = events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i + 1 < strikes.size(); i++) {
            GaitEvent a = strikes.get(i);
            GaitEvent b = strikes.get(i + 1);
            double seconds = b.timeSeconds() - a.timeSeconds();
            boolean plausible = seconds > SHORTEST * strideSeconds && seconds < LONGEST * strideSeconds;
            if (a.side() != b.side() && plausible) {
                steps.add(new Step(b.side(), a.timeSeconds(), b.timeSeconds()));
            }
        }
        return steps;
    }

    /** Times of the steps of one side. */
    static double[] seconds(List<Step> steps, Side side) {
        return steps.stream()
                .filter(step -> step.side() == side)
                .mapToDouble(Step::seconds)
                .toArray();
    }
}
