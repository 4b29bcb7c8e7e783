package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.video.VideoCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Films a phantom walker: a video to try the suite with, and its exact truth beside it. Exits with 2 on settings that cannot be walked or filmed. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Film a phantom walker: a video whose every contact, length and angle is known.",
        description = {
            "",
            "A computed body walks with published joint-angle curves (Schwartz 2008) over feet that do not slide, and is filmed with"
                    + " shadow, clothes, furniture, noise and blur. Beside FILE.mp4 lies FILE.truth.json: contact events, parameters,"
                    + " landmarks in pixels and metres, joint angles. The same options and seed give the same video.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  phantom --out walk.mp4",
            "  phantom --out limp.mp4 --asymmetry 0.85 --time-asymmetry 1.1 --left-knee 0.7 --direction left",
            "  phantom --out mill.mp4 --treadmill --fps 60 --strides 12",
            "  phantom --out hall.mp4 --view frontal --second-person stands --size 1280x720",
            ""
        })
public final class PhantomCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "phantom.mp4",
            description = "The video; its name chooses the container (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("phantom.mp4");

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            defaultValue = "h264",
            description = "h264, hevc, vp9, mjpeg or mpeg4, as far as encoders are here (default: ${DEFAULT-VALUE}).")
    String codec = "h264";

    @Mixin
    PhantomOptions walk = new PhantomOptions();

    @Override
    public Integer call() throws IOException {
        PhantomSettings settings = understood(walk::settings);
        VideoCodec videoCodec = understood(() -> PhantomOptions.oneOf(VideoCodec.class, "--codec", codec));
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        PhantomTruth truth = PhantomWalk.render(settings, out, videoCodec);
        PrintWriter printer = commandLine().getOut();
        printer.printf(
                Locale.ROOT,
                "%s: %d frames of %dx%d at %s fps, %.1f MB%n",
                out,
                settings.frames(),
                settings.pictureWidth(),
                settings.pictureHeight(),
                fps(settings.frameRate()),
                Files.size(out) / 1e6);
        printer.printf(
                Locale.ROOT,
                "%s: %d contacts, %d of them in view; height %.2f m, %.1f steps/min, %.2f m/s, step %.3f m%n",
                PhantomWalk.truthFile(out),
                truth.events().size(),
                truth.eventsInView().size(),
                settings.height(),
                settings.cadence(),
                settings.speed(),
                settings.stepLength());
        printer.flush();
        return CommandLine.ExitCode.OK;
    }

    /** @throws ParameterException naming what cannot be walked or filmed */
    private <T> T understood(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String fps(double hertz) {
        return hertz == Math.rint(hertz) ? Long.toString((long) hertz) : Double.toString(hertz);
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("the command was not started by picocli");
        }
        return spec.commandLine();
    }
}
