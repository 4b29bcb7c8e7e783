package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gaitsuite.download.PinnedFile;
import org.gaitsuite.pose.dnn.KnownModel;
import org.gaitsuite.pose.dnn.ModelDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the pose networks that the suite knows and those that lie in its folder. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {ModelsFetchCommand.class, ModelsAddCommand.class},
        description = "List the pose networks that the suite knows, and those that are installed.")
public final class ModelsCommand implements Callable<Integer> {
    private static final String ROW = "%-18s %-11s %8s  %-15s %-12s %s%n";

    @Mixin
    private ModelFolderOptions where = new ModelFolderOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path folder = where.folder();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "NAME", "LICENCE", "SIZE", "INSTALLED", "SHA-256", "GOOD FOR");
        for (KnownModel known : KnownModel.all(folder)) {
            line(out, known.model(), known.bytes(), known.purpose());
        }
        for (ModelDescriptor own : described(folder)) {
            line(out, own, size(own), "has a descriptor of its own");
        }
        out.printf("%nFolder: %s%n", folder);
        out.printf("Fetch the recommended one with: ./run models fetch%n");
        out.flush();
        return 0;
    }

    private static void line(PrintWriter out, ModelDescriptor model, long bytes, String purpose) throws IOException {
        out.printf(
                Locale.ROOT,
                ROW,
                model.name(),
                model.licence(),
                "%.1f MB".formatted(bytes / 1e6),
                state(model),
                model.sha256().substring(0, 10) + "…",
                purpose);
    }

    private static String state(ModelDescriptor model) throws IOException {
        List<String> states = new ArrayList<>();
        for (Map.Entry<String, String> file : model.digests().entrySet()) {
            Path path = model.folder().resolve(file.getKey());
            states.add(
                    !Files.isRegularFile(path)
                            ? "no"
                            : PinnedFile.digest(path).equals(file.getValue()) ? "yes" : "another file");
        }
        if (states.contains("another file")) {
            return "another file";
        }
        return states.stream().distinct().count() == 1 ? states.getFirst() : "in part";
    }

    private static long size(ModelDescriptor model) throws IOException {
        long bytes = 0;
        for (String file : model.digests().keySet()) {
            Path path = model.folder().resolve(file);
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** Networks of a folder that have a descriptor beside them. */
    static List<ModelDescriptor> described(Path folder) throws IOException {
        List<ModelDescriptor> models = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path file : entries.filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    models.add(ModelDescriptor.read(file));
                }
            }
        }
        return models;
    }
}
