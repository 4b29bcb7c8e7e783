package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.c3d.C3dFile;
import org.gaitsuite.c3d.C3dGroup;
import org.gaitsuite.c3d.C3dParameter;
import org.gaitsuite.c3d.C3dParameters;
import org.gaitsuite.c3d.C3dPoint;
import org.gaitsuite.c3d.C3dWriter;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.recording.TrcNames;

/**
 * The walk as a C3D file, the way gait laboratories have theirs: landmarks as points in millimetres with x forward along the walk, y 0
 * (across the walk, which a single camera does not see) and z up; joint angles as points of the kind "angle", named as Plug-in Gait names
 * them ({@code LKneeAngles}), flexion and dorsiflexion in their first component, degrees; contacts as events Foot Strike and Foot Off with
 * the side as their context. Where no scale is known the points are in pixels and say so.
 *
 * <p>The capture starts with the input: its first frame is the input's frame in which the walker is first followed. Group GAIT_SUITE says
 * what the file was made by, and with START_SECONDS the exact time of the first frame, since C3D knows frames, not times.
 */
final class GaitC3d {
    /** C3D files name whose points they hold; whose walk it is, is not known here. */
    private static final String SUBJECT = "Walker";

    private static final double MILLIMETRES_PER_METRE = 1000;

    /** Plug-in Gait's name of an angle, without the side. */
    private static final Map<String, String> ANGLE_NAMES = Map.of(
            "hip_flexion", "HipAngles",
            "hip_flexion_pelvis", "HipAngles",
            "knee_flexion", "KneeAngles",
            "ankle_dorsiflexion", "AnkleAngles",
            "pelvis_tilt", "PelvisAngles",
            "shoulder_flexion", "ShoulderAngles",
            "elbow_flexion", "ElbowAngles");

    /** Theirs of the trunk has another reference, so ours has a name of its own; it is that of neither side. */
    private static final String TRUNK = "trunk_lean";

    private GaitC3d() {}

    static byte[] write(GaitResult result, MadeBy madeBy) {
        MeasuredWalk walk = result.walk();
        SkeletonOverTime skeleton = walk.landmarks();
        double rate = Frames.rateHertz(skeleton);
        double start = skeleton.frames() == 0 ? 0 : skeleton.timeSeconds(0);
        int firstFrame = Frames.firstNumber(skeleton);
        List<C3dPoint> points = new ArrayList<>(markers(skeleton));
        List<C3dPoint> angles = walk.angles().stream()
                .filter(angle -> !angle.name().equals(TRUNK) || angle.side() == Side.LEFT)
                .map(angle -> point(angle, walk))
                .toList();
        points.addAll(angles);
        // Against the first frame, not the clock, so that an event stays on the frame it was seen in.
        double shift = (firstFrame - 1) / rate - start;
        List<C3dEvent> events =
                result.events().stream().map(event -> event(event, shift)).toList();
        C3dParameters parameters = new C3dParameters(List.of(
                group(
                        "POINT",
                        C3dParameter.texts(
                                "ANGLES", angles.stream().map(C3dPoint::label).toList()),
                        C3dParameter.text("ANGLE_UNITS", "deg"),
                        C3dParameter.text("X_SCREEN", "+X"),
                        C3dParameter.text("Y_SCREEN", "+Z")),
                group(
                        "SUBJECTS",
                        C3dParameter.integer("USED", 1),
                        C3dParameter.integer("IS_STATIC", 0),
                        C3dParameter.integer("USES_PREFIXES", 0),
                        C3dParameter.texts("NAMES", List.of(SUBJECT)),
                        C3dParameter.texts("LABEL_PREFIXES", List.of(""))),
                group(
                        "GAIT_SUITE",
                        C3dParameter.text("METHOD_VERSION", madeBy.version()),
                        C3dParameter.text("ESTIMATOR", madeBy.estimator()),
                        C3dParameter.text("MODEL", madeBy.model()),
                        C3dParameter.real("START_SECONDS", start))));
        return C3dWriter.write(new C3dFile(rate, firstFrame, skeleton.frames(), points, List.of(), events, parameters));
    }

    private static C3dGroup group(String name, C3dParameter... parameters) {
        return new C3dGroup(name, "", false, List.of(parameters));
    }

    private static List<C3dPoint> markers(SkeletonOverTime skeleton) {
        boolean metres = skeleton.frame() == CoordinateFrame.SAGITTAL_METRES;
        double scale = metres ? MILLIMETRES_PER_METRE : 1;
        return Frames.seen(skeleton).stream()
                .map(joint -> C3dPoint.of(
                        TrcNames.of(joint),
                        metres ? "mm" : "px",
                        scaled(skeleton.xOf(joint), scale),
                        new double[skeleton.frames()],
                        scaled(skeleton.yOf(joint), scale)))
                .toList();
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(value -> value * scale).toArray();
    }

    private static C3dPoint point(AngleOverTime angle, MeasuredWalk walk) {
        int frames = angle.degrees().length;
        return C3dPoint.of(label(angle, walk), "deg", angle.degrees(), new double[frames], new double[frames]);
    }

    private static String label(AngleOverTime angle, MeasuredWalk walk) {
        if (angle.name().equals(TRUNK)) {
            return "TrunkLean";
        }
        boolean besideTheHip = angle.name().equals("hip_flexion")
                && walk.angles().stream().anyMatch(other -> other.name().equals("hip_flexion_pelvis"));
        // Plug-in Gait's hip is the thigh against the pelvis; against the vertical it stands in only where the pelvis
        // is not seen.
        String name = besideTheHip ? "ThighInclination" : ANGLE_NAMES.getOrDefault(angle.name(), angle.name());
        return initial(angle.side()) + name;
    }

    private static String initial(Side side) {
        return side == Side.LEFT ? "L" : "R";
    }

    private static C3dEvent event(GaitEvent event, double shiftSeconds) {
        return new C3dEvent(
                event.type() == EventType.HEEL_STRIKE ? C3dEvent.FOOT_STRIKE : C3dEvent.FOOT_OFF,
                event.side() == Side.LEFT ? C3dEvent.LEFT : C3dEvent.RIGHT,
                event.timeSeconds() + shiftSeconds,
                SUBJECT);
    }
}
