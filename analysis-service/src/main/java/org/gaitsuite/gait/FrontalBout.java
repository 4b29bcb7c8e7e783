package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one bout towards the camera or away from it shows across the walk, in trunk lengths.
 *
 * @param trunk metres in a trunk length; empty where the body height or the top of the body is not known
 */
record FrontalBout(FrontalWalk walk, MeasuredBout measured, Optional<BodyScale> trunk) {
    /** Part of the stride in which the foot lies flat. */
    private static final double FLAT_FROM = 0.10;

    private static final double FLAT_TO = 0.28;

    /** The pelvis is over the foot about so late in the stride (mid stance, Perry &amp; Burnfield 2010). */
    private static final double OVER_FOOT = 0.30;

    /** Within this share of the stride of that moment the body is as tall. */
    private static final double TALL_WITHIN = 0.05;

    /** A foot at rest: across the picture, and one over the size of a trunk beside it. */
    private record Footprint(Side side, double across, double far) {}

    static FrontalBout of(FrontalWalk walk, MeasuredBout measured, @Nullable Double heightMetres) {
        return new FrontalBout(
                walk, measured, heightMetres == null ? Optional.empty() : trunk(walk, measured, heightMetres));
    }

    /** The body is tall while the pelvis is over the standing foot, which then is as far from the camera as it is. */
    private static Optional<BodyScale> trunk(FrontalWalk walk, MeasuredBout measured, double heightMetres) {
        Landmarks landmarks = walk.landmarks();
        double[] time = landmarks.time();
        boolean[] tall = new boolean[time.length];
        for (Stride stride : measured.strides()) {
            double within = TALL_WITHIN * stride.seconds();
            int from = frame(time, stride.at(OVER_FOOT) - within);
            int to = frame(time, stride.at(OVER_FOOT) + within);
            IntStream.rangeClosed(from, to).forEach(f -> tall[f] = true);
        }
        Landmarks inTrunks = landmarks.times(walk.far().value(), -1);
        return BodyScale.ofHeight(heightMetres, inTrunks, walk.bout().run(), f -> tall[f]);
    }

    private static int frame(double[] time, double seconds) {
        double interval = (time[time.length - 1] - time[0]) / (time.length - 1);
        return Math.clamp(Math.round((seconds - time[0]) / interval), 0, time.length - 1);
    }

    /** Way towards or away from the camera over the strides of a foot, trunk lengths per second times the focal length. */
    double[] speeds(Side side) {
        return measured.strides().stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(stride ->
                        Math.abs(walk.far().at(stride.strike()) - walk.far().at(stride.nextStrike()))
                                / stride.seconds())
                .toArray();
    }

    /** Step widths of a foot, trunk lengths. */
    double[] widths(Side side) {
        List<Footprint> prints = footprints();
        return IntStream.range(1, Math.max(1, prints.size() - 1))
                .filter(i -> prints.get(i).side() == side
                        && prints.get(i - 1).side() != side
                        && prints.get(i + 1).side() != side)
                .mapToDouble(i -> width(prints.get(i - 1), prints.get(i), prints.get(i + 1)))
                .toArray();
    }

    /**
     * Distance of a footprint from the line through the ones of the other foot before and after it (Huxham et al. 2006, Gait &amp;
     * Posture 23), towards the outside positive. Where the camera points drops out: that is a place across which grows evenly with the
     * distance.
     */
    private double width(Footprint before, Footprint print, Footprint after) {
        double share = walk.bout().treadmill() ? 0.5 : (print.far() - before.far()) / (after.far() - before.far());
        double line = before.across() + share * (after.across() - before.across());
        boolean leftIsRightInPicture = walk.bout().forward() > 0;
        return ((print.side() == Side.LEFT) == leftIsRightInPicture ? 1 : -1) * (print.across() - line);
    }

    private List<Footprint> footprints() {
        double stride = measured.strides().stream()
                .mapToDouble(Stride::seconds)
                .average()
                .orElse(1);
        boolean heels = walk.feet().leftHeel() == Joint.LEFT_HEEL && walk.feet().rightHeel() == Joint.RIGHT_HEEL;
        Landmarks landmarks = walk.landmarks();
        Signal left = new Signal(landmarks.time(), landmarks.x(heels ? Joint.LEFT_HEEL : Joint.LEFT_ANKLE));
        Signal right = new Signal(landmarks.time(), landmarks.x(heels ? Joint.RIGHT_HEEL : Joint.RIGHT_ANKLE));
        List<Footprint> prints = new ArrayList<>();
        for (GaitEvent event : measured.events()) {
            if (event.type() == EventType.HEEL_STRIKE) {
                double strike = event.timeSeconds();
                double across = Statistics.median((event.side() == Side.LEFT ? left : right)
                        .between(strike + FLAT_FROM * stride, strike + FLAT_TO * stride));
                double far = walk.far().at(strike + OVER_FOOT * stride);
                prints.add(new Footprint(event.side(), across * far, far));
            }
        }
        return prints;
    }
}
