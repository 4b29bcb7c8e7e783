package org.gaitsuite.phantom;

import java.util.List;
import org.gaitsuite.gait.Side;

/**
 * The angles of one leg seen exactly from the side, degrees, in the suite's conventions: flexion and dorsiflexion positive; hip between thigh and the
 * line from the middle of the hips to the neck; ankle zero where the line from heel to toe is perpendicular to the shank.
 *
 * @param thigh inclination of the thigh to the vertical, knee in front positive: the hip without the trunk
 * @param trunk lean of the line from the middle of the hips to the neck, forward positive
 */
record SagittalAngles(double hip, double knee, double ankle, double thigh, double trunk) {
    /** The joints that have a range of motion among the parameters. */
    static final List<String> JOINTS = List.of("hip_flexion", "knee_flexion", "ankle_dorsiflexion");

    static final List<String> NAMES =
            List.of("hip_flexion", "knee_flexion", "ankle_dorsiflexion", "thigh_inclination", "trunk_lean");

    static SagittalAngles of(BodyPose pose, Side side) {
        BodyPose.Leg leg = pose.leg(side);
        double trunk = Math.atan2(
                pose.neck().x() - pose.pelvis().x(),
                pose.neck().y() - pose.pelvis().y());
        double thigh = hanging(leg.hip(), leg.knee());
        double shank = hanging(leg.knee(), leg.ankle());
        double foot = Math.atan2(
                leg.toeMark().y() - leg.heelMark().y(),
                leg.toeMark().x() - leg.heelMark().x());
        return new SagittalAngles(
                Math.toDegrees(thigh + trunk),
                Math.toDegrees(thigh - shank),
                Math.toDegrees(foot - shank),
                Math.toDegrees(thigh),
                Math.toDegrees(trunk));
    }

    double named(String name) {
        return switch (name) {
            case "hip_flexion" -> hip;
            case "knee_flexion" -> knee;
            case "ankle_dorsiflexion" -> ankle;
            case "thigh_inclination" -> thigh;
            case "trunk_lean" -> trunk;
            default -> throw new IllegalArgumentException("no angle is called " + name + ", there are " + NAMES);
        };
    }

    /** Inclination to the vertical of a segment that hangs from a joint, the lower end forward positive. */
    private static double hanging(Vec3 from, Vec3 to) {
        return Math.atan2(to.x() - from.x(), from.y() - to.y());
    }
}
