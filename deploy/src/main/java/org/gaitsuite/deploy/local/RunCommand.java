package org.gaitsuite.deploy.local;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./run}. */
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        version = "Gait Suite " + RunCommand.VERSION,
        sortOptions = false,
        headerHeading = "Starts the whole suite on this machine and analyses the sample walk; Ctrl-C stops it.%n%n",
        footer = {
            "",
            "Tools that need no server:",
            "  ./run analyze FILE [--height M] [--json] [--out DIR]   analyse a video, keypoints or markers",
            "  ./run phantom --help                                   make a synthetic walk with its exact truth",
            "  ./run accuracy --help                                  measure the accuracy on synthetic walkers and laboratory trials",
            "  ./run models [fetch]                                   list pose networks, or fetch the recommended one"
        })
public final class RunCommand implements Runnable {
    /** Of the suite; a test compares it with the build's. */
    static final String VERSION = "0.1.0";

    /** What every command needs to know. */
    static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "where keys, databases, videos and logs are kept (default: .run beside this script)")
        private @Nullable Path home;

        Folders folders() {
            Path root = Path.of(System.getProperty("gait.root", "")).toAbsolutePath();
            return new Folders(root, home == null ? root.resolve(".run") : home.toAbsolutePath());
        }
    }

    /** What the commands that start the suite ask. */
    static final class Start {
        @Option(
                names = "--instances",
                paramLabel = "N",
                defaultValue = "1",
                description = "of each service; more than one sit behind HAProxy (default: ${DEFAULT-VALUE})")
        private int instances;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "all",
                split = ",",
                description =
                        "of the analysis-services: all, api or worker; several are dealt out (default: ${DEFAULT-VALUE})")
        private List<Role> roles = List.of(Role.all);

        @Option(
                names = "--port-offset",
                paramLabel = "K",
                defaultValue = "0",
                description = "added to every port (default: ${DEFAULT-VALUE})")
        private int portOffset;

        @Option(names = "--native", description = "start native executables; building them needs GraalVM or Mandrel 25")
        private boolean nativeExecutables;

        Options options() {
            return new Options(
                    instances, roles.stream().map(Role::name).toList(), nativeExecutables ? Build.NATIVE : Build.JVM);
        }

        Ports ports() {
            if (portOffset < 0 || portOffset > 50_000) {
                throw new CannotStart("--port-offset is %d; use 0 to 50000.".formatted(portOffset));
            }
            return new Ports(portOffset, instances);
        }
    }

    /** As typed on the command line. */
    @SuppressWarnings("MemberName")
    enum Role {
        all,
        api,
        worker
    }

    @Mixin
    private Place place = new Place();

    @Mixin
    private Start start = new Start();

    @Option(names = "--no-sample", description = "do not analyse the sample walk")
    private boolean noSample;

    @Override
    public void run() {
        new LocalSuite(place.folders(), System.out).inForeground(start.ports(), start.options(), !noSample);
    }

    @Command(name = "up", description = "start in the background")
    void up(@Mixin Place where, @Mixin Start how) {
        new LocalSuite(where.folders(), System.out).inBackground(how.ports(), how.options());
    }

    @Command(name = "down", description = "stop what runs")
    void down(@Mixin Place where) {
        new LocalSuite(where.folders(), System.out).stop();
    }

    @Command(
            name = "restart",
            description =
                    "restart what runs, one process after the other, without losing a request where there are several")
    void restart(
            @Mixin Place where,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "NAME",
                            description =
                                    "processes or services, for instance gateway-1 or gateway; default: all services")
                    @Nullable
                    List<String> names) {
        new LocalSuite(where.folders(), System.out).restart(names == null ? List.of() : names);
    }

    @Command(name = "status", description = "what runs, and where")
    int status(@Mixin Place where) {
        return new LocalSuite(where.folders(), System.out).status() ? 0 : 1;
    }

    @Command(name = "logs", description = "show the logs")
    int logs(
            @Mixin Place where,
            @Option(
                            names = {"-f", "--follow"},
                            description = "go on as they grow")
                    boolean follow,
            @Parameters(arity = "0..1", paramLabel = "PROCESS", description = "for instance gateway; default: all")
                    @Nullable
                    String process) {
        return new LocalSuite(where.folders(), System.out).logs(process, follow);
    }

    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new RunCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((problem, line, parsed) -> {
            if (problem instanceof CannotStart) {
                System.err.println(problem.getMessage());
                return 5;
            }
            throw problem;
        });
        System.exit(commands.execute(args));
    }
}
