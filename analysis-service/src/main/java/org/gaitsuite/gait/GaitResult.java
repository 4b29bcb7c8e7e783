package org.gaitsuite.gait;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Everything the mathematics says of one recording. Events are in order of time.
 *
 * @param direction of the longest bout; a walk there and back has bouts both ways
 * @param bouts stretches of steady walking in order of time; parameters and curves are pooled over them, and no stride spans two
 * @param walk what the rest was read from, frame by frame and cycle by cycle
 */
public record GaitResult(
        View view,
        WalkingDirection direction,
        List<WalkedBout> bouts,
        List<GaitEvent> events,
        List<GaitParameter> parameters,
        List<GaitCurve> curves,
        Quality quality,
        MeasuredWalk walk) {
    public GaitResult {
        bouts = List.copyOf(bouts);
        events = List.copyOf(events);
        parameters = List.copyOf(parameters);
        curves = List.copyOf(curves);
    }

    /**
     * What was measured of one name; empty where it was withheld or is none of the result.
     *
     * @param side null for the value of both sides together
     */
    public OptionalDouble value(String name, @Nullable Side side) {
        return parameters.stream()
                .filter(GaitParameter.Measured.class::isInstance)
                .map(GaitParameter.Measured.class::cast)
                .filter(measured -> measured.name().equals(name) && measured.side() == side)
                .mapToDouble(GaitParameter.Measured::value)
                .findFirst();
    }

    /** Mean curve of one side; empty where no whole stride shows it. */
    public Optional<GaitCurve> curve(String name, Side side) {
        return curves.stream()
                .filter(curve -> curve.name().equals(name) && curve.side() == side)
                .findFirst();
    }
}
