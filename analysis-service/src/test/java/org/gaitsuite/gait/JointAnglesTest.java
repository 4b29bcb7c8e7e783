package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign and zero of every angle, and that none of them jumps. */
class JointAnglesTest {
    private final TestWalker walker = new TestWalker();

    /** The walker's arms taken from him and others given, whose segments hang at these angles to the vertical, forward positive. */
    private SagittalWalk withArms(DoubleUnaryOperator upper, DoubleUnaryOperator forearm) throws NoWalkFound {
        SkeletonOverTime body = walker.metres();
        return SagittalWalks.of(Skeletons.make(body.frame(), body.timesSeconds(), (f, joint) -> {
            boolean elbow = joint.name().endsWith("ELBOW");
            boolean wrist = joint.name().endsWith("WRIST");
            double x = body.x(f, elbow || wrist ? Joint.LEFT_SHOULDER : joint);
            double y = body.y(f, elbow || wrist ? Joint.LEFT_SHOULDER : joint);
            double t = body.timeSeconds(f);
            if (elbow || wrist) {
                double a = Math.toRadians(upper.applyAsDouble(t));
                x += 0.3 * Math.sin(a);
                y -= 0.3 * Math.cos(a);
            }
            if (wrist) {
                double a = Math.toRadians(forearm.applyAsDouble(t));
                x += 0.25 * Math.sin(a);
                y -= 0.25 * Math.cos(a);
            }
            return new double[] {x, y, body.confidence(f, joint)};
        }));
    }

    private static double middle(JointAngles angle, SagittalWalk walk) {
        return Statistics.median(angle.of(walk, Side.LEFT).orElseThrow().value());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "40, 60", "-25, -5", "90, 170"})
    void armsFlexForward(double upper, double forearm) throws NoWalkFound {
        SagittalWalk walk = withArms(t -> upper, t -> forearm);
        double lean = middle(JointAngles.TRUNK_LEAN, walk);
        assertThat(lean).as("this walker leans forward a little").isBetween(1.0, 4.0);
        assertThat(middle(JointAngles.SHOULDER_FLEXION, walk))
                .as("from where the arm hangs along the trunk")
                .isCloseTo(upper + lean, within(0.3));
        assertThat(middle(JointAngles.ELBOW_FLEXION, walk)).isCloseTo(forearm - upper, within(0.3));
    }

    @Test
    void anArmThatGoesRoundAndRoundDoesNotJump() throws NoWalkFound {
        SagittalWalk walk = withArms(t -> 150 * t, t -> 150 * t + 20);
        double[] shoulder =
                JointAngles.SHOULDER_FLEXION.of(walk, Side.LEFT).orElseThrow().value();
        for (int i = 1; i < shoulder.length; i++) {
            assertThat(shoulder[i] - shoulder[i - 1]).as("degrees in a frame").isBetween(0.0, 5.0);
        }
        assertThat(shoulder[shoulder.length - 1] - shoulder[0]).isCloseTo(150 * 5.98, within(5.0));
    }

    @Test
    void aGapDoesNotWindAnAngleUp() {
        double[] time = new double[40];
        double[] wrapped = new double[40];
        for (int i = 0; i < time.length; i++) {
            time[i] = i / 30.0;
            double true_ = 150 + 2.0 * i;
            wrapped[i] = i > 18 && i < 22 ? Double.NaN : true_ - 360 * Math.rint(true_ / 360);
        }
        double[] angle =
                ContinuousAngle.continuous(new Signal(time, wrapped), 60).value();
        assertThat(angle[18]).isCloseTo(186, within(1e-9));
        assertThat(angle[22]).isCloseTo(194, within(1e-9));
        assertThat(angle[39]).isCloseTo(228, within(1e-9));
    }

    @Test
    void anteriorTiltOfThePelvisIsPositiveAndAddsToHipFlexion() throws NoWalkFound {
        walker.pelvisTiltDegrees = 12;
        SagittalWalk walk = SagittalWalks.of(walker.metres());
        assertThat(middle(JointAngles.PELVIS_TILT, walk)).isCloseTo(12, within(0.1));
        double[] vertical =
                JointAngles.HIP_FLEXION.of(walk, Side.LEFT).orElseThrow().value();
        double[] pelvis =
                JointAngles.HIP_FLEXION_PELVIS.of(walk, Side.LEFT).orElseThrow().value();
        for (int i = 0; i < vertical.length; i++) {
            assertThat(pelvis[i] - vertical[i]).isCloseTo(12, within(0.1));
        }
    }

    @Test
    void aPelvisThatWasNotSeenIsWithheldAndNotGuessed() throws NoWalkFound {
        GaitResult result = GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT);
        assertThat(result.curves()).extracting(GaitCurve::name).doesNotContain("pelvis_tilt", "hip_flexion_pelvis");
        for (String name :
                new String[] {"pelvis_tilt_mean", "pelvis_rom", "hip_flexion_pelvis_min_stance", "sagittal_map_pelvis"
                }) {
            assertThat(reason(result, name, null)).contains("iliac spines").contains("markers");
        }
        walker.pelvisTiltDegrees = 9;
        GaitResult seen = GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT);
        assertThat(value(seen, "pelvis_tilt_mean", Side.LEFT)).isCloseTo(9, within(0.1));
        assertThat(seen.curves()).extracting(GaitCurve::name).contains("pelvis_tilt", "hip_flexion_pelvis");
    }

    @Test
    void segmentsThatAreGivenAreFoundAgain() throws NoWalkFound {
        LegsByAngles legs = new LegsByAngles(
                100,
                share -> 5 + 20 * Math.cos(2 * Math.PI * share),
                share -> 30 - 25 * Math.cos(4 * Math.PI * share),
                share -> 8 * Math.sin(2 * Math.PI * share));
        AngleCurves curves = legs.curves();
        for (Side side : Side.values()) {
            GaitCurve knee = curves.of(JointAngles.KNEE_FLEXION, side).mean().orElseThrow();
            assertThat(knee.n()).isEqualTo(5);
            assertThat(knee.mean()[25]).isCloseTo(55, within(0.1));
            assertThat(knee.mean()[50]).isCloseTo(5, within(0.1));
            GaitCurve ankle =
                    curves.of(JointAngles.ANKLE_DORSIFLEXION, side).mean().orElseThrow();
            assertThat(ankle.mean()[25]).isCloseTo(8, within(0.1));
            GaitCurve hip = curves.of(JointAngles.HIP_FLEXION, side).mean().orElseThrow();
            assertThat(hip.mean()[0]).isCloseTo(25, within(0.1));
        }
    }

    /**
     * What reading between frames adds to the error of a peak, at the frame rates of cameras: reference curves of free walking sampled, read at 101
     * points and compared with themselves.
     */
    @ParameterizedTest
    @CsvSource({"25, 0.08, 0.4", "30, 0.07, 0.25"})
    void peaksAreNotCutOffBetweenFrames(double rate, double bound, double linearIsWorse) {
        double worst = 0;
        double worstLinear = 0;
        for (String name : new String[] {"hip_flexion", "knee_flexion", "ankle_dorsiflexion"}) {
            double[] truth = ReferenceBands.at(name, OptionalDouble.empty())
                    .orElseThrow()
                    .mean();
            for (int shift = 0; shift < 10; shift++) {
                Signal signal = sampled(LegsByAngles.of(truth), rate, shift / 10.0 / rate);
                SmoothSignal smooth = new SmoothSignal(signal);
                double high = Double.NEGATIVE_INFINITY;
                double linear = Double.NEGATIVE_INFINITY;
                for (int p = 0; p <= 100; p++) {
                    double t = (1 + p / 100.0) * LegsByAngles.STRIDE_SECONDS;
                    high = Math.max(high, smooth.at(t));
                    linear = Math.max(linear, signal.at(t));
                }
                double peak = Statistics.quantile(truth, 1);
                worst = Math.max(worst, Math.abs(high - peak));
                worstLinear = Math.max(worstLinear, Math.abs(linear - peak));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "peak cut off between frames at %.0f Hz: spline %.2f deg, straight line %.2f deg%n",
                rate,
                worst,
                worstLinear);
        assertThat(worst).isLessThan(bound);
        assertThat(worstLinear).isGreaterThan(linearIsWorse);
    }

    private static Signal sampled(LegsByAngles.Angle angle, double rate, double shift) {
        double[] time = new double[(int) (3.3 * rate)];
        double[] value = new double[time.length];
        for (int f = 0; f < time.length; f++) {
            time[f] = shift + f / rate;
            double strides = time[f] / LegsByAngles.STRIDE_SECONDS;
            value[f] = angle.at(strides - Math.floor(strides));
        }
        return new Signal(time, value);
    }

    @Test
    void betweenUnknownSamplesNothingIsRead() {
        double[] time = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        double[] value = {1, 2, 3, Double.NaN, 5, 6, 7};
        SmoothSignal smooth = new SmoothSignal(new Signal(time, value));
        assertThat(smooth.at(0.15)).isCloseTo(2.5, within(1e-9));
        assertThat(smooth.at(0.25)).isNaN();
        assertThat(smooth.at(0.3)).isNaN();
        assertThat(smooth.at(0.4)).isCloseTo(5, within(1e-9));
        assertThat(smooth.at(-0.01)).isNaN();
        assertThat(smooth.at(0.61)).isNaN();
        assertThat(smooth.at(0.6)).isCloseTo(7, within(1e-9));
    }
}
