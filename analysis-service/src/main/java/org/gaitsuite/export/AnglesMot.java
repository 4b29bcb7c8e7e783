package org.gaitsuite.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.MeasuredWalk;

/**
 * The joint angles of the measured walk as an OpenSim motion file: a header that ends with {@code endheader}, a line of column names,
 * then time in seconds from the input's first frame and one column for each {@link OpenSimCoordinate}, in degrees.
 *
 * <p>OpenSim's reader of motion files knows no missing numbers. An angle that was not seen for a while is therefore bridged by a straight
 * line, or held where it is missing at an end, and the header says for how many frames; one that was seen in less than half of the
 * frames is left out, and the header says so.
 */
final class AnglesMot {
    private static final int DIGITS = 6;
    private static final double SEEN_OFTEN_ENOUGH = 0.5;

    private static final String ABOUT = """
            Sagittal angles of one walk, under the names and signs of OpenSim's full-body models with positive knee flexion.
            """;

    private AnglesMot() {}

    static void write(MeasuredWalk walk, Writer out) throws IOException {
        List<OpenSimCoordinate> seen = OpenSimCoordinate.of(walk);
        int from = first(seen, walk.landmarks().frames());
        int to = last(seen) + 1;
        List<String> notes = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (OpenSimCoordinate coordinate : seen) {
            Column column = Column.of(coordinate, from, to);
            int missing = column.missing();
            if (missing > (1 - SEEN_OFTEN_ENOUGH) * (to - from)) {
                notes.add("Left out, since it was not seen in " + missing + " of " + (to - from) + " frames: "
                        + coordinate.name());
            } else {
                columns.add(column);
                if (missing > 0) {
                    notes.add("Bridged where it was not seen, in " + missing + " of " + (to - from) + " frames: "
                            + coordinate.name());
                }
            }
        }
        writeHeader(columns, notes, Math.max(0, to - from), out);
        for (int frame = from; frame < to; frame++) {
            out.write(Decimal.of(walk.landmarks().timeSeconds(frame), DIGITS));
            for (Column column : columns) {
                out.write("\t" + Decimal.of(column.bridged()[frame - from], DIGITS));
            }
            out.write("\n");
        }
    }

    private static void writeHeader(List<Column> columns, List<String> notes, int rows, Writer out) throws IOException {
        out.write("angles\nversion=1\nnRows=" + rows + "\nnColumns=" + (columns.size() + 1) + "\ninDegrees=yes\n\n");
        out.write(ABOUT);
        for (String note : notes) {
            out.write(note + "\n");
        }
        out.write("\nendheader\ntime");
        for (Column column : columns) {
            out.write("\t" + column.name());
        }
        out.write("\n");
    }

    /** @param missing how many of the values were not seen */
    private record Column(String name, double[] bridged, int missing) {
        static Column of(OpenSimCoordinate coordinate, int from, int to) {
            double[] values = Arrays.copyOfRange(coordinate.degrees(), from, Math.max(from, to));
            int missing = 0;
            int before = -1;
            for (int i = 0; i <= values.length; i++) {
                if (i < values.length && !Double.isFinite(values[i])) {
                    missing++;
                    continue;
                }
                bridge(values, before, i);
                before = i;
            }
            return new Column(coordinate.name(), values, missing);
        }

        /** Fills what lies between two known values, of which either may be outside. */
        private static void bridge(double[] values, int before, int after) {
            for (int i = before + 1; i < after; i++) {
                if (before < 0) {
                    values[i] = after < values.length ? values[after] : Double.NaN;
                } else if (after == values.length) {
                    values[i] = values[before];
                } else {
                    double share = (double) (i - before) / (after - before);
                    values[i] = values[before] + share * (values[after] - values[before]);
                }
            }
        }
    }

    private static int first(List<OpenSimCoordinate> coordinates, int frames) {
        return coordinates.stream()
                .mapToInt(coordinate -> firstKnown(coordinate.degrees()))
                .min()
                .orElse(frames);
    }

    private static int firstKnown(double[] degrees) {
        int i = 0;
        while (i < degrees.length && !Double.isFinite(degrees[i])) {
            i++;
        }
        return i;
    }

    private static int last(List<OpenSimCoordinate> coordinates) {
        return coordinates.stream()
                .mapToInt(coordinate -> lastKnown(coordinate.degrees()))
                .max()
                .orElse(-1);
    }

    private static int lastKnown(double[] degrees) {
        int i = degrees.length - 1;
        while (i >= 0 && !Double.isFinite(degrees[i])) {
            i--;
        }
        return i;
    }
}
