package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a walk towards the camera or away from it shows besides its times, and why the rest cannot be told. */
final class FrontalParameters {
    private static final String NO_HEIGHT =
            "the walker's height is not known, so the picture cannot be measured in metres; give the body height";
    private static final String NO_TOP =
            "neither head, neck nor shoulders were seen well enough to measure the picture by the body height";
    private static final String ALONG =
            "frontal view: lengths along the walk are seen end on; film from the side with the camera square to the walk";
    private static final String NO_LENS =
            "frontal view: the way towards the camera can only be told when the camera's focal length"
                    + " (its field of view) and the body height are known";
    private static final String HEIGHT_OF_TOE =
            "frontal view: the height of the toe and its way towards the camera look the same";
    private static final String SAGITTAL = "frontal view: the joint bends towards the camera; film from the side";
    private static final String NO_WIDTH = "too few steps: no three footprints in a row were seen at rest";
    private static final String ON_TREADMILL =
            "frontal view: a walk on a treadmill does not come nearer, so its speed cannot be seen";

    /** Of step width over steps in an even walk, metres (Collins &amp; Kuo 2013, PLoS ONE 8, e67597: 0.02 to 0.03). */
    private static final double TYPICAL_WIDTH_METRES = 0.025;

    /** Part of the stride in which the foot lies flat. */
    private static final double FLAT_FROM = 0.10;

    private static final double FLAT_TO = 0.28;

    /** The pelvis is over the foot about so late in the stride (mid stance, Perry &amp; Burnfield 2010). */
    private static final double OVER_FOOT = 0.30;

    private static final double TALL_WITHIN = 0.05;

    private final List<FrontalWalk> walks;
    private final List<MeasuredBout> bouts;
    private final @Nullable Double heightMetres;
    private final FilmedPlace place;

    /** A foot at rest: across the picture and away from the camera, both in trunk lengths (times the focal length). */
    private record Footprint(Side side, double across, double far, double strike) {}

    FrontalParameters(List<FrontalWalk> walks, List<MeasuredBout> bouts, Subject subject, FilmedPlace place) {
        this.walks = walks;
        this.bouts = bouts;
        this.heightMetres = subject.heightMetres();
        this.place = place;
    }

    void speed(ParameterList out) {
        Double focal = place.focalPixels();
        if (walks.getFirst().bout().treadmill()) {
            out.withhold("walking_speed", "m/s", null, ON_TREADMILL);
            return;
        }
        if (focal == null) {
            out.withhold("walking_speed", "m/s", null, NO_LENS);
            return;
        }
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        double uncertainty = 0;
        for (MeasuredBout bout : bouts) {
            FrontalWalk walk = walkOf(bout);
            Optional<BodyScale> trunk = trunk(walk, bout);
            if (trunk.isEmpty()) {
                out.withhold("walking_speed", "m/s", null, heightMetres == null ? NO_LENS : NO_TOP);
                return;
            }
            uncertainty = Math.max(uncertainty, trunk.get().uncertainty());
            for (Stride stride : bout.strides()) {
                double way =
                        Math.abs(walk.far().at(stride.strike()) - walk.far().at(stride.nextStrike()));
                (stride.side() == Side.LEFT ? left : right)
                        .add(way * focal * trunk.get().metresPerUnit() / stride.seconds());
            }
        }
        out.both("walking_speed", "m/s", finite(left), finite(right), Spread.ofShare(0.04, 0, uncertainty), NO_WIDTH);
    }

    void lengths(ParameterList out) {
        out.withholdBySide("step_length", "m", ALONG);
        out.withholdBySide("stride_length", "m", ALONG);
        width(out);
        out.withholdBySide("toe_clearance", "m", HEIGHT_OF_TOE);
    }

    private void width(ParameterList out) {
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        double uncertainty = 0;
        for (MeasuredBout bout : bouts) {
            FrontalWalk walk = walkOf(bout);
            Optional<BodyScale> trunk = trunk(walk, bout);
            if (trunk.isEmpty()) {
                out.withhold("step_width", "m", null, heightMetres == null ? NO_HEIGHT : NO_TOP);
                return;
            }
            uncertainty = Math.max(uncertainty, trunk.get().uncertainty());
            List<Footprint> prints = footprints(walk, bout);
            for (int i = 1; i + 1 < prints.size(); i++) {
                Footprint print = prints.get(i);
                (print.side() == Side.LEFT ? left : right)
                        .add(width(walk, prints.get(i - 1), print, prints.get(i + 1))
                                * trunk.get().metresPerUnit());
            }
        }
        out.both(
                "step_width",
                "m",
                finite(left),
                finite(right),
                new Spread(TYPICAL_WIDTH_METRES, 0, 0, uncertainty),
                NO_WIDTH);
    }

    /**
     * Distance of a footprint from the line through the ones of the other foot before and after it (Huxham et al. 2006, Gait &amp;
     * Posture 23): towards the outside positive. Where the camera points across the picture drops out, since that is a place which
     * grows evenly with the distance.
     */
    private static double width(FrontalWalk walk, Footprint before, Footprint print, Footprint after) {
        if (before.side() == print.side() || after.side() == print.side()) {
            return Double.NaN;
        }
        double share = walk.bout().treadmill() || before.far() == after.far()
                ? 0.5
                : (print.far() - before.far()) / (after.far() - before.far());
        double line = before.across() + share * (after.across() - before.across());
        boolean leftIsRight = walk.bout().forward() > 0;
        double outside = (print.side() == Side.LEFT) == leftIsRight ? 1 : -1;
        return outside * (print.across() - line);
    }

    private static List<Footprint> footprints(FrontalWalk walk, MeasuredBout bout) {
        double stride =
                bout.strides().stream().mapToDouble(Stride::seconds).average().orElse(1);
        boolean heels = walk.feet().leftHeel() == Joint.LEFT_HEEL && walk.feet().rightHeel() == Joint.RIGHT_HEEL;
        double[] time = walk.landmarks().time();
        Signal left = new Signal(time, walk.landmarks().x(heels ? Joint.LEFT_HEEL : Joint.LEFT_ANKLE));
        Signal right = new Signal(time, walk.landmarks().x(heels ? Joint.RIGHT_HEEL : Joint.RIGHT_ANKLE));
        List<Footprint> prints = new ArrayList<>();
        for (GaitEvent event : bout.events()) {
            if (event.type() == EventType.HEEL_STRIKE) {
                double strike = event.timeSeconds();
                double across = Statistics.median((event.side() == Side.LEFT ? left : right)
                        .between(strike + FLAT_FROM * stride, strike + FLAT_TO * stride));
                double far = walk.far().at(strike + OVER_FOOT * stride);
                prints.add(new Footprint(event.side(), across * far, far, strike));
            }
        }
        return prints;
    }

    /** Metres in a trunk length: the body is tall while the pelvis is over the standing foot, which then is as far away as it. */
    private Optional<BodyScale> trunk(FrontalWalk walk, MeasuredBout bout) {
        if (heightMetres == null) {
            return Optional.empty();
        }
        double[] over = bout.strides().stream()
                .mapToDouble(stride -> stride.at(OVER_FOOT))
                .toArray();
        double within = TALL_WITHIN
                * bout.strides().stream().mapToDouble(Stride::seconds).average().orElse(1);
        Landmarks landmarks = walk.landmarks();
        Landmarks trunks = landmarks.times(walk.far().value(), -1);
        boolean[] tall = new boolean[landmarks.frames()];
        for (double time : over) {
            int from = (int)
                    Math.ceil((time - within - landmarks.time()[0]) / walk.far().interval());
            int to = (int) Math.floor(
                    (time + within - landmarks.time()[0]) / walk.far().interval());
            for (int f = Math.max(0, from); f <= Math.min(tall.length - 1, to); f++) {
                tall[f] = true;
            }
        }
        return BodyScale.ofHeight(heightMetres, trunks, walk.bout().run(), f -> tall[f]);
    }

    private FrontalWalk walkOf(MeasuredBout bout) {
        return walks.stream()
                .filter(walk -> walk.startSeconds() == bout.bout().startSeconds())
                .findFirst()
                .orElseThrow();
    }

    void withheldAngles(ParameterList out) {
        out.withholdBySide("knee_rom", "deg", SAGITTAL);
        out.withholdBySide("hip_rom", "deg", SAGITTAL);
        out.withholdBySide("ankle_rom", "deg", SAGITTAL);
    }

    void withheldSymmetry(ParameterList out) {
        out.withhold("step_length_symmetry", "%", null, ALONG);
    }

    private static double[] finite(List<Double> values) {
        return Statistics.finite(values.stream().mapToDouble(v -> v).toArray());
    }
}
