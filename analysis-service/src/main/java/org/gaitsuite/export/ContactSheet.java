package org.gaitsuite.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;

/**
 * The moments of heel strike and toe off side by side, cut out around the walker at one scale: at most {@link #MOST} of them, evenly chosen.
 * Made of frames as they come in order of time; it keeps the cut-outs and nothing else. Close it: they are native memory.
 */
final class ContactSheet implements AutoCloseable {
    static final int MOST = 24;
    static final int WIDEST = 2400;
    static final int CELL_WIDTH = 276;
    static final int CELL_HEIGHT = 368;
    static final int MARGIN = 32;
    static final int GAP = 18;
    static final int TITLE = 84;
    static final int CAPTION = 44;
    private static final int ACROSS = 8;
    /** The title needs so much room. */
    private static final int FEWEST_ACROSS = 3;

    /** Of the cut-out's height that the walker fills. */
    private static final double FILLED = 0.86;

    private static final Ink PAPER = new Ink(255, 255, 255);
    private static final Ink LETTERS = new Ink(32, 36, 43);
    private static final Ink FAINT = new Ink(105, 112, 122);

    private record Cell(GaitEvent event, Picture picture) {}

    private final WalkInVideo walk;
    private final int all;
    private final List<GaitEvent> chosen;
    private final List<Cell> cells = new ArrayList<>();
    private final double frameRateHertz;
    private int next;

    /** @param frameRateHertz as it was filmed */
    ContactSheet(WalkInVideo walk, double frameRateHertz) {
        this.walk = walk;
        this.frameRateHertz = frameRateHertz;
        List<GaitEvent> pictured = walk.events().stream()
                .filter(event -> walk.skeleton().frameAt(event.timeSeconds()).stream()
                        .anyMatch(frame -> walk.skeleton().body(frame).isPresent()))
                .toList();
        this.all = walk.events().size();
        this.chosen = evenly(pictured);
    }

    private static List<GaitEvent> evenly(List<GaitEvent> events) {
        if (events.size() <= MOST) {
            return events;
        }
        List<GaitEvent> some = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            some.add(events.get((int) Math.round((double) i * (events.size() - 1) / (MOST - 1))));
        }
        return some;
    }

    /** How many pixels of the full-size video lie on one of a cell, at least 1: no more of them are needed. */
    double pixelsPerPixel() {
        return Math.max(1, cutHeight() / CELL_HEIGHT);
    }

    private double cutHeight() {
        return walk.skeleton().usualHeight() / FILLED;
    }

    /**
     * Takes what it needs of a frame.
     *
     * @param frame of the skeleton, or empty where the walker is not in view
     * @param place where the video lies on the picture
     */
    void offer(Picture picture, double timeSeconds, OptionalInt frame, Placement place) {
        while (next < chosen.size()
                && chosen.get(next).timeSeconds()
                        <= timeSeconds + walk.skeleton().halfFrame()) {
            GaitEvent event = chosen.get(next++);
            if (frame.isPresent()) {
                walk.skeleton()
                        .body(frame.getAsInt())
                        .ifPresent(body ->
                                cells.add(new Cell(event, cut(picture, timeSeconds, frame.getAsInt(), body, place))));
            }
        }
    }

    private Picture cut(Picture picture, double timeSeconds, int frame, Box body, Placement place) {
        double high = Math.max(16, Math.min(picture.height(), cutHeight() * place.scale()));
        double wide = Math.min(picture.width(), high * CELL_WIDTH / CELL_HEIGHT);
        high = Math.min(high, wide * CELL_HEIGHT / CELL_WIDTH);
        int width = Math.max(1, (int) Math.floor(wide));
        int height = Math.max(1, (int) Math.floor(high));
        Box middle = place.of(body);
        int left = Math.clamp(Math.round(middle.middleX() - wide / 2), 0, picture.width() - width);
        int top = Math.clamp(Math.round(middle.middleY() - high / 2), 0, picture.height() - height);
        Picture cell = picture.resized(left, top, width, height, CELL_WIDTH, CELL_HEIGHT);
        Placement inCell = new Placement(place.scale() * CELL_WIDTH / width, left / place.scale(), top / place.scale());
        new SkeletonDrawing(walk.skeleton()).draw(cell, frame, walk.nearSide(timeSeconds), inCell, 2.7);
        return cell;
    }

    /** Writes what was gathered. */
    void write(Path png, Lettering letters) throws IOException {
        int rows = Math.max(1, (cells.size() + ACROSS - 1) / ACROSS);
        int columns = Math.max(FEWEST_ACROSS, (cells.size() + rows - 1) / rows);
        int width = 2 * MARGIN + columns * CELL_WIDTH + (columns - 1) * GAP;
        int height = 2 * MARGIN + TITLE + rows * (CELL_HEIGHT + CAPTION) + (rows - 1) * GAP;
        try (Picture sheet = new Picture(width, height, PAPER)) {
            double base = MARGIN + 26;
            double end = letters.write(sheet, "Heel strikes and toe offs", MARGIN, base, 24, LETTERS);
            letters.write(sheet, facts(), end + 30, base, 15, FAINT);
            for (int i = 0; i < cells.size(); i++) {
                int left = MARGIN + i % columns * (CELL_WIDTH + GAP);
                int top = MARGIN + TITLE + i / columns * (CELL_HEIGHT + CAPTION + GAP);
                draw(sheet, cells.get(i), left, top, letters);
            }
            sheet.writePng(png);
        }
    }

    private String facts() {
        String rate = String.format(Locale.ROOT, "%.0f frames/s", frameRateHertz);
        String count = cells.size() == all ? all + " events" : cells.size() + " of " + all + " events";
        return count + " · " + rate;
    }

    private void draw(Picture sheet, Cell cell, int left, int top, Lettering letters) {
        Ink ink = SideColour.of(cell.event().side()).ink();
        sheet.paste(cell.picture(), left, top);
        sheet.rectangle(left, top + CELL_HEIGHT, left + CELL_WIDTH, top + CELL_HEIGHT + 5, ink);
        String name = nameOf(cell.event());
        String time = String.format(
                Locale.ROOT, "%.3f s", walk.walkerSeconds(cell.event().timeSeconds()));
        double base = top + CELL_HEIGHT + 28;
        double capital = 12.5;
        letters.write(sheet, name, left + 2, base, capital, ink);
        letters.writeEndingAt(sheet, time, left + CELL_WIDTH - 2, base, capital, ink);
    }

    private static String nameOf(GaitEvent event) {
        return (event.side() == Side.LEFT ? "left" : "right")
                + (event.type() == EventType.HEEL_STRIKE ? " heel strike" : " toe off");
    }

    @Override
    public void close() {
        cells.forEach(cell -> cell.picture().close());
    }
}
