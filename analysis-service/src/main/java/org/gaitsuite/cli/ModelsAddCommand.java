package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gaitsuite.download.PinnedFile;
import org.gaitsuite.pose.dnn.KnownModel;
import org.gaitsuite.pose.dnn.ModelDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes pose networks from a folder, for machines without a connection. Exits with 1 where the folder has none that is whole. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Copy pose networks from a folder: known ones by their files, others by their descriptors."
                + " Every file is checked against its digest.")
public final class ModelsAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a folder with networks")
    private Path from = Path.of("");

    @Mixin
    private ModelFolderOptions where = new ModelFolderOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path folder = where.folder();
        PrintWriter out = spec.commandLine().getOut();
        int added = 0;
        for (KnownModel known : KnownModel.all(folder)) {
            if (Files.exists(from.resolve(known.model().file())) && copy(known.model(), folder)) {
                ModelLicence.show(known, out);
                ModelLicence.record(known, folder);
                added++;
            }
        }
        for (ModelDescriptor own : ModelsCommand.described(from)) {
            if (copy(own, folder)) {
                Path descriptor = descriptorOf(own);
                put(descriptor, folder.resolve(descriptor.getFileName()));
                out.printf("%s: licence %s, source %s%n", own.name(), own.licence(), own.source());
                added++;
            }
        }
        if (added == 0) {
            spec.commandLine().getErr().printf("The folder %s holds no network that could be added.%n", from);
            return 1;
        }
        out.printf("%d added to %s.%n", added, folder);
        out.flush();
        return 0;
    }

    /** All files of a network, or none of them. */
    private boolean copy(ModelDescriptor model, Path folder) throws IOException {
        for (Map.Entry<String, String> file : model.digests().entrySet()) {
            Path source = from.resolve(file.getKey());
            String found = Files.isRegularFile(source) ? PinnedFile.digest(source) : "";
            if (!found.equals(file.getValue())) {
                PrintWriter errors = spec.commandLine().getErr();
                errors.println(
                        found.isEmpty()
                                ? "%s is not added: %s is missing.".formatted(model.name(), source)
                                : "%s is not added: %s has the SHA-256 %s, expected was %s."
                                        .formatted(model.name(), source, found, file.getValue()));
                errors.flush();
                return false;
            }
        }
        Files.createDirectories(folder);
        for (String file : model.digests().keySet()) {
            put(from.resolve(file), folder.resolve(file));
        }
        return true;
    }

    private Path descriptorOf(ModelDescriptor own) throws IOException {
        try (var entries = Files.list(from)) {
            for (Path file : entries.filter(f -> f.toString().endsWith(".json")).toList()) {
                if (ModelDescriptor.read(file).name().equals(own.name())) {
                    return file;
                }
            }
        }
        throw new IOException("the descriptor of %s has gone from %s".formatted(own.name(), from));
    }

    /** Nobody sees half a file. */
    private static void put(Path source, Path target) throws IOException {
        Path whole = target.resolveSibling(target.getFileName() + ".new");
        Files.copy(source, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
