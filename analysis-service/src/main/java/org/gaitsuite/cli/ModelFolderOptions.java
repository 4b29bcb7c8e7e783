package org.gaitsuite.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which folder holds the pose networks. */
final class ModelFolderOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder that ./run keeps its data in; networks lie in models below it")
    private @Nullable Path home;

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            defaultValue = "${env:GAIT_MODEL_DIR}",
            description = "folder of networks (default: GAIT_MODEL_DIR, or models where ./run keeps its data)")
    private @Nullable Path folder;

    /** @throws ParameterException if none is named */
    Path folder() {
        if (home != null) {
            return home.resolve("models").toAbsolutePath();
        }
        if (folder == null || folder.toString().isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "Name the folder of networks with --model-dir or GAIT_MODEL_DIR.");
        }
        return folder.toAbsolutePath();
    }
}
