package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.gaitsuite.gait.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of laboratories, against numbers that another program, written apart from this one, took from them. */
class C3dFilesTest {
    private static C3dFile file(String name) throws C3dMalformed, IOException {
        Path file = SharedData.folder().resolve("data/c3d").resolve(name);
        assumeTrue(Files.exists(file), file + " not found, set GAIT_SHARED");
        return C3dReader.read(file);
    }

    @ParameterizedTest
    @CsvSource({
        "HC002D02.c3d, 51, 50, 100, 311, 24, 10, 0, 0.000, 15717, 9965669.214, LHEE, 347.405, 24.011, 7732390.342, 9f062222",
        "HC002D06.c3d, 255, 124, 100, 286, 24, 10, 12, 30.430, 68034, 43446120.168, LHEE, 226.905, 23.856, -4984648.497, 6ecee661",
        "HC030A05.c3d, 197, 286, 100, 291, 24, 10, 8, 30.840, 54825, 33485102.231, LHEE, 286.945, 23.041, -25389750.350, ccefcf67",
        "HC031A06.c3d, 172, 158, 100, 291, 24, 10, 8, 19.380, 47893, 29733860.292, LHEE, 208.119, 37.399, -15351306.957, b0ac53c5",
        "HC032A03.c3d, 195, 157, 100, 291, 24, 10, 8, 19.990, 54273, 37372901.426, LHEE, 221.314, 25.102, -33411991.405, ccefcf67",
        "HC033A10.c3d, 170, 128, 100, 292, 24, 10, 8, 17.260, 42807, 23198138.264, LHEE, 131.872, 21.286, -17052196.462, f76b3477",
        "HC036A10.c3d, 178, 79, 100, 295, 24, 10, 9, 15.330, 50363, 15349537.735, LHEE, 270.029, 16.898, -215429.221, 98bfc7b8",
        "PiG_Motion-FlatFoot-Full.c3d, 315, 148, 100, 193, 38, 10, 12, 37.090, 54747, 30442765.981, LHEE, 3.807, 25.533, 33191922.422, 4567efc2",
        "PiG_Motion-FlatFoot-One.c3d, 255, 342, 100, 193, 38, 10, 8, 37.970, 46152, 32070830.473, LHEE, 247.037, 38.925, -8513688.300, cc4014a2",
        "PiG_Motion3_FF.c3d, 293, 725, 100, 97, 34, 10, 12, 104.600, 23992, 12987650.461, LHEE, 147.661, 138.875, -27287805.273, 93fb9a0a",
        "PlugInC3D.c3d, 281, 1, 60, 86, 36, 20, 8, 17.033, 14979, 13390889.095, LHEE, 694.618, 50.064, -79224885.887, d47cee1b",
        "sub_labels.c3d, 333, 1, 60, 114, 36, 20, 8, 18.091, 18209, 11910488.723, Matt:LHEE, NaN, NaN, 71572979.905, be916e18"
    })
    void nothingIsLost(
            String name,
            int frames,
            int firstFrame,
            double rate,
            int points,
            int channels,
            int ratio,
            int events,
            double sumOfTimes,
            int seen,
            double sumOfCoordinates,
            String heel,
            double heelX,
            double heelZ,
            double sumOfSamples,
            String checksumOfLabels)
            throws C3dMalformed, IOException {
        C3dFile file = file(name);
        assertThat(file.frames()).isEqualTo(frames);
        assertThat(file.firstFrame()).isEqualTo(firstFrame);
        assertThat(file.pointRateHertz()).isEqualTo(rate);
        assertThat(file.points()).hasSize(points);
        assertThat(checksum(file.points().stream().map(C3dPoint::label).toList()))
                .isEqualTo(checksumOfLabels);
        assertThat(file.analogs()).hasSize(channels);
        assertThat(file.analogs().getFirst().rateHertz()).isEqualTo(rate * ratio);
        assertThat(file.events()).hasSize(events);
        assertThat(file.events().stream().mapToDouble(C3dEvent::seconds).sum()).isEqualTo(sumOfTimes, within(6e-4));
        assertThat(file.points().stream().mapToInt(C3dFilesTest::seen).sum()).isEqualTo(seen);
        assertThat(file.points().stream()
                        .mapToDouble(C3dFilesTest::sumOfCoordinates)
                        .sum())
                .isEqualTo(sumOfCoordinates, within(0.6));
        C3dPoint point = file.point("LHEE").orElseThrow();
        assertThat(point.label()).isEqualTo(heel);
        assertThat(point.x(frames / 2)).isEqualTo(heelX, within(6e-4));
        assertThat(point.z(frames / 2)).isEqualTo(heelZ, within(6e-4));
        assertThat(file.analogs().stream()
                        .flatMapToDouble(
                                analog -> IntStream.range(0, analog.samples()).mapToDouble(analog::value))
                        .sum())
                .isEqualTo(sumOfSamples, within(0.1));
    }

    private static String checksum(List<String> labels) {
        CRC32 checksum = new CRC32();
        checksum.update(String.join(",", labels).getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    private static int seen(C3dPoint point) {
        return (int) IntStream.range(0, point.frames()).filter(point::isSeen).count();
    }

    private static double sumOfCoordinates(C3dPoint point) {
        return IntStream.range(0, point.frames())
                .filter(point::isSeen)
                .mapToDouble(i -> point.x(i) + point.y(i) + point.z(i))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HC002D02.c3d",
                "HC002D06.c3d",
                "HC030A05.c3d",
                "HC031A06.c3d",
                "HC032A03.c3d",
                "HC033A10.c3d",
                "HC036A10.c3d",
                "PiG_Motion-FlatFoot-Full.c3d",
                "PiG_Motion-FlatFoot-One.c3d",
                "PiG_Motion3_FF.c3d",
                "PlugInC3D.c3d",
                "sub_labels.c3d"
            })
    void whatIsWrittenIsReadAsItWas(String name) throws C3dMalformed, IOException {
        C3dFile file = file(name);
        C3dFile again = C3dReader.read(C3dWriter.write(file));
        assertThat(again.points()).isEqualTo(file.points());
        assertThat(again.analogs()).isEqualTo(file.analogs());
        assertThat(again.events()).isEqualTo(file.events());
        assertThat(again.forcePlatforms()).isEqualTo(file.forcePlatforms());
        assertThat(withoutPlaces(again)).isEqualTo(withoutPlaces(file));
    }

    /** Where the frames begin is another matter in another file, and a scale's sign tells whole numbers from real ones. */
    private static C3dFile withoutPlaces(C3dFile file) {
        double scale = file.parameters().number("POINT", "SCALE").orElseThrow();
        C3dParameters parameters = file.parameters()
                .without("POINT", "DATA_START")
                .with("POINT", C3dParameter.real("SCALE", Math.abs(scale)));
        return new C3dFile(
                file.pointRateHertz(),
                file.firstFrame(),
                file.frames(),
                file.points(),
                file.analogs(),
                file.events(),
                parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "HC002D06.c3d, 12, Foot Strike, Left, 1.450, 32.1",
        "HC033A10.c3d, 8, Foot Strike, Left, 1.605, 51.5",
        "PiG_Motion3_FF.c3d, 12, Foot Strike, Left, 1.760, 74.0"
    })
    void eventsAndPersonAreThoseOfTheLaboratory(
            String name, int events, String label, String context, double height, double mass)
            throws C3dMalformed, IOException {
        C3dFile file = file(name);
        assertThat(file.events()).hasSize(events);
        assertThat(file.events().getFirst().label()).isEqualTo(label);
        assertThat(file.events().getFirst().context()).isEqualTo(context);
        assertThat(file.events())
                .allSatisfy(event -> assertThat(file.secondsFromFirstFrame(event))
                        .isBetween(0.0, file.frames() / file.pointRateHertz()));
        assertThat(file.bodyHeightMetres()).hasValueCloseTo(height, within(1e-4));
        assertThat(file.massKilograms()).hasValueCloseTo(mass, within(1e-4));
    }

    /** A foot in stance presses with about the body's weight and a quarter. */
    @ParameterizedTest
    @CsvSource({"HC002D06.c3d, 32.1", "HC032A03.c3d, 60.3", "PiG_Motion3_FF.c3d, 74"})
    void platesShowTheWeightOfTheWalker(String name, double mass) throws C3dMalformed, IOException {
        List<ForcePlatform> platforms = file(name).forcePlatforms();
        assertThat(platforms).hasSizeGreaterThan(1).allSatisfy(platform -> {
            double most = Arrays.stream(platform.verticalReaction().orElseThrow())
                    .max()
                    .orElseThrow();
            assertThat(most / (mass * 9.81)).as("body weights").isBetween(1.0, 1.4);
        });
    }
}
