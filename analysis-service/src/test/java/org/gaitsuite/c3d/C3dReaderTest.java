package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class C3dReaderTest {
    @ParameterizedTest
    @CsvSource({"INTEL, true", "INTEL, false", "DEC, true", "DEC, false", "MIPS, true", "MIPS, false"})
    void everyProcessorAndFormSaysTheSame(C3dProcessor processor, boolean real) throws C3dMalformed {
        RawC3d raw = RawC3d.rich(processor, real);
        C3dFile file = C3dReader.read(raw.bytes());

        assertThat(file.pointRateHertz()).isEqualTo(50);
        assertThat(file.frames()).isEqualTo(5);
        assertThat(file.firstFrame()).isEqualTo(1);
        assertThat(file.points().stream().map(C3dPoint::label)).containsExactly("LHEE", "RHEE", "LTOE");
        C3dPoint toe = file.point("LTOE").orElseThrow();
        for (int frame = 0; frame < 5; frame++) {
            assertThat(toe.x(frame)).isEqualTo(raw.coordinate(frame, 2, 0));
            assertThat(toe.y(frame)).isEqualTo(raw.coordinate(frame, 2, 1));
            assertThat(toe.z(frame)).isEqualTo(raw.coordinate(frame, 2, 2));
            assertThat(toe.residual(frame)).isEqualTo(frame * 0.5);
            assertThat(toe.cameras(frame)).as("cameras 1 and 3").isEqualTo(5);
        }
        assertThat(toe.description()).isEqualTo("left toe");
        assertThat(toe.metresPerUnit()).hasValue(0.001);
        assertThat(file.events())
                .containsExactly(
                        new C3dEvent("Foot Strike", "Left", 0.04f, "Anna"),
                        new C3dEvent("Foot Off", "Right", 60 + (double) 0.08f, "Anna"));
        assertThat(file.subjects()).containsExactly("Anna");
        assertThat(file.bodyHeightMetres()).hasValue(1.65);
        assertThat(file.massKilograms()).hasValue(61.5);
    }

    @ParameterizedTest
    @CsvSource({"INTEL, true", "DEC, false", "MIPS, false"})
    void analogueSamplesAreInterleavedShiftedAndScaled(C3dProcessor processor, boolean real) throws C3dMalformed {
        List<C3dAnalog> analogs =
                C3dReader.read(RawC3d.complete(processor, real).bytes()).analogs();
        assertThat(analogs.stream().map(C3dAnalog::label)).containsExactly("Fz", "Emg");
        assertThat(analogs.stream().map(C3dAnalog::unit)).containsExactly("N", "V");
        assertThat(analogs.getFirst().rateHertz()).isEqualTo(100);
        for (int i = 0; i < 10; i++) {
            assertThat(analogs.get(0).value(i)).isEqualTo((RawC3d.sample(i, 0) - 10) * 0.25 * 2);
            assertThat(analogs.get(1).value(i)).isEqualTo((RawC3d.sample(i, 1) + 3) * 4.0 * 2);
        }
    }

    @Test
    void aPointThatWasNotSeenHasNoCoordinates() throws C3dMalformed {
        C3dPoint heel = C3dReader.read(RawC3d.complete(C3dProcessor.INTEL, true).bytes())
                .points()
                .getFirst();
        assertThat(heel.isSeen(0)).isFalse();
        assertThat(heel.x(0)).isNaN();
        assertThat(heel.residual(0)).isEqualTo(-1);
        assertThat(heel.isSeen(1)).isTrue();
    }

    @Test
    void unsignedSamplesAndOffsetsGoBeyondTheSignedRange() throws C3dMalformed {
        RawC3d raw = RawC3d.complete(C3dProcessor.INTEL, false).texts("ANALOG", "FORMAT", "UNSIGNED");
        C3dAnalog emg = C3dReader.read(raw.bytes()).analogs().get(1);
        // sample -40 and offset -3 as unsigned words
        assertThat(emg.value(0)).isEqualTo((65496 - 65533) * 8.0);
    }

    @Test
    void moreThan255LabelsContinueInTheNextParameter() throws C3dMalformed {
        String[] labels = IntStream.range(0, 300).mapToObj(i -> "M" + i).toArray(String[]::new);
        RawC3d raw = new RawC3d(C3dProcessor.MIPS, false);
        raw.points = 300;
        raw.group("POINT")
                .integer("POINT", "USED", 300)
                .texts("POINT", "LABELS2", Arrays.copyOfRange(labels, 255, 300))
                .texts("POINT", "LABELS", Arrays.copyOfRange(labels, 0, 255));
        assertThat(C3dReader.read(raw.bytes()).points().stream().map(C3dPoint::label))
                .containsExactly(labels);
    }

    @Test
    void whatVicosModelsComputeHasItsOwnUnit() throws C3dMalformed {
        RawC3d raw = RawC3d.complete(C3dProcessor.INTEL, true)
                .texts("POINT", "TYPE_GROUPS", "ANGLES", "ANGLE")
                .texts("POINT", "ANGLES", "LTOE", "RTOE")
                .texts("POINT", "ANGLE_UNITS", "deg");
        List<C3dPoint> points = C3dReader.read(raw.bytes()).points();
        assertThat(points.stream().map(C3dPoint::unit)).containsExactly("mm", "mm", "deg");
        assertThat(points.get(2).metresPerUnit()).isEmpty();
    }

    @Test
    void aLabelIsFoundWithoutItsSubject() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        raw.group("POINT").texts("POINT", "LABELS", "Anna:LHEE", "Anna:RHEE");
        C3dFile file = C3dReader.read(raw.bytes());
        assertThat(file.point("RHEE")).contains(file.points().get(1));
        assertThat(file.points().get(2).label()).as("without a label").isEqualTo("*3");
    }

    @Test
    void eventsOfTheHeaderCountFromTheFilesFirstFrame() throws C3dMalformed {
        RawC3d raw = RawC3d.complete(C3dProcessor.DEC, false)
                .header(4, 101)
                .header(5, 105)
                .headerEvent(0, "RHS ", 0.02f)
                .headerEvent(1, "LTO ", 0.06f);
        C3dFile file = C3dReader.read(raw.bytes());
        assertThat(file.events().stream().map(C3dEvent::label)).containsExactly("RHS", "LTO");
        assertThat(file.events().getFirst().context()).isEqualTo(C3dEvent.GENERAL);
        assertThat(file.events().get(1).seconds()).isEqualTo(2.06, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(file.secondsFromFirstFrame(file.events().get(1)))
                .isEqualTo(0.06, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void namesInOtherThanAsciiAreRead() throws C3dMalformed {
        RawC3d raw = RawC3d.complete(C3dProcessor.INTEL, true);
        raw.group("SUBJECTS")
                .parameter("SUBJECTS", "NAMES", -1, new int[] {6}, new byte[] {'J', 'o', 's', (byte) 0xE9, ' ', 0});
        assertThat(C3dReader.read(raw.bytes()).subjects()).containsExactly("José");
    }

    /** 60 s of 40 markers at 100 Hz with a force plate and electromyograms at 1000 Hz: the best of some readings. */
    @Test
    void aMinuteIsReadInFarLessThanATenthOfASecond() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        raw.points = 40;
        raw.channels = 16;
        raw.ratio = 10;
        raw.frames = 6000;
        byte[] bytes = raw.bytes();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            assertThat(C3dReader.read(bytes).frames()).isEqualTo(6000);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                "a minute of 40 markers and 16 channels, %d bytes, read in %.1f ms%n", bytes.length, best / 1e6);
        assertThat(best / 1e6).as("ms").isLessThan(100);
    }
}
