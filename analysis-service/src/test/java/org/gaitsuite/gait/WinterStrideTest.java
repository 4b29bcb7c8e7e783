package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.recording.WinterStride.CONTACT;
import static org.gaitsuite.recording.WinterStride.NEXT_CONTACT;
import static org.gaitsuite.recording.WinterStride.TOE_OFF;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.gaitsuite.recording.PrintedAngle;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.recording.WinterStride;
import org.junit.jupiter.api.Test;

/** What is computed on the right stride whose raw coordinates Winter printed. */
class WinterStrideTest {
    private final WinterStride printed = printed();

    private static WinterStride printed() {
        Path file = SharedData.folder().resolve("data/winter/WinterTableA1.txt");
        assumeTrue(Files.exists(file), "Winter's table not found at " + file + ", set GAIT_SHARED");
        try {
            return WinterStride.read(file);
        } catch (IOException | RecordingRefused e) {
            throw new AssertionError(file + " is not the table", e);
        }
    }

    private SagittalWalk walk() throws NoWalkFound {
        return SagittalWalks.of(printed.rightLeg());
    }

    private StrideCurves curves(JointAngles angle) throws NoWalkFound {
        Stride stride = new Stride(
                Side.RIGHT,
                printed.seconds(CONTACT),
                Double.NaN,
                Double.NaN,
                printed.seconds(TOE_OFF),
                printed.seconds(NEXT_CONTACT));
        return StrideCurves.of(angle, Side.RIGHT, walk(), List.of(stride));
    }

    private double printedKnee(int frame) {
        return PrintedAngle.KNEE.degrees(printed, frame);
    }

    @Test
    void theKneeIsThatOfThePrintedCoordinates() throws NoWalkFound {
        Signal knee = JointAngles.KNEE_FLEXION.of(walk(), Side.RIGHT).orElseThrow();
        double squares = 0;
        for (int frame = CONTACT; frame <= NEXT_CONTACT; frame++) {
            squares += Math.pow(knee.value()[frame - 1] - printedKnee(frame), 2);
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
        double speed = printed.strideMetres() / (printed.seconds(NEXT_CONTACT) - printed.seconds(CONTACT));
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
            raw = printedKnee(frame) > printedKnee(raw) ? frame : raw;
        }
        assertThat(swing.degrees()).isCloseTo(printedKnee(raw), within(1.5));
        assertThat(swing.percent()).isCloseTo(100.0 * (raw - CONTACT) / (NEXT_CONTACT - CONTACT), within(1.5));
        assertThat(loading.degrees()).isCloseTo(16.8, within(1.0));
        assertThat(loading.percent()).isCloseTo(13, within(2.0));
    }
}
