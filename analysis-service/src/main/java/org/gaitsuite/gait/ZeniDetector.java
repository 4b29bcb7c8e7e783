package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Events from the feet's position relative to the pelvis: heel strike where the heel is furthest forward, toe off where the toe is
 * furthest back (Zeni, Richards &amp; Higginson, Gait &amp; Posture 27, 2008, 710–714). Works overground and on a treadmill, and needs
 * positions only, so it stands noise well.
 */
final class ZeniDetector {
    /** A heel swings at least this share of its usual range forward before it strikes. */
    private static final double LEAST_SHARE_OF_RANGE = 0.3;

    /** Two strikes of a foot are at least this share of a stride apart. */
    private static final double LEAST_SHARE_OF_STRIDE = 0.6;

    private final SagittalWalk walk;
    private final double strideSeconds;
    private final boolean corrected;

    /** @param corrected whether {@link EventBias} is taken off; only the measurement of the bias itself goes without */
    ZeniDetector(SagittalWalk walk, double strideSeconds, boolean corrected) {
        this.walk = walk;
        this.strideSeconds = strideSeconds;
        this.corrected = corrected;
    }

    List<Candidate> detect(Side side) {
        List<Candidate> found = new ArrayList<>();
        found.addAll(peaks(EventType.HEEL_STRIKE, side, ahead(walk.heel(side))));
        found.addAll(peaks(EventType.TOE_OFF, side, ahead(walk.toe(side)).negated()));
        return found;
    }

    private Signal ahead(Joint joint) {
        return walk.x(joint).minus(walk.pelvisX()).within(walk.bout().run());
    }

    private List<Candidate> peaks(EventType type, Side side, Signal signal) {
        double range = Statistics.quantile(signal.value(), 0.97) - Statistics.quantile(signal.value(), 0.03);
        Joint ankle = Joint.of(side, "ANKLE");
        boolean byAnkle = ankle == (type == EventType.HEEL_STRIKE ? walk.heel(side) : walk.toe(side));
        double bias = corrected ? EventBias.zeni(type, byAnkle) * strideSeconds : 0;
        return Peaks.of(signal, LEAST_SHARE_OF_RANGE * range, LEAST_SHARE_OF_STRIDE * strideSeconds).stream()
                .map(peak -> new Candidate(type, side, peak.timeSeconds() - bias, byAnkle ? 0.6 : 0.75))
                .toList();
    }
}
