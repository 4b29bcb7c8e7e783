package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.export.Films.Film;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.video.VideoInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverlayDrawingTest {
    private static final Placement WHOLE = Placement.whole(1);
    private static Film film;
    private static GaitEvent strike;
    private static Spot heel;
    private static double unit;

    @BeforeAll
    static void measure() throws Exception {
        film = Film.of(PhantomSettings.sample());
        strike = film.result().events().stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE && event.timeSeconds() > 1.5)
                .findFirst()
                .orElseThrow();
        FilmedSkeleton skeleton = film.walk().skeleton();
        heel = skeleton.resting(strike.timeSeconds(), strike.timeSeconds() + 0.1, WalkInVideo.partOf(strike))
                .orElseThrow();
        unit = skeleton.usualHeight() / 300;
    }

    /** How many pixels above a heel an event changes. */
    private static int changedAboveTheHeel(double timeSeconds) {
        List<GaitEvent> others =
                film.result().events().stream().filter(e -> !e.equals(strike)).toList();
        int changed = 0;
        try (Picture with = film.drawnAt(timeSeconds);
                Picture without =
                        film.with(Films.withEvents(film.result(), others)).drawnAt(timeSeconds)) {
            for (int y = (int) (heel.y() - 40 * unit); y < heel.y(); y++) {
                for (int x = (int) (heel.x() - 40 * unit); x < heel.x() + 80 * unit; x++) {
                    changed += Films.difference(with.at(x, y), without.at(x, y)) > 60 ? 1 : 0;
                }
            }
        }
        return changed;
    }

    @Test
    void aContactFlashesAtTheFootAndGoes() {
        assertThat(changedAboveTheHeel(strike.timeSeconds() - 0.05)).isZero();
        assertThat(changedAboveTheHeel(strike.timeSeconds() + 0.05)).isGreaterThan(200);
        assertThat(changedAboveTheHeel(strike.timeSeconds() + 0.5)).isZero();
    }

    @Test
    void whereAHeelCameDownAMarkStaysToTheEnd() {
        Ink ink = SideColour.of(strike.side()).ink();
        int x = (int) Math.round(heel.x());
        int y = (int) Math.round(heel.y() + 6 * unit);
        try (Picture before = film.drawnAt(strike.timeSeconds() - 0.6);
                Picture end = film.drawnAt(film.settings().duration())) {
            assertThat(before.at(x, y)).isEqualTo(Films.FLOOR);
            assertThat(end.at(x, y)).isEqualTo(ink);
        }
    }

    @Test
    void onATreadmillMarksGoAfterAMoment() throws Exception {
        Film treadmill = Film.of(PhantomSettings.sample().toBuilder()
                .surface(WalkingSurface.TREADMILL)
                .build());
        try (Picture after = treadmill.drawnAt(treadmill.settings().duration() + 2)) {
            assertThat(Films.count(after, new Box(0, 0, 960, 540), Films.FLOOR)).isEqualTo(960 * 540);
        }
    }

    @Test
    void trailsGrowPalerWithAgeAndEnd() {
        FilmedSkeleton skeleton = film.walk().skeleton();
        GaitEvent late = film.result().events().stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE && event.timeSeconds() > 3)
                .findFirst()
                .orElseThrow();
        Joint toe = Joint.of(late.side(), "TOE");
        try (Picture picture = new Picture(960, 540, Films.FLOOR)) {
            double time = late.timeSeconds() + 0.25;
            new FootTrails(skeleton).draw(picture, time, WHOLE, 4);
            int young = strength(picture, skeleton, toe, time - 0.3);
            int old = strength(picture, skeleton, toe, time - 0.5);
            assertThat(young).isGreaterThan(old + 20);
            assertThat(old).isGreaterThan(20);
            // Where the foot stood before.
            assertThat(strength(picture, skeleton, toe, time - 0.8)).isZero();
        }
    }

    /** How much stands out where a landmark was. */
    private static int strength(Picture picture, FilmedSkeleton skeleton, Joint joint, double time) {
        Spot spot = skeleton.spot(skeleton.frameAt(time).orElseThrow(), joint).orElseThrow();
        return Films.difference(picture.at((int) Math.round(spot.x()), (int) Math.round(spot.y())), Films.FLOOR);
    }

    @Test
    void theNearLegIsStrongerThanTheFar() {
        FilmedSkeleton skeleton = film.walk().skeleton();
        int frame = skeleton.frameAt(strike.timeSeconds()).orElseThrow();
        Box all = new Box(0, 0, 960, 540);
        for (Side near : Side.values()) {
            try (Picture picture = new Picture(960, 540, Films.FLOOR)) {
                new SkeletonDrawing(skeleton).draw(picture, frame, Optional.of(near), WHOLE, 5);
                assertThat(Films.count(picture, all, SideColour.of(near).ink())).isGreaterThan(500);
                assertThat(Films.count(
                                picture, all, SideColour.of(near.opposite()).ink()))
                        .isZero();
            }
        }
        assertThat(film.walk().nearSide(2)).as("walks to the right").contains(Side.RIGHT);
    }

    @Test
    void anglesAreThoseOfTheResultAtTheTime() {
        AngleOverTime knee = film.result().walk().angles().stream()
                .filter(angle -> angle.name().equals("knee_flexion") && angle.side() == Side.LEFT)
                .findFirst()
                .orElseThrow();
        double[] times = film.result().walk().landmarks().timesSeconds();
        int frame = 40;
        assertThat(film.walk().degrees("knee_flexion", Side.LEFT, times[frame] + 0.01))
                .isEqualTo(OptionalDouble.of(knee.degrees()[frame]));
        assertThat(film.walk().degrees("knee_flexion", Side.LEFT, 1000)).isEmpty();
        WalkInVideo slow = new WalkInVideo(film.result(), film.seen(), 0.5, List.of(), 60);
        assertThat(slow.degrees("knee_flexion", Side.LEFT, times[frame] * 2))
                .isEqualTo(OptionalDouble.of(knee.degrees()[frame]));
    }

    @Test
    void whatIsWithheldIsNotShown() {
        WalkInVideo some = film.with(Films.withCurves(
                        film.result(),
                        film.result().curves().stream()
                                .filter(curve ->
                                        !curve.name().equals("ankle_dorsiflexion") || curve.side() == Side.RIGHT)
                                .toList()))
                .walk();
        try (Picture picture = new Picture(240, 80, Ink.BLACK)) {
            new AngleTable(some).draw(picture, 2.5, 0, 0, 20, 40, 60, 1, new Lettering());
            Box leftAnkle = new Box(140, 28, 240, 50);
            Box rightAnkle = new Box(140, 50, 240, 72);
            assertThat(Films.count(picture, leftAnkle, Ink.BLACK)).isEqualTo(100 * 22);
            assertThat(Films.count(picture, rightAnkle, Ink.BLACK)).isLessThan(100 * 22);
        }
        assertThat(new AngleTable(film.with(Films.withCurves(film.result(), List.of()))
                                .walk())
                        .width(1))
                .isZero();
    }

    @Test
    void aWalkWithoutAnglesHasTheWidthForItsPhases() throws Exception {
        Film frontal = Film.of(PhantomSettings.sample().toBuilder()
                .view(View.FRONTAL)
                .direction(WalkingDirection.TOWARDS_CAMERA)
                .cameraDistance(9)
                .build());
        OverlaySize size = OverlaySize.of(frontal.info(), frontal.walk());
        GaitPhases phases = frontal.walk().phases();
        double lane = size.height() + 34 + PhaseBar.middle(Side.LEFT, size.unit());
        try (Picture picture = frontal.drawnAt(phases.endSeconds() - 0.01)) {
            Box end = new Box(size.width() - 200, lane - 4, size.width() - 14, lane + 4);
            assertThat(Films.count(picture, end, Ink.BLACK)).isLessThan(186 * 8 / 10);
        }
        assertThat(frontal.walk().nearSide(2)).isEmpty();
    }

    @Test
    void everySizeIsEvenAndFitsIntoABrowser() {
        int[][] videos = {{360, 640}, {1080, 1920}, {1768, 994}, {320, 240}, {960, 720}, {3840, 2160}, {1000, 1000}};
        for (int[] video : videos) {
            OverlaySize size = OverlaySize.of(new VideoInfo(video[0], video[1], 30, 6, "h264", "mov", 0), film.walk());
            int height = size.height() + size.panel();
            assertThat(size.width() % 2 + height % 2).isZero();
            assertThat(Math.max(size.width(), height)).isLessThanOrEqualTo(960);
            assertThat((double) size.width() / size.height()).isCloseTo((double) video[0] / video[1], within(0.02));
        }
    }
}
