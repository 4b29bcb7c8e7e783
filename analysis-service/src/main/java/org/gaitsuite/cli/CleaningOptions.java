package org.gaitsuite.cli;

import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.gait.GaitOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line says of how landmarks are cleaned. */
final class CleaningOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--cut-off",
            paramLabel = "HZ|auto",
            description =
                    "low-pass cut-off for the landmarks; auto chooses it from their noise and movement (default: ${DEFAULT-VALUE})")
    private String cutOff = Double.toString(GaitOptions.DEFAULT.cutOffHertz());

    @Option(
            names = "--confidence",
            paramLabel = "0..1",
            description = "landmarks with a lower confidence count as not seen (default: ${DEFAULT-VALUE})")
    private double confidence = GaitOptions.DEFAULT.leastConfidence();

    /** @throws ParameterException if one is no number, or out of bounds */
    GaitOptions in(GaitOptions options) {
        try {
            GaitOptions asked = options.filteredAs("--cut-off", cutOff).trusting(confidence);
            return AnalysisRequest.DEFAULT.with(asked).options();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "The option " + e.getMessage() + ".", e);
        }
    }
}
