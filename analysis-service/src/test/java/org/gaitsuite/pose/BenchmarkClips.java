package org.gaitsuite.pose;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;

/**
 * Clips of 1080p at 30 frames a second for measurements: a phantom crosses a cluttered room about the middle, before and after that the room
 * is empty. Encoded by the ffmpeg command line; made once and kept in a folder.
 */
final class BenchmarkClips {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    private static final double RATE_HERTZ = 30;
    private static final double SECONDS = 30;

    /** How a clip is encoded. */
    enum Kind {
        /** As phones do: 14 Mbit/s, a key frame every second, no B-frames. */
        PHONE("-b:v", "14M", "-maxrate", "17M", "-bufsize", "14M", "-g", "30", "-bf", "0"),
        /** As editing programs and converters do: x264's own settings, a key frame every 250 frames, B-frames. */
        EDITED("-crf", "21");

        private final List<String> options;

        Kind(String... options) {
            this.options = List.of(options);
        }
    }

    private final Path folder;

    BenchmarkClips(Path folder) {
        this.folder = folder;
    }

    /** 30 s of a scene that one walker crosses. */
    Path clip(Kind kind) throws IOException, InterruptedException {
        return kept("walk-" + kind.name().toLowerCase(Locale.ROOT) + ".mp4", file -> {
            PhantomSettings settings = PhantomSettings.builder()
                    .seed(11)
                    .cadence(108)
                    .speed(1.25)
                    .duration(SECONDS)
                    .frameRate(RATE_HERTZ)
                    .picture(WIDTH, HEIGHT)
                    .visibleHeight(2.9)
                    .cameraDistance(5)
                    .clutter(0.6)
                    .noiseSigma(2)
                    .build();
            List<String> command =
                    new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "rawvideo"));
            command.addAll(List.of("-pix_fmt", "bgr24", "-s", WIDTH + "x" + HEIGHT, "-r", "30", "-i", "pipe:0"));
            command.addAll(List.of("-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p"));
            command.addAll(kind.options);
            command.add(file.toString());
            Process encoder = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream pictures = encoder.getOutputStream()) {
                PhantomWalk.frames(settings, (index, time, bgr) -> pictures.write(bgr));
            }
            requireSuccess(encoder, command);
        });
    }

    /** The same clip so many times in a row, not encoded anew. */
    Path repeated(Kind kind, int times) throws IOException, InterruptedException {
        Path once = clip(kind);
        return kept(
                times + "-times-" + once.getFileName(),
                file -> run(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-y",
                        "-stream_loop",
                        Integer.toString(times - 1),
                        "-i",
                        once.toString(),
                        "-c",
                        "copy",
                        file.toString()));
    }

    /** A walker of six seconds in a small picture. */
    Path small() throws IOException, InterruptedException {
        return kept("small.mp4", file -> PhantomWalk.render(PhantomSettings.random(2001, RATE_HERTZ), file));
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        requireSuccess(process, List.of(command));
    }

    private static void requireSuccess(Process process, List<String> command) throws IOException, InterruptedException {
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("%s ended with %d".formatted(String.join(" ", command), status));
        }
    }

    @FunctionalInterface
    private interface Maker {
        void make(Path file) throws IOException, InterruptedException;
    }

    private Path kept(String name, Maker maker) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve("unfinished-" + name);
            maker.make(unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
