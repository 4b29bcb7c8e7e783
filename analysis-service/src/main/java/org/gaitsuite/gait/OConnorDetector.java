package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Events from the foot's vertical speed: toe off where the middle of the foot rises fastest, heel strike at the last trough of its
 * speed before it rests, with the heel low (O'Connor, Thorpe, O'Malley &amp; Vaughan, Gait &amp; Posture 25, 2007, 469–474). Independent of
 * the pelvis; needs heel and toe.
 */
final class OConnorDetector {
    /** The heel is low below this share of its vertical range (O'Connor et al. use 35 %). */
    private static final double LOW = 0.35;

    private static final double LEAST_SHARE_OF_SPEED_RANGE = 0.1;
    private static final double LEAST_SHARE_OF_RISE = 0.3;

    /** A foot strikes after this share of a stride since it left the ground, and before {@link #LATEST_STRIKE}. */
    private static final double EARLIEST_STRIKE = 0.2;

    private static final double LATEST_STRIKE = 0.6;

    private final SagittalWalk walk;
    private final double strideSeconds;
    private final boolean corrected;

    OConnorDetector(SagittalWalk walk, double strideSeconds, boolean corrected) {
        this.walk = walk;
        this.strideSeconds = strideSeconds;
        this.corrected = corrected;
    }

    /** Empty when heel or toe of this side were not seen. */
    List<Candidate> detect(Side side) {
        if (walk.heel(side) != Joint.of(side, "HEEL") || walk.toe(side) != Joint.of(side, "TOE")) {
            return List.of();
        }
        Signal heel = walk.y(walk.heel(side)).within(walk.bout().run());
        Signal speed = walk.y(walk.heel(side))
                .combine(walk.y(walk.toe(side)), (a, b) -> (a + b) / 2)
                .derivative()
                .within(walk.bout().run());
        double range = Statistics.quantile(speed.value(), 0.99) - Statistics.quantile(speed.value(), 0.01);
        List<Candidate> found = new ArrayList<>();
        List<Peaks.Peak> rises = Peaks.of(speed, LEAST_SHARE_OF_RISE * range, 0.5 * strideSeconds);
        for (Peaks.Peak rise : rises) {
            found.add(candidate(EventType.TOE_OFF, side, rise.timeSeconds()));
        }
        for (double strike : strikes(heel, speed, range, rises)) {
            found.add(candidate(EventType.HEEL_STRIKE, side, strike));
        }
        return found;
    }

    private List<Double> strikes(Signal heel, Signal speed, double range, List<Peaks.Peak> rises) {
        double bottom = Statistics.quantile(heel.value(), 0.02);
        double low = bottom + LOW * (Statistics.quantile(heel.value(), 0.98) - bottom);
        List<Peaks.Peak> troughs = Peaks.of(speed.negated(), LEAST_SHARE_OF_SPEED_RANGE * range, 0).stream()
                .filter(trough -> trough.value() > 0 && heel.at(trough.timeSeconds()) < low)
                .toList();
        List<Double> strikes = new ArrayList<>();
        double lastTaken = Double.NEGATIVE_INFINITY;
        for (Peaks.Peak trough : troughs) {
            double time = trough.timeSeconds();
            double lift = rises.stream()
                    .mapToDouble(Peaks.Peak::timeSeconds)
                    .filter(rise -> rise < time)
                    .max()
                    .orElse(Double.NaN);
            boolean plausible = Double.isNaN(lift)
                    || (time - lift > EARLIEST_STRIKE * strideSeconds && time - lift < LATEST_STRIKE * strideSeconds);
            if (!plausible) {
                continue;
            }
            if (time - lastTaken < 0.4 * strideSeconds) {
                strikes.removeLast();
            }
            strikes.add(time);
            lastTaken = time;
        }
        return strikes;
    }

    private Candidate candidate(EventType type, Side side, double time) {
        double bias = corrected ? EventBias.oConnor(type) * strideSeconds : 0;
        return new Candidate(type, side, time - bias, 0.5);
    }
}
