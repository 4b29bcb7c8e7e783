package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The best check of Bicep files that this machine has: the compiler, else {@code check-bicep}, which knows Azure's types but not
 * the language's functions. It lies in the folder that {@code GAIT_SHARED} names, or in {@code shared} beside the project.
 */
record BicepCheck(String name, List<String> command, boolean oneFileAtATime) {

    static Optional<BicepCheck> find() {
        if (ProgramRun.isInstalled("bicep")) {
            return Optional.of(new BicepCheck("bicep build", List.of("bicep", "build", "--stdout"), true));
        }
        if (ProgramRun.isInstalled("az")
                && ProgramRun.of(SuiteFacts.root(), List.of("az", "bicep", "version"))
                        .succeeded()) {
            return Optional.of(
                    new BicepCheck("az bicep build", List.of("az", "bicep", "build", "--stdout", "--file"), true));
        }
        Path shared = shared();
        Path source = shared.resolve("tools/check-bicep");
        if (Files.isDirectory(source) && ProgramRun.isInstalled("node") && ProgramRun.isInstalled("npm")) {
            return Optional.of(new BicepCheck(
                    "check-bicep",
                    List.of(
                            "node",
                            installed(source).resolve("check-bicep.mjs").toString(),
                            "--types",
                            types(shared.resolve("azure-types")).toString()),
                    false));
        }
        return Optional.empty();
    }

    /** What there is to complain about; empty where all is well. */
    String problemsOf(List<Path> files) {
        if (!oneFileAtATime) {
            return run(files);
        }
        StringBuilder problems = new StringBuilder();
        for (Path file : files) {
            problems.append(run(List.of(file)));
        }
        return problems.toString();
    }

    private String run(List<Path> files) {
        List<String> full = new ArrayList<>(command);
        files.forEach(file -> full.add(file.toString()));
        ProgramRun run = ProgramRun.of(SuiteFacts.root(), full);
        return run.succeeded() ? "" : withoutKeysOfTheLanguage(run.said());
    }

    /** {@code scope}, {@code parent} and {@code dependsOn} of a resource are Bicep's and stand in no type of Azure. */
    static String withoutKeysOfTheLanguage(String said) {
        List<String> problems = said.lines()
                .filter(line -> !line.matches(".*: [\\w.]+(/\\w+)+\\.(scope|parent|dependsOn): unknown property"))
                .filter(line -> !line.matches("\\d+ problems in \\d+ files"))
                .toList();
        return String.join("\n", problems);
    }

    private static Path shared() {
        String named = System.getProperty("gait.shared", System.getenv("GAIT_SHARED"));
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return SuiteFacts.root().resolveSibling("shared");
    }

    private static Path types(Path brought) {
        try {
            return AzureTypes.gathered(brought, SuiteFacts.root().resolve(".run/tools/azure-types"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path installed(Path source) {
        Path tool = SuiteFacts.root().resolve(".run/tools/check-bicep");
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(tool);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, tool.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.isDirectory(tool.resolve("node_modules/web-tree-sitter"))) {
            ProgramRun npm = ProgramRun.of(tool, List.of("npm", "ci", "--no-audit", "--no-fund"));
            if (!npm.succeeded()) {
                throw new IllegalStateException("npm ci failed in " + tool + ": " + npm.said());
            }
        }
        return tool;
    }
}
