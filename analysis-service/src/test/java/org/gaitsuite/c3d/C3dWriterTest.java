package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class C3dWriterTest {
    private static C3dPoint point(String label, String unit, double... x) {
        return C3dPoint.of(label, unit, x, x, x);
    }

    private static C3dFile file(int firstFrame, List<C3dPoint> points, List<C3dAnalog> analogs, List<C3dEvent> events) {
        return new C3dFile(30, firstFrame, points.getFirst().frames(), points, analogs, events, C3dParameters.NONE);
    }

    private static C3dFile rewritten(C3dFile file) throws C3dMalformed {
        return C3dReader.read(C3dWriter.write(file));
    }

    @Test
    void aFileOfOurOwnIsReadAsItWas() throws C3dMalformed {
        C3dFile file = file(
                1,
                List.of(point("LHeel", "m", 0.5, Double.NaN, 0.75), point("Größe", "m", 1, 2, 3)),
                List.of(C3dAnalog.of("Fz", "N", 60, new double[] {1, 2, 3, 4, 5, 6})),
                List.of(
                        new C3dEvent(C3dEvent.FOOT_STRIKE, C3dEvent.LEFT, 0.0625),
                        new C3dEvent(C3dEvent.FOOT_OFF, C3dEvent.RIGHT, 61.25)));
        C3dFile again = rewritten(file);
        assertThat(again.pointRateHertz()).isEqualTo(30);
        assertThat(again.points()).isEqualTo(file.points());
        assertThat(again.points().getFirst().isSeen(1)).isFalse();
        assertThat(again.analogs()).isEqualTo(file.analogs());
        assertThat(again.events()).isEqualTo(file.events());
    }

    /** What other readers look for without asking for more: the guide's required parameters, and the header's copies of them. */
    @Test
    void headerAndRequiredParametersAgree() throws C3dMalformed {
        byte[] bytes = C3dWriter.write(
                file(1, List.of(point("A", "m", 1, 2, 3), point("B", "m", 4, 5, 6)), List.of(), List.of()));
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.length % 512).isZero();
        assertThat(header.get(0)).isEqualTo((byte) 2);
        assertThat(header.get(1)).isEqualTo((byte) 0x50);
        assertThat(header.getShort(2)).as("points").isEqualTo((short) 2);
        assertThat(header.getShort(4)).as("samples").isZero();
        assertThat(header.getShort(6)).as("first frame").isEqualTo((short) 1);
        assertThat(header.getShort(8)).as("last frame").isEqualTo((short) 3);
        assertThat(header.getFloat(12)).as("scale, negative for real numbers").isNegative();
        assertThat(header.getFloat(20)).as("rate").isEqualTo(30);
        int dataBlock = header.getShort(16);
        assertThat(header.get(512 + 2)).as("parameter blocks").isEqualTo((byte) (dataBlock - 2));
        assertThat(header.get(512 + 3)).as("Intel").isEqualTo((byte) 84);
        assertThat(header.getFloat(512 * (dataBlock - 1) + 16)).as("x of B").isEqualTo(4);

        C3dParameters parameters = C3dReader.read(bytes).parameters();
        assertThat(parameters.count("POINT", "DATA_START")).hasValue(dataBlock);
        assertThat(parameters.count("POINT", "USED")).hasValue(2);
        assertThat(parameters.count("POINT", "FRAMES")).hasValue(3);
        assertThat(parameters.number("POINT", "SCALE")).hasValue(header.getFloat(12));
        assertThat(parameters.number("POINT", "RATE")).hasValue(30);
        assertThat(parameters.text("POINT", "UNITS")).contains("m");
        assertThat(parameters.texts("POINT", "LABELS")).containsExactly("A", "B");
        for (String name : List.of("USED", "LABELS", "DESCRIPTIONS", "GEN_SCALE", "SCALE", "OFFSET", "UNITS", "RATE")) {
            assertThat(parameters.find("ANALOG", name)).as(name).isPresent();
        }
        assertThat(parameters.count("FORCE_PLATFORM", "USED")).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"INTEL, false", "DEC, true", "DEC, false", "MIPS, true", "MIPS, false"})
    void aFileOfAnyProcessorIsWrittenWithAllThatItSaid(C3dProcessor processor, boolean real) throws C3dMalformed {
        C3dFile file = C3dReader.read(RawC3d.rich(processor, real).bytes());
        C3dFile again = rewritten(file);
        assertThat(again.points()).isEqualTo(file.points());
        assertThat(again.analogs()).isEqualTo(file.analogs());
        assertThat(again.events()).isEqualTo(file.events());
        assertThat(again.forcePlatforms()).isEqualTo(file.forcePlatforms());
        for (C3dGroup group : file.parameters().groups()) {
            if (!group.name().equals("POINT")) {
                assertThat(again.parameters().groups()).contains(group);
            }
        }
        assertThat(C3dWriter.write(again)).as("written once more").isEqualTo(C3dWriter.write(file));
    }

    @Test
    void eventsThatWereChangedReplaceThoseOfTheFile() throws C3dMalformed {
        C3dFile file = C3dReader.read(RawC3d.rich(C3dProcessor.INTEL, true).bytes());
        List<C3dEvent> events = IntStream.range(0, 300)
                .mapToObj(i -> new C3dEvent("Event " + i, C3dEvent.GENERAL, i * 0.5))
                .toList();
        C3dFile changed = new C3dFile(50, 1, 5, file.points(), file.analogs(), events, file.parameters());
        C3dFile again = rewritten(changed);
        assertThat(again.events()).isEqualTo(events);
        assertThat(again.parameters().find("EVENT", "GENERIC_FLAGS"))
                .as("two flags")
                .isEmpty();
        assertThat(rewritten(new C3dFile(50, 1, 5, again.points(), List.of(), List.of(), again.parameters()))
                        .events())
                .isEmpty();
    }

    @Test
    void moreThan255PointsAndChannelsAreNamed() throws C3dMalformed {
        List<C3dPoint> points = IntStream.range(0, 700)
                .mapToObj(i -> point("Point with a name of some length " + i, "mm", i))
                .toList();
        List<C3dAnalog> analogs = IntStream.range(0, 600)
                .mapToObj(i -> new C3dAnalog("A" + i, "", "V", 30, new float[] {i}, i, 0.5))
                .toList();
        C3dFile again = rewritten(file(1, points, analogs, List.of()));
        assertThat(again.points()).isEqualTo(points);
        assertThat(again.analogs()).isEqualTo(analogs);
    }

    @Test
    void moreThan65535FramesAreCounted() throws C3dMalformed {
        double[] x = IntStream.range(0, 70_000).mapToDouble(i -> i).toArray();
        C3dFile again = rewritten(file(5, List.of(point("A", "mm", x)), List.of(), List.of()));
        assertThat(again.frames()).isEqualTo(70_000);
        assertThat(again.firstFrame()).isEqualTo(5);
        assertThat(again.points().getFirst().x(69_999)).isEqualTo(69_999);
    }

    @Test
    void aWalkLateInALongCaptureKeepsItsFrameNumbers() throws C3dMalformed {
        C3dFile again = rewritten(file(
                100_000,
                List.of(point("A", "mm", 1, 2)),
                List.of(),
                List.of(new C3dEvent(C3dEvent.FOOT_OFF, C3dEvent.LEFT, 3333.328125))));
        assertThat(again.firstFrame()).isEqualTo(100_000);
        assertThat(again.secondsFromFirstFrame(again.events().getFirst())).isEqualTo(0.028125, within(1e-6));
    }

    @Test
    void pointsKeepDifferentUnits() throws C3dMalformed {
        C3dFile again = rewritten(file(
                1,
                List.of(point("A", "mm", 1), point("Knee", "deg", 2), point("Hip", "deg", 3), point("Moment", "Nm", 4)),
                List.of(),
                List.of()));
        assertThat(again.points().stream().map(C3dPoint::unit)).containsExactly("mm", "deg", "deg", "Nm");
    }

    @Test
    void whatC3dCannotSayIsRefused() {
        C3dPoint one = point("one", "m", 1);
        C3dPoint two = point("two", "m", 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> C3dWriter.write(file(1, List.of(one, two), List.of(), List.of())))
                .withMessageContaining("point two: 2 instead of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> C3dWriter.write(file(1, Collections.nCopies(65_536, one), List.of(), List.of())))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        C3dWriter.write(file(1, List.of(point("x".repeat(256), "m", 1)), List.of(), List.of())))
                .withMessageContaining("[256, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> C3dWriter.write(file(
                        1, List.of(two), List.of(C3dAnalog.of("Fz", "N", 30, new double[] {1, 2, 3})), List.of())))
                .withMessageContaining("channel Fz: 3 instead of 2");
    }
}
