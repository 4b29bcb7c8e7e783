package org.gaitsuite.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Marker files of the Track Row Column format, as OpenSim's documentation describes it and Pose2Sim and Sports2D write it: a line that
 * says {@code PathFileType}, two lines with names and values of the file's properties, two lines with the markers' names and axes, then a
 * line a frame with its number, its time and three coordinates a marker, separated by tabs. A coordinate that is empty or no number is one
 * that was not seen.
 */
final class TrcReader {
    private static final int LONGEST_LINE = 1 << 17;
    private static final int COORDINATES_FROM = 2;
    private final BufferedReader lines;
    private int lineNumber;
    private final List<Marker> wanted = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();

    private TrcReader(BufferedReader lines) {
        this.lines = lines;
    }

    static Recording read(InputStream in, ReadingOptions options) throws IOException, RecordingRefused {
        return new TrcReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))).read(options);
    }

    private Recording read(ReadingOptions options) throws IOException, RecordingRefused {
        line("PathFileType");
        Map<String, String> properties = properties();
        int markers = names(line("the names of markers"));
        line("the names of axes");
        for (String row = next(); row != null; row = next()) {
            if (!row.isBlank()) {
                frame(row, markers);
            }
        }
        double[] seconds = seconds(properties, options);
        boolean pixels = unit(properties).equals("px");
        List<Marker> all = markers(pixels ? 1 : metresPer(unit(properties)));
        return pixels ? TrcTrial.ofPixels(all, seconds) : TrcTrial.ofMetres(all, seconds);
    }

    private @Nullable String next() throws IOException, RecordingRefused {
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() >= LONGEST_LINE) {
                throw RecordingRefused.malformed(
                        "Line %d of the TRC file has no end within %d characters.", lineNumber + 1, LONGEST_LINE);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        lineNumber++;
        return line.toString();
    }

    private String line(String wanted) throws IOException, RecordingRefused {
        String line = next();
        if (line == null) {
            throw RecordingRefused.malformed(
                    "The TRC file ends after line %d; expected a line with %s.", lineNumber, wanted);
        }
        return line;
    }

    private Map<String, String> properties() throws IOException, RecordingRefused {
        String[] names = line("names such as DataRate and Units").strip().split("\\s+", 100);
        String[] values =
                line("the values of DataRate, Units and so on").strip().split("\\s+", 100);
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            properties.put(names[i].toLowerCase(Locale.ROOT), values[i]);
        }
        return properties;
    }

    /** @return how many markers there are */
    private int names(String line) throws RecordingRefused {
        String[] cells = line.split("\t", -1);
        List<String> names = Arrays.stream(cells)
                .skip(COORDINATES_FROM)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw RecordingRefused.malformed(
                    "Line %d of the TRC file names no markers; expected Frame#, Time and the markers, separated by tabs.",
                    lineNumber);
        }
        if (names.size() > Limits.MOST_MARKERS) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "The TRC file has %d markers; up to %d are read.".formatted(names.size(), Limits.MOST_MARKERS));
        }
        Set<MarkerNames.Meaning> meanings = new HashSet<>();
        for (int m = 0; m < names.size(); m++) {
            wanted.add(Marker.unseen(names.get(m), 0));
            Optional<MarkerNames.Meaning> meaning = MarkerNames.of(names.get(m));
            if (meaning.isPresent() && meanings.add(meaning.get())) {
                columns.add(m);
            }
        }
        return names.size();
    }

    private void frame(String line, int markers) throws RecordingRefused {
        Limits.requireFrames(rows.size() + 1L);
        String[] cells = line.split("\t", -1);
        if (cells.length < COORDINATES_FROM || cells.length > COORDINATES_FROM + 3 * markers + 3) {
            throw RecordingRefused.malformed(
                    "Line %d of the TRC file has %d columns; expected a frame's number, its time and %d coordinates.",
                    lineNumber, cells.length, 3 * markers);
        }
        double[] row = new double[3 * columns.size()];
        for (int i = 0; i < row.length; i++) {
            int cell = COORDINATES_FROM + 3 * columns.get(i / 3) + i % 3;
            row[i] = cell < cells.length ? number(cells[cell]) : Double.NaN;
        }
        rows.add(row);
        times.add(number(cells[1]));
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The file's own times from 0 on, or by the rate that was given. */
    private double[] seconds(Map<String, String> properties, ReadingOptions options) throws RecordingRefused {
        if (rows.isEmpty()) {
            throw RecordingRefused.malformed("The TRC file has no frames after its %d lines of head.", lineNumber);
        }
        if (options.frameRateHertz() != null) {
            return Times.at(options.frameRateHertz(), rows.size());
        }
        if (rows.size() == 1) {
            return new double[1];
        }
        double rate = number(properties.getOrDefault("datarate", ""));
        boolean untimed = times.stream().allMatch(time -> time.isNaN() || time == 0);
        if (untimed) {
            return Times.at(Times.checkedRate(rate), rows.size());
        }
        double start = times.getFirst();
        return Times.checked(times.stream().mapToDouble(time -> time - start).toArray());
    }

    private static String unit(Map<String, String> properties) throws RecordingRefused {
        String unit = properties.get("units");
        if (unit == null) {
            throw RecordingRefused.malformed("The TRC file does not say its Units; expected m, cm or mm.");
        }
        return unit.toLowerCase(Locale.ROOT);
    }

    private static double metresPer(String unit) throws RecordingRefused {
        return switch (unit) {
            case "m", "meters", "metres" -> 1;
            case "cm" -> 0.01;
            case "mm" -> 0.001;
            default ->
                throw RecordingRefused.malformed(
                        "The TRC file's Units are '%s'; expected m, cm, mm or px.",
                        unit.length() > 20 ? unit.substring(0, 20) + "…" : unit);
        };
    }

    private List<Marker> markers(double scale) {
        List<Marker> all = new ArrayList<>(wanted);
        for (int i = 0; i < columns.size(); i++) {
            Marker marker = Marker.unseen(wanted.get(columns.get(i)).name(), rows.size());
            for (int f = 0; f < rows.size(); f++) {
                double[] row = rows.get(f);
                Vector at = new Vector(row[3 * i], row[3 * i + 1], row[3 * i + 2]).times(scale);
                // Some programs write an unseen marker as the origin.
                if (at.isKnown() && at.length() > 0 && at.length() < Limits.FARTHEST_METRES) {
                    marker.put(f, at);
                }
            }
            all.set(columns.get(i), marker);
        }
        return all;
    }
}
