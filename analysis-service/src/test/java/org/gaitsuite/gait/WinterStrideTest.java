package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The right stride whose raw coordinates Winter printed (Biomechanics and Motor Control of Human Movement, 4th ed. 2009, Table A.1: a woman of 22
 * years at 115 steps a minute). Frames are counted from 1: toe off at 1 and 70, heel contact at 28 and 97.
 */
class WinterStrideTest {
    private static final int CONTACT = 28;
    private static final int TOE_OFF = 70;
    private static final int NEXT_CONTACT = 97;

    private static final List<Joint> COLUMNS = List.of(
            Joint.NECK, // the marker on the ribs, not used
            Joint.RIGHT_HIP,
            Joint.RIGHT_KNEE,
            Joint.RIGHT_ELBOW, // the head of the fibula, not used
            Joint.RIGHT_ANKLE,
            Joint.RIGHT_HEEL,
            Joint.RIGHT_WRIST, // the fifth metatarsal, not used
            Joint.RIGHT_TOE);

    private double[][] table = new double[0][];

    @BeforeEach
    void readTable() throws IOException {
        Path file = SharedData.folder().resolve("data/winter/WinterTableA1.txt");
        assumeTrue(Files.exists(file), "Winter's table not found at " + file + ", set GAIT_SHARED");
        table = Files.readAllLines(file).stream()
                .skip(2)
                .map(line -> List.of(line.trim().split("\\s+")).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        assertThat(table).hasDimensions(106, 18);
    }

    private double x(int frame, Joint joint) {
        return table[frame - 1][2 + 2 * COLUMNS.indexOf(joint)] / 100;
    }

    private double y(int frame, Joint joint) {
        return table[frame - 1][3 + 2 * COLUMNS.indexOf(joint)] / 100;
    }

    /** Seconds of a frame; the printed times are rounded to milliseconds. */
    private double time(double frame) {
        return (frame - 1) * table[table.length - 1][1] / (table.length - 1);
    }

    private SagittalWalk walk() throws NoWalkFound {
        double[] times = new double[table.length];
        for (int f = 0; f < times.length; f++) {
            times[f] = time(f + 1);
        }
        List<Joint> used =
                List.of(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL, Joint.RIGHT_TOE);
        return SagittalWalks.of(Skeletons.make(CoordinateFrame.SAGITTAL_METRES, times, (f, joint) -> {
            boolean known = used.contains(joint);
            return new double[] {
                known ? x(f + 1, joint) : Double.NaN, known ? y(f + 1, joint) : Double.NaN, known ? 1 : 0
            };
        }));
    }

    private StrideCurves curves(JointAngles angle) throws NoWalkFound {
        Stride stride =
                new Stride(Side.RIGHT, time(CONTACT), Double.NaN, Double.NaN, time(TOE_OFF), time(NEXT_CONTACT));
        return StrideCurves.of(angle, Side.RIGHT, walk(), List.of(stride));
    }

    /** Between two segments, by the cosine of the angle that their ends span: another way than the suite's. */
    private double kneeByCosine(int frame) {
        double ax = x(frame, Joint.RIGHT_HIP) - x(frame, Joint.RIGHT_KNEE);
        double ay = y(frame, Joint.RIGHT_HIP) - y(frame, Joint.RIGHT_KNEE);
        double bx = x(frame, Joint.RIGHT_ANKLE) - x(frame, Joint.RIGHT_KNEE);
        double by = y(frame, Joint.RIGHT_ANKLE) - y(frame, Joint.RIGHT_KNEE);
        return 180 - Math.toDegrees(Math.acos((ax * bx + ay * by) / Math.hypot(ax, ay) / Math.hypot(bx, by)));
    }

    @Test
    void theKneeIsThatOfThePrintedCoordinates() throws NoWalkFound {
        Signal knee = JointAngles.KNEE_FLEXION.of(walk(), Side.RIGHT).orElseThrow();
        double squares = 0;
        for (int frame = CONTACT; frame <= NEXT_CONTACT; frame++) {
            squares += Math.pow(knee.value()[frame - 1] - kneeByCosine(frame), 2);
        }
        double rms = Math.sqrt(squares / (NEXT_CONTACT - CONTACT + 1));
        System.out.printf(Locale.ROOT, "Winter's stride: knee filtered against raw %.2f deg RMS%n", rms);
        assertThat(rms).as("what the 6 Hz filter takes off the raw angle").isLessThan(1.2);
    }

    @Test
    void theFootIsFlatWhereItStands() throws NoWalkFound {
        double[] ankle = curves(JointAngles.ANKLE_DORSIFLEXION).degrees().getFirst();
        assertThat(ankle[0]).as("heel strike with the toes up").isCloseTo(10, within(4.0));
        AnglePeak.Found down = new AnglePeak(
                        "", JointAngles.ANKLE_DORSIFLEXION, /* highest= */ false, CyclePart.ABOUT_TOE_OFF, true)
                .in(ankle, ankle, toeOffPercent());
        assertThat(down.degrees()).isBetween(-27.0, -19.0);
        assertThat(down.percent()).as("just after toe off").isBetween(60.0, 65.0);
    }

    private static double toeOffPercent() {
        return 100.0 * (TOE_OFF - CONTACT) / (NEXT_CONTACT - CONTACT);
    }

    /** She walks within what is usual at her speed, but for a fast walker's slight stiffness; a wrong sign or zero would not. */
    @Test
    void herLegMovesAsHealthyLegsDoAtHerSpeed() throws NoWalkFound {
        double speed =
                (x(NEXT_CONTACT, Joint.RIGHT_HIP) - x(CONTACT, Joint.RIGHT_HIP)) / (time(NEXT_CONTACT) - time(CONTACT));
        double dimensionless = ReferenceBands.dimensionlessSpeed(speed, walk().legLength());
        assertThat(speed).as("metres per second").isCloseTo(1.43, within(0.03));
        for (JointAngles angle :
                List.of(JointAngles.HIP_FLEXION, JointAngles.KNEE_FLEXION, JointAngles.ANKLE_DORSIFLEXION)) {
            ReferenceBands.Band band = ReferenceBands.at(angle.curve(), OptionalDouble.of(dimensionless))
                    .orElseThrow();
            double[] hers = curves(angle).degrees().getFirst();
            double squares = 0;
            for (int p = 0; p < hers.length; p++) {
                squares += Math.pow((hers[p] - band.mean()[p]) / band.sd()[p], 2);
            }
            double deviations = Math.sqrt(squares / hers.length);
            System.out.printf(
                    Locale.ROOT,
                    "Winter's stride at dimensionless speed %.2f: %s lies %.1f SD from the reference%n",
                    dimensionless,
                    angle.curve(),
                    deviations);
            assertThat(deviations).as(angle.curve()).isLessThan(2);
        }
    }

    @Test
    void herPeaksLieWhereTheCoordinatesHaveThem() throws NoWalkFound {
        double[] knee = curves(JointAngles.KNEE_FLEXION).degrees().getFirst();
        AnglePeak.Found loading = new AnglePeak(
                        "", JointAngles.KNEE_FLEXION, /* highest= */ true, CyclePart.LOADING, true)
                .in(knee, knee, toeOffPercent());
        AnglePeak.Found swing = new AnglePeak("", JointAngles.KNEE_FLEXION, /* highest= */ true, CyclePart.SWING, true)
                .in(knee, knee, toeOffPercent());
        int raw = TOE_OFF;
        for (int frame = TOE_OFF; frame < NEXT_CONTACT; frame++) {
            raw = kneeByCosine(frame) > kneeByCosine(raw) ? frame : raw;
        }
        assertThat(swing.degrees()).isCloseTo(kneeByCosine(raw), within(1.5));
        assertThat(swing.percent()).isCloseTo(100.0 * (raw - CONTACT) / (NEXT_CONTACT - CONTACT), within(1.5));
        assertThat(loading.degrees()).isCloseTo(16.8, within(1.0));
        assertThat(loading.percent()).isCloseTo(13, within(2.0));
    }
}
