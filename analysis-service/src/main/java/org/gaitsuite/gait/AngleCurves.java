package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All joint angles of a walk, stride by stride. Each is worked out once. */
final class AngleCurves {
    /** Of each angle the left and the right side, in the order of the enumerations. */
    private final List<StrideCurves> curves = new ArrayList<>();

    AngleCurves(SagittalWalk walk, List<Stride> strides) {
        for (JointAngles angle : JointAngles.values()) {
            for (Side side : Side.values()) {
                curves.add(StrideCurves.of(angle, side, walk, strides));
            }
        }
    }

    StrideCurves of(JointAngles angle, Side side) {
        return curves.get(angle.ordinal() * Side.values().length + side.ordinal());
    }

    /** Mean curves of each angle and side of which at least one whole stride was seen. */
    List<GaitCurve> means() {
        return curves.stream().map(StrideCurves::mean).flatMap(Optional::stream).toList();
    }

    /** Range of motion: the largest minus the smallest angle within each stride. */
    void rangesOfMotion(ParameterList out) {
        rangeOfMotion(out, "knee_rom", JointAngles.KNEE_FLEXION);
        rangeOfMotion(out, "hip_rom", JointAngles.HIP_FLEXION);
        rangeOfMotion(out, "ankle_rom", JointAngles.ANKLE_DORSIFLEXION);
    }

    private void rangeOfMotion(ParameterList out, String name, JointAngles angle) {
        Spread spread = Spread.of(angle.typicalSd(), CurveRange.FLATTENED);
        out.bySide(name, "deg", side -> CurveRange.of(of(angle, side).degrees()), spread, angle.whenUnseen());
    }
}
