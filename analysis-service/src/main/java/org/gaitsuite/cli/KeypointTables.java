package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Writes what {@link AccuracyKeypointsCommand} measured as Markdown. */
final class KeypointTables {
    private final int walkers;
    private final long seed;
    private final double[] noises;
    private final List<KeypointColumn> columns;
    private final Map<Double, SwapScore[][]> swaps;
    private final StringBuilder out = new StringBuilder();

    KeypointTables(
            int walkers, long seed, double[] noises, List<KeypointColumn> columns, Map<Double, SwapScore[][]> swaps) {
        this.walkers = walkers;
        this.seed = seed;
        this.noises = noises.clone();
        this.columns = List.copyOf(columns);
        this.swaps = new LinkedHashMap<>(swaps);
    }

    String markdown() {
        paragraph(
                "Keypoints of %d random phantom walkers (seeds %d to %d) in a picture of 1280 x 720 pixels, body height known: odd seeds cross"
                                .formatted(walkers, seed, seed + walkers - 1)
                        + " it over ground in 6 s (body about 400 pixels), even seeds walk 8 to 24 s on a treadmill (470 pixels). Stride time varies by 1 to"
                        + " 4.5 %, step length by 1.4 to 6.3 %; the truth is the mean of a walk without end.");
        errors();
        coverage();
        if (!swaps.isEmpty()) {
            exchanges();
        }
        return out.toString();
    }

    private void errors() {
        paragraph(
                "Median of the absolute error (90th percentile; bias), of the sides by themselves where a parameter has sides.");
        head("");
        row("heel strike, ms", KeypointColumn::strikes);
        row("toe off, ms", KeypointColumn::offs);
        units().forEach((name, unit) -> row(name + ", " + unit, column -> column.errors(name)));
        row("walkers refused", column -> Integer.toString(column.refused()));
        out.append('\n');
    }

    private void coverage() {
        paragraph(
                "Share of the 95 % intervals that hold the truth, % (in brackets: with the error that all walkers share taken off).");
        head("");
        for (String name : units().keySet()) {
            if (columns.getFirst().scores().stream()
                    .flatMap(score -> score.estimates().stream())
                    .anyMatch(e -> e.name().equals(name) && e.side() != null)) {
                row(name + ", a side", column -> column.coverage(e -> e.name().equals(name) && e.side() != null));
            }
            row(name, column -> column.coverage(e -> e.name().equals(name) && e.side() == null));
        }
        row("all", KeypointColumn::coverage);
        out.append('\n');
    }

    private void exchanges() {
        paragraph(
                "Exchanges of left and right, half of them single frames, half up to 0.5 s long, of the whole leg, of ankle and foot, or of the foot:"
                        + " share of the exchanged frames put right, % / share of the others spoilt, %.");
        out.append("| | none | 5 % | 10 % | 20 % | 10 %, legs | 10 %, ankles and feet | 10 %, feet |\n");
        out.append("|---|").append("---|".repeat(7)).append('\n');
        swaps.forEach((frameRate, byNoise) -> {
            for (int n = 0; n < noises.length; n++) {
                out.append(String.format(Locale.ROOT, "| %.0f px, %.0f fps |", noises[n], frameRate));
                for (SwapScore score : byNoise[n]) {
                    String undone =
                            score.exchanged() == 0 ? "" : String.format(Locale.ROOT, "%.2f", score.undonePercent());
                    out.append(String.format(Locale.ROOT, " %s / %.3f |", undone, score.touchedPercent()));
                }
                out.append('\n');
            }
        });
        SwapScore all = swaps.values().stream()
                .flatMap(java.util.Arrays::stream)
                .flatMap(java.util.Arrays::stream)
                .reduce(SwapScore.NONE, SwapScore::plus);
        out.append(String.format(
                Locale.ROOT, "%nAll together: %.2f / %.4f.%n", all.undonePercent(), all.touchedPercent()));
    }

    /** In the order of the result. */
    private Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        List<KeypointScore.Estimate> all = new ArrayList<>();
        columns.forEach(column -> column.scores().forEach(score -> all.addAll(score.estimates())));
        all.forEach(estimate -> units.putIfAbsent(estimate.name(), KeypointColumn.unit(estimate.unit())));
        return units;
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private void head(String corner) {
        out.append("| ").append(corner).append(" |");
        columns.forEach(
                column -> out.append(' ').append(column.condition().heading()).append(" |"));
        out.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    }

    private void row(String name, Function<KeypointColumn, String> cell) {
        out.append("| ").append(name.replace('_', ' ')).append(" |");
        columns.forEach(column -> out.append(' ').append(cell.apply(column)).append(" |"));
        out.append('\n');
    }
}
