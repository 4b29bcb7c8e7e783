package org.gaitsuite.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.phantom.PhantomTruth;
import org.jspecify.annotations.Nullable;

/**
 * What was made of one walk that was filmed aslant.
 *
 * @param view as what it was measured, null where it was refused
 * @param angle between walk and picture that was found, degrees; NaN where none was
 * @param aslant 1 where the reader was told, 0 where not
 * @param withheld share of step length and knee range, of both sides, that was withheld
 * @param found errors, found minus true, in the unit of the quantity
 */
record ViewScore(@Nullable View view, double angle, double aslant, double withheld, Map<Quantity, double[]> found) {
    /** What is compared. */
    enum Quantity {
        HEEL_STRIKE("heel strike, ms", "", 1),
        STANCE("stance time, ms", "stance_time", 1000),
        CADENCE("cadence, steps/min", "cadence", 1),
        SPEED("walking speed, cm/s", "walking_speed", 100),
        STEP("step length, cm", "step_length", 100),
        KNEE("knee range, deg", "knee_rom", 1),
        HIP("hip range, deg", "hip_rom", 1),
        WIDTH("step width, cm", "step_width", 100),
        SWAY("trunk lateral sway, deg", "trunk_lateral_sway", 1),
        DROP("pelvic drop, deg", "pelvic_drop", 1);

        private final String label;
        private final String parameter;
        private final double factor;

        Quantity(String label, String parameter, double factor) {
            this.label = label;
            this.parameter = parameter;
            this.factor = factor;
        }

        String label() {
            return label;
        }

        private DoubleStream errors(GaitResult result, PhantomTruth truth) {
            if (this == HEEL_STRIKE) {
                return ContactErrors.pairs(truth.eventsInView(), result.events()).stream()
                        .filter(pair -> pair.truth().type() == EventType.HEEL_STRIKE)
                        .mapToDouble(pair -> 1000 * pair.errorSeconds());
            }
            return Stream.of(Side.LEFT, Side.RIGHT, null)
                    .filter(side -> truth.knows(parameter, side) && (side != null) == truth.knows(parameter, Side.LEFT))
                    .flatMapToDouble(side -> result.value(parameter, side).stream()
                            .map(value -> factor * (value - truth.parameter(parameter, side))));
        }
    }

    static ViewScore of(PhantomTruth truth, SkeletonOverTime keypoints, GaitOptions options) {
        Map<Quantity, double[]> errors = new EnumMap<>(Quantity.class);
        try {
            GaitResult result = GaitAnalyzer.analyze(
                    keypoints, Subject.ofHeight(truth.settings().height()), options);
            for (Quantity quantity : Quantity.values()) {
                errors.put(quantity, quantity.errors(result, truth).toArray());
            }
            double oblique = result.quality().obliqueDegrees();
            boolean told = result.quality().notes().stream()
                    .anyMatch(note -> note.toLowerCase(Locale.ROOT).contains("right angles to the walking direction"));
            int kept = Stream.of(Quantity.STEP, Quantity.KNEE)
                    .mapToInt(quantity -> quantity.errors(result, truth).toArray().length)
                    .sum();
            return new ViewScore(
                    result.view(),
                    result.view() == View.SIDE ? oblique : 90 - oblique,
                    told ? 1 : 0,
                    result.view() == View.SIDE ? 1 - kept / 4.0 : Double.NaN,
                    errors);
        } catch (NoWalkFound refused) {
            return new ViewScore(null, Double.NaN, Double.NaN, Double.NaN, Map.of());
        }
    }

    double[] errors(Quantity quantity) {
        return found.getOrDefault(quantity, new double[0]);
    }
}
