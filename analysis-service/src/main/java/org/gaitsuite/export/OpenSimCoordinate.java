package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Side;

/**
 * A joint angle under the name and sign of OpenSim's full-body walking models (Rajagopal et al. 2016, doi 10.1109/TBME.2016.2586891, and
 * those made from it, which OpenCap and Pose2Sim use): a coordinate turns about the axis that points to the walker's right, x forward and
 * y up, so flexion of hip, shoulder and elbow and dorsiflexion are positive, a pelvis tilted forward and a trunk leaning forward negative.
 * The knee is the exception: it bends backwards, and these models count its flexion as positive (gait2392 counts it as negative). Hip and
 * trunk are relative to the pelvis.
 *
 * @param name of the coordinate
 * @param degrees for each frame of the walk, NaN where unknown
 */
record OpenSimCoordinate(String name, double[] degrees) {
    /** Right before left, as OpenSim's models list them. */
    private static final List<Side> SIDES = List.of(Side.RIGHT, Side.LEFT);

    /** The angles of a walk that OpenSim has a coordinate for, pelvis first. */
    static List<OpenSimCoordinate> of(MeasuredWalk walk) {
        List<OpenSimCoordinate> out = new ArrayList<>();
        Optional<double[]> tilt = find(walk, "pelvis_tilt", Side.RIGHT);
        tilt.ifPresent(degrees -> out.add(new OpenSimCoordinate("pelvis_tilt", negated(degrees))));
        // Where the pelvis is not seen, the model's stays upright, and the thigh against the vertical is the thigh
        // against it.
        bySide(walk, tilt.isPresent() ? "hip_flexion_pelvis" : "hip_flexion", "hip_flexion_", out);
        bySide(walk, "knee_flexion", "knee_angle_", out);
        bySide(walk, "ankle_dorsiflexion", "ankle_angle_", out);
        find(walk, "trunk_lean", Side.RIGHT).ifPresent(lean -> {
            double[] extension = tilt.isPresent() ? difference(tilt.get(), lean) : negated(lean);
            out.add(new OpenSimCoordinate("lumbar_extension", extension));
        });
        bySide(walk, "shoulder_flexion", "arm_flex_", out);
        bySide(walk, "elbow_flexion", "elbow_flex_", out);
        return out;
    }

    private static void bySide(MeasuredWalk walk, String angle, String coordinate, List<OpenSimCoordinate> out) {
        for (Side side : SIDES) {
            find(walk, angle, side)
                    .ifPresent(degrees ->
                            out.add(new OpenSimCoordinate(coordinate + (side == Side.RIGHT ? "r" : "l"), degrees)));
        }
    }

    private static Optional<double[]> find(MeasuredWalk walk, String angle, Side side) {
        return walk.angles().stream()
                .filter(found -> found.name().equals(angle) && found.side() == side)
                .findFirst()
                .map(AngleOverTime::degrees);
    }

    private static double[] negated(double[] degrees) {
        return difference(new double[degrees.length], degrees);
    }

    private static double[] difference(double[] from, double[] take) {
        double[] out = new double[from.length];
        Arrays.setAll(out, i -> from[i] - take[i]);
        return out;
    }
}
