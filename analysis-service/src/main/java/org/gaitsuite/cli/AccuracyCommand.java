package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.dnn.DnnEstimator;
import org.gaitsuite.pose.silhouette.SilhouetteEstimator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures an estimator of videos on random phantom walkers whose every movement is known, and prints what it got wrong as Markdown: one
 * table by the conditions of filming, one by frame rate and size of the picture. The same options always give the same tables.
 */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccuracyKeypointsCommand.class,
            AccuracyMarkersCommand.class,
            AccuracyWinterCommand.class,
            AccuracyViewsCommand.class
        },
        description = "Measure an estimator of videos on random phantom walkers and print Markdown tables.")
public final class AccuracyCommand implements Callable<Integer> {
    private static final double USUAL_FRAME_RATE = 30;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "silhouette",
            description = "silhouette or dnn (default: ${DEFAULT-VALUE})")
    private String estimator = "";

    @Option(names = "--model", paramLabel = "NAME", description = "network for --estimator dnn")
    private @Nullable String model;

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            defaultValue = "${env:GAIT_MODEL_DIR}",
            description = "folder of networks (default: GAIT_MODEL_DIR)")
    private @Nullable Path modelFolder;

    @Option(names = "--walkers", defaultValue = "10", description = "how many in each row (default: ${DEFAULT-VALUE})")
    private int walkers;

    @Option(
            names = "--conditions",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "mixed,clean,clutter,shadow,noise,second-walker,bystander,post,left,right",
            description = "rows of the first table (default: ${DEFAULT-VALUE})")
    private String[] conditions = {};

    @Option(
            names = "--fps",
            split = ",",
            paramLabel = "HZ",
            defaultValue = "25,30,60",
            description = "frame rates; the first table is made at 30, or at the first (default: ${DEFAULT-VALUE})")
    private double[] frameRates = {};

    @Option(
            names = "--height-px",
            split = ",",
            paramLabel = "PIXELS",
            defaultValue = "360,720",
            description =
                    "heights of the 16:9 picture; the first table is made at the first (default: ${DEFAULT-VALUE})")
    private int[] heights = {};

    @Option(names = "--seed", defaultValue = "1", description = "seed of the first walker (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "walkers at a time; changes nothing but the time (default: one a processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "FILE", description = "write the tables to this file too")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<AccuracyCondition> named =
                Arrays.stream(conditions).map(this::condition).toList();
        if (walkers < 1 || threads < 1 || named.isEmpty() || frameRates.length == 0 || heights.length == 0) {
            throw new ParameterException(
                    spec.commandLine(), "Name at least one walker, thread, condition, frame rate and height.");
        }
        PrintWriter errors = spec.commandLine().getErr();
        try {
            AccuracyRun run = new AccuracyRun(chosen(), threads, errors);
            String tables = tables(named, run);
            spec.commandLine().getOut().print(tables);
            spec.commandLine().getOut().flush();
            if (out != null) {
                Files.writeString(out, tables);
            }
            return 0;
        } catch (PoseRefused e) {
            errors.println(e.getMessage());
            errors.flush();
            return 1;
        }
    }

    private AccuracyCondition condition(String word) {
        try {
            return PhantomOptions.oneOf(AccuracyCondition.class, "--conditions", word);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PoseEstimator chosen() throws IOException, PoseRefused {
        return switch (estimator) {
            case "silhouette" -> new SilhouetteEstimator();
            case "dnn" -> {
                if (modelFolder == null || modelFolder.toString().isEmpty()) {
                    throw new ParameterException(
                            spec.commandLine(), "Name the folder of networks with --model-dir or GAIT_MODEL_DIR.");
                }
                yield DnnEstimator.fromDirectory(modelFolder, Optional.ofNullable(model));
            }
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--estimator is '%s', expected silhouette or dnn".formatted(estimator));
        };
    }

    private String tables(List<AccuracyCondition> named, AccuracyRun run)
            throws IOException, PoseRefused, InterruptedException {
        double usual = Arrays.stream(frameRates)
                .filter(f -> f == USUAL_FRAME_RATE)
                .findFirst()
                .orElse(frameRates[0]);
        List<AccuracyCell> byCondition =
                named.stream().map(c -> new AccuracyCell(c, usual, heights[0])).toList();
        List<AccuracyCell> bySize = Arrays.stream(heights)
                .boxed()
                .flatMap(h -> Arrays.stream(frameRates).mapToObj(f -> new AccuracyCell(named.getFirst(), f, h)))
                .toList();
        // A row that both tables have is measured once.
        Map<AccuracyCell, AccuracyRow> rows = new LinkedHashMap<>();
        for (List<AccuracyCell> table : List.of(byCondition, bySize)) {
            for (AccuracyCell cell : table) {
                if (!rows.containsKey(cell)) {
                    rows.put(cell, run.measure(cell, seed, walkers));
                }
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(
                "Estimator %s, %d random phantom walkers in each row (seeds %d to %d), side view, body height known.%n"
                        .formatted(described(), walkers, seed, seed + walkers - 1));
        text.append(
                "Mean absolute error (bias: found minus true); joints: median distance in % of the body height; sides: events given to the leg that made them.\n\n");
        text.append(byCondition.getFirst().filmed()).append(":\n\n");
        table(
                text,
                byCondition,
                rows,
                cell -> cell.condition().word() + ": " + cell.condition().meaning());
        if (bySize.size() > 1) {
            text.append("\nBy frame rate and picture, ")
                    .append(named.getFirst().word())
                    .append(":\n\n");
            table(text, bySize, rows, AccuracyCell::filmed);
        }
        faults(text, rows);
        return text.toString();
    }

    private String described() {
        return estimator.equals("dnn") && model != null ? "dnn (" + model + ")" : estimator;
    }

    private static void table(
            StringBuilder text,
            List<AccuracyCell> cells,
            Map<AccuracyCell, AccuracyRow> rows,
            Function<AccuracyCell, String> name) {
        text.append("| | ").append(String.join(" | ", AccuracyRow.COLUMNS)).append(" |\n|");
        text.append("---|".repeat(AccuracyRow.COLUMNS.size() + 1)).append('\n');
        for (AccuracyCell cell : cells) {
            AccuracyRow row = rows.get(cell);
            if (row != null) {
                text.append("| ").append(name.apply(cell)).append(" | ");
                text.append(String.join(" | ", row.cells())).append(" |\n");
            }
        }
    }

    private static void faults(StringBuilder text, Map<AccuracyCell, AccuracyRow> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach((cell, row) -> row.faults()
                .forEach(line ->
                        lines.add("- %s, %s: %s".formatted(cell.condition().word(), cell.filmed(), line))));
        if (!lines.isEmpty()) {
            text.append("\nWho needs a look:\n\n")
                    .append(String.join("\n", lines))
                    .append('\n');
        }
    }
}
