package org.gaitsuite.gait;

import java.util.List;

/**
 * Everything the mathematics says of one walk. Events are in order of time.
 *
 * @param walk what the rest was read from, frame by frame and cycle by cycle
 */
public record GaitResult(
        View view,
        WalkingDirection direction,
        List<GaitEvent> events,
        List<GaitParameter> parameters,
        List<GaitCurve> curves,
        Quality quality,
        MeasuredWalk walk) {
    public GaitResult {
        events = List.copyOf(events);
        parameters = List.copyOf(parameters);
        curves = List.copyOf(curves);
    }
}
