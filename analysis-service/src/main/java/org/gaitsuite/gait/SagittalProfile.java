package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk is from healthy walking at the same speed, after the Movement Analysis Profile and the Gait Profile Score (Baker et al., Gait
 * &amp; Posture 30, 2009, 265–269; 35, 2012, 612–615), <b>of the sagittal plane alone</b>.
 *
 * <p>{@code sagittal_map_…}, degrees: root mean square over the cycle of the difference between the walker's mean curve and the reference
 * mean of {@link ReferenceBands}. {@code sagittal_gps}: root mean square of those of hip, knee and ankle, of the strides that show all three.
 *
 * <p>These are not the published scores. Those take nine curves of three planes; these are what a side view shows, so their values, and the
 * differences that matter clinically, may not be taken from the literature on the three-dimensional scores. The hip is that of
 * {@code hip_flexion}, thigh against the vertical, against the reference of the same definition (hip flexion less pelvic tilt); a tilted pelvis
 * therefore does not show in it, and {@code sagittal_map_pelvis} is given where the pelvis was seen and is never part of the score. Where
 * the speed is not known, the reference is that of free walking.
 *
 * <p>An angle whose landmarks lie elsewhere than the reference's markers differs by a constant, which counts in full: the ankle from a toe
 * marker on top of the foot by 3 to 8°.
 */
final class SagittalProfile {
    private static final List<JointAngles> SCORED =
            List.of(JointAngles.HIP_FLEXION, JointAngles.KNEE_FLEXION, JointAngles.ANKLE_DORSIFLEXION);

    /** Spread over strides to expect, degrees. */
    private static final Spread SPREAD = Spread.of(1.5, 0);

    /** Keeps a walker who is the reference from dividing by zero, degrees. */
    private static final double LEAST = 1e-9;

    private final ParameterList out;
    private final AngleCurves curves;
    private final OptionalDouble speed;

    private SagittalProfile(ParameterList out, AngleCurves curves, OptionalDouble speed) {
        this.out = out;
        this.curves = curves;
        this.speed = speed;
    }

    /**
     * @param out holds the walking speed, where it is known
     * @param legMetres hip joint to ankle; not used where the speed is not known
     */
    static void all(ParameterList out, AngleCurves curves, double legMetres) {
        SagittalProfile profile = new SagittalProfile(out, curves, speed(out, legMetres));
        profile.map("sagittal_map_hip", JointAngles.HIP_FLEXION);
        profile.map("sagittal_map_knee", JointAngles.KNEE_FLEXION);
        profile.map("sagittal_map_ankle", JointAngles.ANKLE_DORSIFLEXION);
        profile.map("sagittal_map_pelvis", JointAngles.PELVIS_TILT);
        profile.score();
    }

    static void withhold(ParameterList out, String reason) {
        for (String name : List.of(
                "sagittal_map_hip", "sagittal_map_knee", "sagittal_map_ankle", "sagittal_map_pelvis", "sagittal_gps")) {
            out.withhold(name, "deg", null, reason);
        }
    }

    private static OptionalDouble speed(ParameterList out, double legMetres) {
        for (GaitParameter parameter : out.all()) {
            if (parameter instanceof GaitParameter.Measured m && m.name().equals("walking_speed")) {
                return OptionalDouble.of(ReferenceBands.dimensionlessSpeed(m.value(), legMetres));
            }
        }
        return OptionalDouble.empty();
    }

    private void map(String name, JointAngles angle) {
        double[] left = deviation(angle, curves.of(angle, Side.LEFT).degrees()).shares;
        double[] right = deviation(angle, curves.of(angle, Side.RIGHT).degrees()).shares;
        if (left.length + right.length == 0) {
            out.withhold(name, "deg", null, angle.whenUnseen());
            return;
        }
        side(name, Side.LEFT, left, angle.whenUnseen());
        side(name, Side.RIGHT, right, angle.whenUnseen());
    }

    private void score() {
        String reason = SCORED.stream()
                .filter(angle -> curves.of(angle, Side.LEFT).count()
                                + curves.of(angle, Side.RIGHT).count()
                        == 0)
                .findFirst()
                .map(JointAngles::whenUnseen)
                .orElse("no stride was seen that shows hip, knee and ankle without gaps");
        Deviation left = ofLeg(Side.LEFT);
        Deviation right = ofLeg(Side.RIGHT);
        side("sagittal_gps", Side.LEFT, left.shares, reason);
        side("sagittal_gps", Side.RIGHT, right.shares, reason);
        if (left.shares.length == 0 || right.shares.length == 0) {
            out.withhold("sagittal_gps", "deg", null, "the score of both legs needs that of each: " + reason);
        } else {
            double both = Math.max(LEAST, Math.hypot(left.degrees, right.degrees) / Math.sqrt(2));
            measured(
                    "sagittal_gps",
                    null,
                    MeanOfStrides.ofSides(
                            scaled(left.shares, left.degrees / both),
                            scaled(right.shares, right.degrees / both),
                            SPREAD));
        }
    }

    private void side(String name, Side side, double[] shares, String whenNone) {
        if (shares.length == 0) {
            out.withhold(name, "deg", side, whenNone);
        } else {
            measured(name, side, MeanOfStrides.of(shares, SPREAD));
        }
    }

    /** The spread of the shares is not that of the strides' own scores and is not given out as such. */
    private void measured(String name, @Nullable Side side, MeanOfStrides mean) {
        Bootstrap.Interval ci = new Bootstrap.Interval(
                Math.max(0, mean.ci95().low()), mean.ci95().high());
        out.measured(name, "deg", side, mean.mean(), ci, Double.NaN, mean.n());
    }

    /**
     * A root mean square and what each stride contributes to it.
     *
     * @param shares their mean is {@code degrees}, and their scatter over strides is, to first order, that of {@code degrees}: so the interval of a mean is
     *     that of the root mean square
     */
    private record Deviation(double degrees, double[] shares) {}

    private Deviation ofLeg(Side side) {
        List<Deviation> joints = new ArrayList<>();
        for (JointAngles angle : SCORED) {
            joints.add(deviation(angle, commonStrides(angle, side)));
        }
        int strides = joints.getFirst().shares.length;
        double squares = joints.stream().mapToDouble(d -> d.degrees * d.degrees).sum();
        double score = Math.sqrt(squares / joints.size());
        double[] shares = new double[strides];
        for (int s = 0; s < strides; s++) {
            for (Deviation joint : joints) {
                shares[s] += joint.degrees * joint.shares[s] / (joints.size() * Math.max(score, LEAST));
            }
        }
        return new Deviation(score, shares);
    }

    /** The curves of the strides that show all angles of the score. */
    private List<double[]> commonStrides(JointAngles angle, Side side) {
        Set<Stride> common = new HashSet<>(curves.of(angle, side).strides());
        SCORED.forEach(
                other -> common.retainAll(new HashSet<>(curves.of(other, side).strides())));
        StrideCurves all = curves.of(angle, side);
        List<double[]> out = new ArrayList<>();
        for (int s = 0; s < all.count(); s++) {
            if (common.contains(all.strides().get(s))) {
                out.add(all.degrees().get(s));
            }
        }
        return out;
    }

    private Deviation deviation(JointAngles angle, List<double[]> strides) {
        double[] reference =
                ReferenceBands.at(angle.curve(), speed).orElseThrow().mean();
        double[] difference = new double[reference.length];
        for (double[] stride : strides) {
            for (int p = 0; p < difference.length; p++) {
                difference[p] += (stride[p] - reference[p]) / strides.size();
            }
        }
        double degrees = Math.sqrt(meanProduct(difference, difference));
        double[] shares = new double[strides.size()];
        for (int s = 0; s < shares.length; s++) {
            double[] own = strides.get(s).clone();
            for (int p = 0; p < own.length; p++) {
                own[p] -= reference[p];
            }
            shares[s] = meanProduct(difference, own) / Math.max(degrees, LEAST);
        }
        return new Deviation(degrees, shares);
    }

    private static double meanProduct(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum / a.length;
    }

    private static double[] scaled(double[] values, double by) {
        double[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= by;
        }
        return out;
    }
}
