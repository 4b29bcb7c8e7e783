package org.gaitsuite.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.OtherPerson;

/** Every file that goes with a result, but for the result itself. */
public final class Artefacts {
    private Artefacts() {}

    /**
     * What {@link #writeRecorded} writes, and {@code overlay.png}, {@code overlay.mp4} and {@code contact-sheet.png}.
     *
     * @param result in the walker's time
     * @param skeleton in pixels of the full-size picture and in the video's time
     * @param timeFactor seconds of the walker for one second of the video
     * @param others everybody else in view, in pixels and times of {@code skeleton}
     * @param progress told 0..1
     */
    public static void write(
            Path folder,
            Path video,
            GaitResult result,
            SkeletonOverTime skeleton,
            double timeFactor,
            List<OtherPerson> others,
            MadeBy madeBy,
            DoubleConsumer progress)
            throws IOException {
        writeTables(folder, result, skeleton, timeFactor, madeBy);
        progress.accept(0.05);
        Overlay.write(folder, video, result, skeleton, timeFactor, others, done -> progress.accept(0.05 + 0.95 * done));
    }

    /**
     * The files of an input without pictures: {@code cycles.csv}, {@code curves.csv}, {@code curves.svg}, {@code keypoints.json},
     * {@code keypoints.trc}, {@code angles.mot} and {@code gait.c3d}.
     *
     * @param skeleton as it was recorded, in the walker's time
     */
    public static void writeRecorded(Path folder, GaitResult result, SkeletonOverTime skeleton, MadeBy madeBy)
            throws IOException {
        writeTables(folder, result, skeleton, 1, madeBy);
    }

    private static void writeTables(
            Path folder, GaitResult result, SkeletonOverTime skeleton, double timeFactor, MadeBy madeBy)
            throws IOException {
        Files.writeString(folder.resolve("cycles.csv"), CyclesCsv.write(result));
        Files.writeString(folder.resolve("curves.csv"), CurvesCsv.write(result));
        Files.writeString(folder.resolve("curves.svg"), CurvesSvg.write(result));
        try (Writer out = Files.newBufferedWriter(folder.resolve("keypoints.json"))) {
            KeypointsJson.write(skeleton, timeFactor, out);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("keypoints.trc"))) {
            KeypointsTrc.write(result.walk(), out);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("angles.mot"))) {
            AnglesMot.write(result.walk(), out);
        }
        Files.write(folder.resolve("gait.c3d"), GaitC3d.write(result, madeBy));
    }
}
