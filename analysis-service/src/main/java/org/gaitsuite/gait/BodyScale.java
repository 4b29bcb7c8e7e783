package org.gaitsuite.gait;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Metres in a pixel, from the walker's height.
 *
 * <p>While the feet pass one another the body is about as tall as in standing. In those frames the distance from the highest landmark
 * to the lowest is compared with the share of body height it spans. Heights over the ground as shares of body height: acromion 0.818
 * and ankle 0.039 (Drillis &amp; Contini 1966, in Winter 2009, figure 4.1), eye 0.936 and chin 0.870 (same), hence the tip of the nose
 * between them, 0.90; the neck landmark of pose networks is the middle between the shoulders. Heel and toe are taken to be on the ground.
 *
 * @param metresPerUnit metres per pixel; 1 when the input is in metres
 * @param uncertainty share by which every length may be off, half width of a 95 % interval
 */
record BodyScale(double metresPerUnit, double uncertainty, Source source) {
    /** What told the scale. */
    enum Source {
        METRES,
        GROUND_LINE,
        DISTANCE,
        BODY_HEIGHT
    }

    static final BodyScale METRES = new BodyScale(1, 0, Source.METRES);

    private static final double NOSE = 0.903;
    private static final double SHOULDER = 0.818;
    private static final double ANKLE = 0.039;

    /** Frames in which the ankles are nearer to one another than in this share of all frames. */
    private static final double FEET_TOGETHER = 0.25;

    /** Landmark on top of the body, its height as a share of body height, and how far that share is off between people. */
    private enum Top {
        HEAD(1.0, 0.02),
        NOSE_TIP(NOSE, 0.03),
        NECK_BASE(SHOULDER, 0.04),
        SHOULDERS(SHOULDER, 0.04);

        private final double share;
        private final double uncertainty;

        Top(double share, double uncertainty) {
            this.share = share;
            this.uncertainty = uncertainty;
        }

        /** y of this landmark, up positive. */
        private double[] of(Landmarks upright) {
            return switch (this) {
                case HEAD -> upright.y(Joint.HEAD_TOP);
                case NOSE_TIP -> upright.y(Joint.NOSE);
                case NECK_BASE -> upright.y(Joint.NECK);
                case SHOULDERS -> upright.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)[1];
            };
        }
    }

    /**
     * @param upright landmarks with y up
     * @return empty when neither head, nose, neck nor shoulders were seen often enough
     */
    static Optional<BodyScale> ofHeight(double heightMetres, Landmarks upright, Run run) {
        double[] apart = new double[upright.frames()];
        for (int f = 0; f < apart.length; f++) {
            boolean inside = f >= run.from() && f < run.to();
            apart[f] = inside ? Math.abs(upright.x(Joint.LEFT_ANKLE)[f] - upright.x(Joint.RIGHT_ANKLE)[f]) : Double.NaN;
        }
        double together = Statistics.quantile(apart, FEET_TOGETHER);
        return ofHeight(heightMetres, upright, run, f -> apart[f] <= together);
    }

    /** @param tall frames in which the body is as tall as in standing */
    static Optional<BodyScale> ofHeight(double heightMetres, Landmarks upright, Run run, IntPredicate tall) {
        for (Top top : Top.values()) {
            double[] highest = top.of(upright);
            if (knownShare(highest, run) >= 0.5) {
                double extent = extent(upright, tall, highest, top.share);
                if (extent > 0) {
                    return Optional.of(new BodyScale(heightMetres / extent, top.uncertainty, Source.BODY_HEIGHT));
                }
            }
        }
        return Optional.empty();
    }

    BodyScale lessCertain(double byShare) {
        return byShare == 0 ? this : new BodyScale(metresPerUnit, Math.hypot(uncertainty, byShare), source);
    }

    /** Of several bouts; empty where one has none. */
    static Optional<BodyScale> leastCertain(List<Optional<BodyScale>> scales) {
        return scales.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : scales.stream().flatMap(Optional::stream).max(Comparator.comparingDouble(BodyScale::uncertainty));
    }

    /** Body height in the unit of the landmarks. */
    private static double extent(Landmarks upright, IntPredicate tall, double[] highest, double topShare) {
        double[] heights = new double[upright.frames()];
        for (int f = 0; f < heights.length; f++) {
            heights[f] = tall.test(f) ? height(upright, f, highest[f], topShare) : Double.NaN;
        }
        return Statistics.median(heights);
    }

    private static double height(Landmarks upright, int f, double highest, double topShare) {
        double ground = lowest(upright, f, "HEEL", "TOE");
        if (Double.isFinite(ground)) {
            return (highest - ground) / topShare;
        }
        return (highest - lowest(upright, f, "ANKLE")) / (topShare - ANKLE);
    }

    private static double lowest(Landmarks upright, int f, String... limbs) {
        double lowest = Double.NaN;
        for (Side side : Side.values()) {
            for (String limb : limbs) {
                double y = upright.y(Joint.of(side, limb))[f];
                lowest = Double.isNaN(lowest) || y < lowest ? y : lowest;
            }
        }
        return lowest;
    }

    private static double knownShare(double[] values, Run run) {
        int known = 0;
        for (int f = run.from(); f < run.to(); f++) {
            known += Double.isFinite(values[f]) ? 1 : 0;
        }
        return run.length() == 0 ? 0 : known / (double) run.length();
    }
}
