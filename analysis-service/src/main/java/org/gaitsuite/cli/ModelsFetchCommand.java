package org.gaitsuite.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gaitsuite.download.DownloadFailed;
import org.gaitsuite.download.Downloads;
import org.gaitsuite.download.PinnedFile;
import org.gaitsuite.pose.dnn.KnownModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a known pose network into the folder that the suite looks into. Exits with 1 where it could not. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        description = {
            "Fetch a pose network from its makers, checked against the digest that the suite knows.",
            "A transfer that broke off goes on with the next call. Proxies: HTTPS_PROXY, NO_PROXY, or -Dhttps.proxyHost in JAVA_TOOL_OPTIONS."
        })
public final class ModelsFetchCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "which (default: the recommended one)")
    private @Nullable String name;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "fetch the files from below this address, over https, or http on this machine")
    private @Nullable URI mirror;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long a server may be silent (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Mixin
    private ModelFolderOptions where = new ModelFolderOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (seconds < 1 || seconds > 600) {
            throw new ParameterException(spec.commandLine(), "--timeout is %d, expected 1 to 600.".formatted(seconds));
        }
        Path folder = where.folder();
        KnownModel known = chosen(folder);
        PrintWriter out = spec.commandLine().getOut();
        ModelLicence.show(known, out);
        Downloads downloads = new Downloads(folder, Duration.ofSeconds(seconds), System.getenv());
        try (ProgressBar bar = ProgressBar.onTerminal(spec.commandLine().getErr(), onTerminal())) {
            for (PinnedFile file : known.files()) {
                downloads.fetch(
                        mirror == null ? file : file.at(mirror),
                        share -> bar.report(file.name().replaceFirst("^pose_|\\..*$", ""), share));
            }
        } catch (DownloadFailed e) {
            spec.commandLine().getErr().println(e.getMessage());
            byHand(known, folder);
            return 1;
        }
        ModelLicence.record(known, folder);
        out.printf("Installed in %s; use it with --estimator dnn, or estimator=dnn in a request.%n", folder);
        out.flush();
        return 0;
    }

    private KnownModel chosen(Path folder) throws IOException {
        List<KnownModel> all = KnownModel.all(folder);
        String wanted = name == null ? KnownModel.RECOMMENDED : name;
        return all.stream()
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no network \"%s\"; the suite knows %s."
                                .formatted(
                                        wanted,
                                        all.stream().map(KnownModel::name).collect(Collectors.joining(", ")))));
    }

    private void byHand(KnownModel known, Path folder) throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        errors.printf(
                "Without a connection, copy these files by hand into %s, or name a copy with --mirror:%n", folder);
        for (PinnedFile file : known.files()) {
            if (!file.isIn(folder)) {
                errors.printf(
                        "  %s  from %s%n    SHA-256 %s%n",
                        file.name(), file.addresses().getFirst(), file.sha256());
            }
        }
        errors.flush();
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
