package org.gaitsuite.gait;

import java.util.List;

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
}
