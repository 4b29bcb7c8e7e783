package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gaitsuite.export.Films.Film;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    @TempDir
    private Path folder;

    private static Picture read(Path png) {
        try (Mat mat = opencv_imgcodecs.imread(png.toString())) {
            byte[] bgr = new byte[mat.cols() * mat.rows() * 3];
            mat.data().get(bgr);
            return new Picture(bgr, mat.cols(), mat.rows());
        }
    }

    /** The sides of the cells in order, told by the bars under them. */
    private static List<Side> cells(Picture sheet) {
        List<Side> cells = new ArrayList<>();
        int y = ContactSheet.MARGIN + ContactSheet.TITLE + ContactSheet.CELL_HEIGHT + 2;
        for (; y < sheet.height(); y += ContactSheet.CELL_HEIGHT + ContactSheet.CAPTION + ContactSheet.GAP) {
            int x = ContactSheet.MARGIN + ContactSheet.CELL_WIDTH / 2;
            for (; x < sheet.width(); x += ContactSheet.CELL_WIDTH + ContactSheet.GAP) {
                Ink bar = sheet.at(x, y);
                if (!bar.equals(Ink.WHITE)) {
                    cells.add(bar.equals(SideColour.LEFT.ink()) ? Side.LEFT : Side.RIGHT);
                }
            }
        }
        return cells;
    }

    private Picture sheetOf(Film film) throws Exception {
        Path png = folder.resolve("sheet.png");
        try (ContactSheet sheet = new ContactSheet(film.walk(), film.settings().frameRate());
                Picture floor = new Picture(
                        film.settings().pictureWidth(), film.settings().pictureHeight(), Films.FLOOR)) {
            for (int i = 0; i < film.settings().frames(); i++) {
                double time = i / film.settings().frameRate();
                sheet.offer(floor, time, film.walk().skeleton().frameAt(time), Placement.whole(1));
            }
            sheet.write(png, new Lettering());
        }
        return read(png);
    }

    @Test
    void eachEventInViewHasACellInOrderOfTime() throws Exception {
        Film film = Film.of(PhantomSettings.sample());
        try (Picture sheet = sheetOf(film)) {
            assertThat(cells(sheet))
                    .isEqualTo(
                            film.result().events().stream().map(GaitEvent::side).toList());
            assertThat(sheet.width()).isLessThanOrEqualTo(ContactSheet.WIDEST);
            // The walker is in the middle of the first cell, over the floor.
            Box cell = new Box(
                    ContactSheet.MARGIN,
                    ContactSheet.MARGIN + ContactSheet.TITLE,
                    ContactSheet.MARGIN + ContactSheet.CELL_WIDTH,
                    ContactSheet.MARGIN + ContactSheet.TITLE + ContactSheet.CELL_HEIGHT);
            assertThat(Films.count(sheet, cell, SideColour.RIGHT.ink())).isGreaterThan(200);
            assertThat(Films.count(sheet, cell, Films.FLOOR)).isGreaterThan(50_000);
        }
    }

    @Test
    void ofManyEventsTwentyFourAreShown() throws Exception {
        Film film = Film.of(PhantomSettings.sample().toBuilder()
                .surface(WalkingSurface.TREADMILL)
                .duration(20)
                .build());
        assertThat(film.result().events()).hasSizeGreaterThan(50);
        try (Picture sheet = sheetOf(film)) {
            assertThat(cells(sheet)).hasSize(ContactSheet.MOST).contains(Side.LEFT, Side.RIGHT);
            assertThat(sheet.width()).isBetween(2000, ContactSheet.WIDEST);
        }
    }

    @Test
    void theVideoIsDrawnFrameByFrameWithItsTimes() throws Exception {
        PhantomSettings settings = PhantomSettings.sample().toBuilder()
                .picture(480, 270)
                .duration(4)
                .build();
        Path video = folder.resolve("walk.mp4");
        PhantomWalk.render(settings, video);
        Film film = Film.of(settings);
        Overlay.write(folder, video, film.result(), film.seen(), 1, List.of(), done -> {});
        List<Double> drawn = times(folder.resolve("overlay.mp4"));
        assertThat(drawn).hasSize(settings.frames());
        for (int i = 0; i < drawn.size(); i++) {
            assertThat(drawn.get(i)).isCloseTo(i / settings.frameRate(), within(1e-3));
        }
        try (Picture still = read(folder.resolve("overlay.png"));
                Picture sheet = read(folder.resolve("contact-sheet.png"))) {
            assertThat(still.width()).isEqualTo(480);
            assertThat(still.height()).isGreaterThan(270);
            Box floorAndWalker = new Box(0, 0, 480, 270);
            assertThat(Films.count(still, floorAndWalker, SideColour.RIGHT.ink()))
                    .isGreaterThan(100);
            assertThat(cells(sheet)).hasSameSizeAs(film.result().events());
        }
    }

    private static List<Double> times(Path video) throws Exception {
        List<Double> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video, VideoLimits.DEFAULT)) {
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                times.add(frame.timeSeconds());
            }
        }
        return times;
    }
}
