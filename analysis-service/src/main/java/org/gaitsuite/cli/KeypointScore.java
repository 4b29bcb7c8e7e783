package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.phantom.PhantomTruth;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one walker from its keypoints, beside what is true of it.
 *
 * @param strikeErrors seconds, found minus true
 * @param offErrors likewise
 */
record KeypointScore(List<Estimate> estimates, double[] strikeErrors, double[] offErrors) {
    /**
     * @param error measured minus true, in the unit of the parameter
     * @param below from the lower end of the interval to the value
     * @param above from the value to the upper end
     */
    record Estimate(String name, String unit, @Nullable Side side, double error, double below, double above) {
        /** Whether the interval holds the truth once an error common to all walkers is taken off. */
        boolean covers(double commonError) {
            double own = error - commonError;
            return own <= below && own >= -above;
        }
    }

    /** Empty when the walk was refused. */
    static Optional<KeypointScore> of(PhantomTruth truth, SkeletonOverTime keypoints, GaitOptions options) {
        try {
            Subject subject = Subject.ofHeight(truth.settings().height());
            GaitResult result = GaitAnalyzer.analyze(keypoints, subject, options);
            List<Estimate> estimates = new ArrayList<>();
            for (GaitParameter parameter : result.parameters()) {
                if (parameter instanceof GaitParameter.Measured m && truth.knows(m.name(), m.side())) {
                    estimates.add(new Estimate(
                            m.name(),
                            m.unit(),
                            m.side(),
                            m.value() - truth.parameter(m.name(), m.side()),
                            m.value() - m.ci95Low(),
                            m.ci95High() - m.value()));
                }
            }
            return Optional.of(new KeypointScore(
                    List.copyOf(estimates),
                    errors(EventType.HEEL_STRIKE, truth, result),
                    errors(EventType.TOE_OFF, truth, result)));
        } catch (NoWalkFound refused) {
            return Optional.empty();
        }
    }

    private static double[] errors(EventType type, PhantomTruth truth, GaitResult result) {
        return EventMatches.of(type, truth.events(), truth.eventsInView(), result.events())
                .errorsSeconds()
                .toArray();
    }
}
