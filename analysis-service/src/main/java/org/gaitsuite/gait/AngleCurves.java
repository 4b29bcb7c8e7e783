package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joint angles stride by stride, on 101 points from heel strike to heel strike, and what follows from them. */
final class AngleCurves {
    private final SagittalWalk walk;
    private final List<Stride> strides;

    AngleCurves(SagittalWalk walk, List<Stride> strides) {
        this.walk = walk;
        this.strides = strides;
    }

    /** Mean curves of each angle and side of which at least one whole stride was seen. */
    List<GaitCurve> means() {
        List<GaitCurve> curves = new ArrayList<>();
        for (JointAngles angle : JointAngles.values()) {
            for (Side side : Side.values()) {
                List<double[]> all = ofStrides(angle, side);
                if (!all.isEmpty()) {
                    curves.add(mean(angle.curve(), side, all));
                }
            }
        }
        return curves;
    }

    /** Range of motion: the largest minus the smallest angle within each stride. */
    void rangesOfMotion(ParameterList out) {
        rangeOfMotion(out, "knee_rom", JointAngles.KNEE_FLEXION);
        rangeOfMotion(out, "hip_rom", JointAngles.HIP_FLEXION);
        rangeOfMotion(out, "ankle_rom", JointAngles.ANKLE_DORSIFLEXION);
    }

    private void rangeOfMotion(ParameterList out, String name, JointAngles angle) {
        boolean needsFeet = angle == JointAngles.ANKLE_DORSIFLEXION;
        String reason = needsFeet && feetUnseen()
                ? "heel and toe were not seen, so the angle of the foot is unknown"
                : "no whole stride was seen without gaps in the landmarks of this joint";
        CurveRange left = CurveRange.of(ofStrides(angle, Side.LEFT));
        CurveRange right = CurveRange.of(ofStrides(angle, Side.RIGHT));
        double enlarged = Math.max(left.enlargedBy(), right.enlargedBy());
        Spread spread = Spread.of(
                Math.hypot(angle.typicalSd(), enlarged),
                Math.hypot(CurveRange.FLATTENED, CurveRange.UNCERTAIN * enlarged));
        out.bySide(name, "deg", side -> (side == Side.LEFT ? left : right).degrees(), spread, reason);
    }

    private boolean feetUnseen() {
        return walk.toe(Side.LEFT) == Joint.LEFT_ANKLE && walk.toe(Side.RIGHT) == Joint.RIGHT_ANKLE;
    }

    /** Strides with a gap in them are left out. */
    private List<double[]> ofStrides(JointAngles angle, Side side) {
        List<double[]> curves = new ArrayList<>();
        Optional<Signal> signal = angle.of(walk, side);
        if (signal.isEmpty()) {
            return curves;
        }
        for (Stride stride : strides) {
            if (stride.side() == side) {
                double[] curve = new double[GaitCurve.POINTS];
                for (int p = 0; p < curve.length; p++) {
                    curve[p] = signal.get().at(stride.at(p / (GaitCurve.POINTS - 1.0)));
                }
                if (Statistics.finite(curve).length == curve.length) {
                    curves.add(curve);
                }
            }
        }
        return curves;
    }

    /** Of a single stride the spread is given as 0; n says that it is one. */
    private static GaitCurve mean(String name, Side side, List<double[]> curves) {
        double[] mean = new double[GaitCurve.POINTS];
        double[] sd = new double[GaitCurve.POINTS];
        double[] column = new double[curves.size()];
        for (int p = 0; p < mean.length; p++) {
            for (int c = 0; c < column.length; c++) {
                column[c] = curves.get(c)[p];
            }
            mean[p] = Statistics.mean(column);
            sd[p] = column.length > 1 ? Statistics.standardDeviation(column) : 0;
        }
        return new GaitCurve(name, side, "deg", mean, sd, curves.size());
    }
}
