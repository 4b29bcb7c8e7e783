package org.gaitsuite.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.SkeletonOverTime;

/** Every file that goes with a result, but for the result itself. */
public final class Artefacts {
    private Artefacts() {}

    /**
     * Writes the files of a walk that came as keypoints or markers: {@code cycles.csv} and {@code curves.svg}. There is no picture to draw on.
     *
     * @param skeleton in the time of the result
     */
    public static void writeRecorded(Path folder, GaitResult result, SkeletonOverTime skeleton) throws IOException {
        writeTables(folder, result);
    }

    private static void writeTables(Path folder, GaitResult result) throws IOException {
        Files.writeString(folder.resolve("cycles.csv"), CyclesCsv.write(result));
        Files.writeString(folder.resolve("curves.svg"), CurvesSvg.write(result));
    }

    /**
     * Writes {@code cycles.csv}, {@code curves.svg}, {@code overlay.png} and {@code overlay.mp4}.
     *
     * @param result in the walker's time
     * @param skeleton in pixels of the full-size picture and in the video's time
     * @param timeFactor seconds of the walker for one second of the video
     * @param progress told 0..1
     */
    public static void write(
            Path folder,
            Path video,
            GaitResult result,
            SkeletonOverTime skeleton,
            double timeFactor,
            DoubleConsumer progress)
            throws IOException {
        writeTables(folder, result);
        progress.accept(0.05);
        List<GaitEvent> events = result.events().stream()
                .map(event ->
                        new GaitEvent(event.type(), event.side(), event.timeSeconds() / timeFactor, event.confidence()))
                .toList();
        Overlay.writeStill(video, skeleton, events, folder.resolve("overlay.png"));
        progress.accept(0.15);
        Overlay.writeVideo(
                video, skeleton, events, folder.resolve("overlay.mp4"), done -> progress.accept(0.15 + 0.85 * done));
    }
}
