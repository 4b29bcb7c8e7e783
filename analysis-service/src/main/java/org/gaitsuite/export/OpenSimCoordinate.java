package org.gaitsuite.export;

import java.util.List;
import java.util.Optional;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Side;

/**
 * A joint angle under the name and sign of OpenSim's full-body walking models (Rajagopal et al. 2016, doi 10.1109/TBME.2016.2586891, and
 * those made from it, which OpenCap and Pose2Sim use): a coordinate turns about the axis that points to the walker's right, x forward and
 * y up, so flexion of hip, shoulder and elbow and dorsiflexion are positive, a pelvis tilted forward and a trunk leaning forward negative.
 * The knee is the exception: it bends backwards, and these models count its flexion as positive (gait2392 counts it as negative).
 *
 * @param name of the coordinate
 * @param degrees for each frame of the walk, NaN where unknown
 */
record OpenSimCoordinate(String name, double[] degrees) {
    /**
     * @param coordinate with a place for the side, {@code r} or {@code l}, where it has one
     * @param sign of ours that makes OpenSim's
     */
    private record Translation(String angle, String coordinate, int sign) {
        boolean hasSides() {
            return coordinate.endsWith("_");
        }
    }

    private static final List<Translation> TRANSLATIONS = List.of(
            new Translation("pelvis_tilt", "pelvis_tilt", -1),
            new Translation("hip_flexion", "hip_flexion_", 1),
            new Translation("knee_flexion", "knee_angle_", 1),
            new Translation("ankle_dorsiflexion", "ankle_angle_", 1),
            new Translation("trunk_lean", "lumbar_extension", -1),
            new Translation("shoulder_flexion", "arm_flex_", 1),
            new Translation("elbow_flexion", "elbow_flex_", 1));

    /** Right before left, as OpenSim's models list them. */
    private static final List<Side> SIDES = List.of(Side.RIGHT, Side.LEFT);

    /** The angles of a walk that OpenSim has a coordinate for, pelvis first. */
    static List<OpenSimCoordinate> of(MeasuredWalk walk) {
        return TRANSLATIONS.stream()
                .flatMap(translation -> SIDES.stream()
                        .limit(translation.hasSides() ? 2 : 1)
                        .flatMap(side -> find(walk, translation, side).stream()))
                .toList();
    }

    private static Optional<OpenSimCoordinate> find(MeasuredWalk walk, Translation translation, Side side) {
        return walk.angles().stream()
                .filter(angle -> angle.name().equals(translation.angle()) && angle.side() == side)
                .findFirst()
                .map(angle -> new OpenSimCoordinate(nameOf(translation, side), signed(angle, translation.sign())));
    }

    private static String nameOf(Translation translation, Side side) {
        return translation.coordinate() + (!translation.hasSides() ? "" : side == Side.RIGHT ? "r" : "l");
    }

    private static double[] signed(AngleOverTime angle, int sign) {
        double[] degrees = angle.degrees().clone();
        for (int i = 0; i < degrees.length; i++) {
            degrees[i] *= sign;
        }
        return degrees;
    }
}
