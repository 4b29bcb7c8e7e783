package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.gaitsuite.gait.Side;

/** Hip, knee and ankle of both legs in degrees, as far as they are part of the result. */
final class AngleTable {
    private static final Ink FAINT = new Ink(158, 165, 176);
    private static final double COLUMN = 66;
    private static final double WIDEST_COLUMN = 120;
    private static final double CAPITAL = 13;
    private static final double SMALL = 9.5;

    private enum Column {
        HIP("hip", "hip_flexion"),
        KNEE("knee", "knee_flexion"),
        ANKLE("ankle", "ankle_dorsiflexion");

        private final String title;
        private final String angle;

        Column(String title, String angle) {
            this.title = title;
            this.angle = angle;
        }
    }

    private final WalkInVideo walk;
    private final List<Column> columns;

    AngleTable(WalkInVideo walk) {
        this.walk = walk;
        List<Column> measured = new ArrayList<>(Arrays.asList(Column.values()));
        measured.removeIf(column -> Arrays.stream(Side.values()).noneMatch(side -> walk.measured(column.angle, side)));
        this.columns = List.copyOf(measured);
    }

    /** 0 where no angle is part of the result. */
    double width(double unit) {
        return columns.size() * COLUMN * unit;
    }

    /**
     * @param x left end of the table
     * @param room the table's columns spread over as much of it as looks well, pixels
     * @param titles the line that the columns' names stand on
     * @param left middle of the row of the left side
     */
    void draw(
            Picture picture,
            double timeSeconds,
            double x,
            double room,
            double titles,
            double left,
            double right,
            double unit,
            Lettering letters) {
        double apart = Math.clamp(room / Math.max(1, columns.size()), COLUMN * unit, WIDEST_COLUMN * unit);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double end = x + (i + 1) * apart;
            double degree = letters.width("°", CAPITAL * unit);
            letters.writeEndingAt(picture, column.title, end - degree, titles, SMALL * unit, FAINT);
            for (Side side : Side.values()) {
                if (walk.measured(column.angle, side)) {
                    double base = (side == Side.LEFT ? left : right) + CAPITAL / 2 * unit;
                    OptionalDouble degrees = walk.degrees(column.angle, side, timeSeconds);
                    String text = degrees.isPresent() ? Math.round(degrees.getAsDouble()) + "°" : "- ";
                    Ink ink = degrees.isPresent() ? SideColour.of(side).light() : FAINT;
                    letters.writeEndingAt(picture, text, end, base, CAPITAL * unit, ink);
                }
            }
        }
    }
}
