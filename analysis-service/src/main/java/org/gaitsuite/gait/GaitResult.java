package org.gaitsuite.gait;

import java.util.List;

/** Everything the mathematics says of one walk. Events are in order of time. */
public record GaitResult(
        View view,
        WalkingDirection direction,
        List<GaitEvent> events,
        List<GaitParameter> parameters,
        List<GaitCurve> curves,
        Quality quality) {
    public GaitResult {
        events = List.copyOf(events);
        parameters = List.copyOf(parameters);
        curves = List.copyOf(curves);
    }
}
