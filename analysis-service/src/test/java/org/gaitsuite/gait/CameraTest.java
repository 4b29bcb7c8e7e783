package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the camera does to a walk, and what is known of the place it stands in. */
class CameraTest {
    private static final double STRIDE = 1.30;

    private final TestWalker walker = new TestWalker();
    private final PinholeCamera camera = new PinholeCamera();

    private GaitResult analyze(@Nullable Double height, FilmedPlace place) throws NoWalkFound {
        return GaitAnalyzer.analyze(
                camera.film(walker.metres()), new Subject(height, null, null, null), GaitOptions.DEFAULT.at(place));
    }

    private static FilmedPlace place(@Nullable MarkedLine ground, @Nullable MarkedLine distance) {
        return new FilmedPlace(ground, distance, null, null, null, null, null);
    }

    private static double trunkLean(GaitResult result) {
        return Statistics.mean(result.curves().stream()
                .filter(curve -> curve.name().equals("trunk_lean") && curve.side() == Side.LEFT)
                .findFirst()
                .orElseThrow()
                .mean());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-9, -3, 4, 12})
    void aRolledPictureIsTurnedBackByTheLineOfTheRestingFeet(double roll) throws NoWalkFound {
        walker.noiseMetres = 0.004;
        GaitResult level = analyze(1.70, FilmedPlace.UNKNOWN);
        camera.rollDegrees = roll;
        GaitResult rolled = analyze(1.70, FilmedPlace.UNKNOWN);
        assertThat(trunkLean(rolled)).isCloseTo(trunkLean(level), within(0.5));
        assertThat(value(rolled, "stride_length", null)).isCloseTo(STRIDE, within(0.03));
        assertThat(rolled.quality().notes())
                .anyMatch(note -> note.contains("rolled by") && note.contains("ground taken as level"));
        assertThat(level.quality().notes()).noneMatch(note -> note.contains("rolled"));
    }

    @Test
    void aSlopeThatIsGivenIsNotTakenForRoll() throws NoWalkFound {
        double lean = trunkLean(analyze(1.70, FilmedPlace.UNKNOWN));
        camera.slopeDegrees = 5;
        GaitResult unknown = analyze(1.70, FilmedPlace.UNKNOWN);
        GaitResult known = analyze(1.70, new FilmedPlace(null, null, null, 5.0, null, null, null));
        assertThat(trunkLean(unknown)).as("taken for a camera that hangs").isCloseTo(lean, within(0.5));
        assertThat(trunkLean(known))
                .as("this walker stands square to the slope, and so leans back")
                .isCloseTo(lean - 5, within(0.5));
        assertThat(value(known, "stride_length", null)).isCloseTo(STRIDE, within(0.02));
        assertThat(known.quality().notes()).noneMatch(note -> note.contains("rolled"));
    }

    @Test
    void aRollThatIsGivenIsBelieved() throws NoWalkFound {
        double lean = trunkLean(analyze(1.70, FilmedPlace.UNKNOWN));
        camera.rollDegrees = 6;
        GaitResult told = analyze(1.70, new FilmedPlace(null, null, 6.0, null, null, null, null));
        assertThat(trunkLean(told)).isCloseTo(lean, within(0.2));
        assertThat(told.quality().notes()).anyMatch(note -> note.contains("6.0° (as given"));
    }

    @Test
    void aLineOnTheGroundTellsTiltAndScaleAndGoesBeforeTheBodyHeight() throws NoWalkFound {
        camera.rollDegrees = 3;
        MarkedLine line = new MarkedLine(camera.see(1, 0), camera.see(4, 0), 3.0);
        GaitResult result = analyze(1.20, place(line, null));
        assertThat(value(result, "stride_length", null)).isCloseTo(STRIDE, within(0.01));
        assertThat(result.quality().notes())
                .anyMatch(note -> note.contains("by the line on the ground"))
                .anyMatch(note -> note.startsWith("Metres come from the line on the ground"));
    }

    @Test
    void aKnownDistanceScalesWithoutAHeightAndLessSurelyThanTheGround() throws NoWalkFound {
        MarkedLine door = new MarkedLine(camera.see(3, 0.2), camera.see(3, 2.2), 2.0);
        MarkedLine line = new MarkedLine(camera.see(1, 0), camera.see(4, 0), 3.0);
        GaitResult byDoor = analyze(null, place(null, door));
        assertThat(value(byDoor, "stride_length", null)).isCloseTo(STRIDE, within(0.01));
        GaitResult byLine = analyze(null, place(line, door));
        assertThat(byLine.quality().notes())
                .anyMatch(note -> note.startsWith("Metres come from the line on the ground"));
        assertThat(width(byLine)).isLessThan(width(byDoor));
    }

    private static double width(GaitResult result) {
        var stride = measured(result, "stride_length", null);
        return stride.ci95High() - stride.ci95Low();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-22, -12, 12, 22})
    void aSlantWalkIsCorrectedAndItsAngleTold(double oblique) throws NoWalkFound {
        camera.obliqueDegrees = oblique;
        camera.distanceMetres = 5;
        camera.aimMetres = 3;
        GaitResult result = analyze(1.70, new FilmedPlace(null, null, null, null, null, camera.focalPixels, 1280.0));
        assertThat(value(result, "stride_length", null)).isCloseTo(STRIDE, within(0.03));
        assertThat(value(result, "step_length", null)).isCloseTo(STRIDE / 2, within(0.03));
        assertThat(value(result, "walking_speed", null)).isCloseTo(walker.speed(), within(0.03));
        assertThat(result.quality().notes()).anyMatch(note -> note.contains("out of the picture"));
    }

    @Test
    void theAngleOfASlantWalkIsToldByAnOrdinaryLensWhereNoneIsGiven() throws NoWalkFound {
        camera.obliqueDegrees = 20;
        camera.distanceMetres = 5;
        camera.focalPixels = 1005;
        GaitResult square = analyze(1.70, new FilmedPlace(null, null, null, null, null, 1005.0, 1280.0));
        GaitResult result = analyze(1.70, new FilmedPlace(null, null, null, null, null, null, 1280.0));
        assertThat(value(result, "stride_length", null)).isCloseTo(STRIDE, within(0.05));
        assertThat(width(result)).as("less sure of the lens").isGreaterThan(width(square));
    }

    @Test
    void aWalkThatGoesFarOutOfThePictureHasNoLengthsAndNoAngles() throws NoWalkFound {
        camera.obliqueDegrees = 45;
        camera.distanceMetres = 6;
        GaitResult result = analyze(1.70, new FilmedPlace(null, null, null, null, null, camera.focalPixels, 1280.0));
        assertThat(reason(result, "stride_length", null)).contains("slant view", "at most 30°");
        assertThat(reason(result, "knee_rom", null)).contains("slant view");
        assertThat(result.curves()).isEmpty();
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.5));
    }

    @Test
    void aSquareWalkIsLeftAsItIs() throws NoWalkFound {
        walker.noiseMetres = 0.01;
        assertThat(analyze(1.70, FilmedPlace.UNKNOWN).quality().notes())
                .noneMatch(note -> note.contains("out of the picture"));
    }

    @Test
    void theSpeedThatATreadmillShowsIsTaken() throws NoWalkFound {
        walker.treadmill = true;
        walker.seconds = 8;
        camera.aimMetres = 0;
        GaitResult result = analyze(1.70, new FilmedPlace(null, null, null, null, 1.25, null, null));
        assertThat(value(result, "walking_speed", null)).isCloseTo(1.25, within(0.01));
    }

    @Test
    void whatCannotBeMarkedIsRefusedWithItsValue() {
        PicturePoint here = new PicturePoint(100, 100);
        assertThatThrownBy(() -> new MarkedLine(here, new PicturePoint(103, 100), 1.0))
                .hasMessageContaining("3.0 pixels apart");
        assertThatThrownBy(() -> new MarkedLine(here, new PicturePoint(300, 100), -1.0))
                .hasMessageContaining("-1.0 m");
        assertThatThrownBy(() -> place(null, new MarkedLine(here, new PicturePoint(300, 100), null)))
                .hasMessageContaining("no length");
        assertThatThrownBy(() -> new FilmedPlace(null, null, 60.0, null, null, null, null))
                .hasMessageContaining("60.0");
    }
}
