package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Events from the foot's forward position without its slow part: heel strike where the high-passed heel is furthest forward, toe off where the
 * high-passed toe is furthest back; the cut-off is half the stride frequency for strikes and 1.1 times it for toe offs (Desailly, Daniel, Sardain
 * &amp; Lacouture, Gait &amp; Posture 29, 2009, 76–80). Needs no pelvis.
 *
 * <p>A double-pass high-pass is what a double-pass low-pass of the same design frequency leaves over: their gains (w/w₀)⁴/(1 + (w/w₀)⁴)
 * and 1/(1 + (w/w₀)⁴) add up to one.
 */
final class DesaillyDetector {
    private static final double CUT_OFF_OF_STRIKES = 0.5;
    private static final double CUT_OFF_OF_OFFS = 1.1;

    /** A mark stands out by at least this share of the usual range of the high-passed position. */
    private static final double LEAST_SHARE_OF_RANGE = 0.3;

    private static final double LEAST_SHARE_OF_STRIDE = 0.6;

    /** From the −3 dB frequency of the high-pass to that of the low-pass of the same design. */
    private static final double SAME_DESIGN = Math.sqrt(Math.sqrt(2) - 1);

    private final SagittalWalk walk;
    private final double strideSeconds;
    private final boolean corrected;

    /** @param corrected whether {@link EventBias} is taken off */
    DesaillyDetector(SagittalWalk walk, double strideSeconds, boolean corrected) {
        this.walk = walk;
        this.strideSeconds = strideSeconds;
        this.corrected = corrected;
    }

    /** Empty for a foot whose heel and toe were not seen. */
    List<Candidate> detect(Side side) {
        List<Candidate> found = new ArrayList<>();
        if (walk.heel(side) == Joint.of(side, "HEEL") && walk.toe(side) == Joint.of(side, "TOE")) {
            found.addAll(marks(EventType.HEEL_STRIKE, side, quick(walk.heel(side), CUT_OFF_OF_STRIKES)));
            found.addAll(marks(
                    EventType.TOE_OFF,
                    side,
                    quick(walk.toe(side), CUT_OFF_OF_OFFS).negated()));
        }
        return found;
    }

    private Signal quick(Joint joint, double cutOff) {
        Signal position = walk.x(joint).within(walk.bout().run());
        double hertz = SAME_DESIGN * cutOff / strideSeconds;
        Signal slow =
                new Signal(position.time(), new Butterworth(hertz, 1 / position.interval()).filter(position.value()));
        return position.minus(slow);
    }

    private List<Candidate> marks(EventType type, Side side, Signal signal) {
        double range = Statistics.quantile(signal.value(), 0.97) - Statistics.quantile(signal.value(), 0.03);
        double bias = corrected ? EventBias.desailly(type) * strideSeconds : 0;
        return Peaks.of(signal, LEAST_SHARE_OF_RANGE * range, LEAST_SHARE_OF_STRIDE * strideSeconds).stream()
                .map(peak -> new Candidate(type, side, peak.timeSeconds() - bias, 0.5))
                .toList();
    }
}
