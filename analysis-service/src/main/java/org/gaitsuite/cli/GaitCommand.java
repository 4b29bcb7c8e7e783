package org.gaitsuite.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that need no server. */
@Command(
        name = "gait",
        description = "Video-based gait analysis without a server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AnalyzeCommand.class,
            PhantomCommand.class,
            AccuracyCommand.class,
            ModelsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class GaitCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private GaitCommand() {}

    public static void main(String[] arguments) {
        // The server's log manager lies on the class path too and complains on standard error if it is found too late.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        int exit = commandLine().execute(arguments);
        System.out.flush();
        System.exit(exit);
    }

    /** The command line with every command, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new GaitCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    // A bug or a broken disk: the trace is for whoever reports it, and never on standard output.
                    failure.printStackTrace(commandLine.getErr());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, for instance: analyze walk.mp4");
    }
}
