package org.gaitsuite.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoFormat;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;
import org.gaitsuite.video.VideoWriter;
import org.jspecify.annotations.Nullable;

/** Draws what was measured over what was filmed: one clear picture and the whole video. */
public final class Overlay {
    private static final int WIDEST = 960;
    private static final int TALLEST_STILL = 720;

    private Overlay() {}

    /**
     * Writes a PNG of the heel strike at which the legs are seen best.
     *
     * @param skeleton in pixels of the full-size picture and in the video's time
     * @param events in the video's time
     */
    public static void writeStill(Path video, SkeletonOverTime skeleton, List<GaitEvent> events, Path png)
            throws IOException {
        try (VideoReader reader = open(video, TALLEST_STILL)) {
            SkeletonDrawing drawing =
                    new SkeletonDrawing(skeleton, events, reader.info().frameRateHertz());
            double wanted = drawing.clearestTime();
            double halfFrame = 0.5 / Math.max(1, reader.info().frameRateHertz());
            VideoFrame frame = next(reader);
            while (frame != null && frame.timeSeconds() < wanted - halfFrame) {
                frame = next(reader);
            }
            if (frame == null) {
                throw new IOException("the video ends before the heel strike at %.3f s".formatted(wanted));
            }
            try (Picture picture = new Picture(frame.bgr(), frame.width(), frame.height())) {
                drawing.draw(picture, frame.timeSeconds(), 1 / reader.scale());
                picture.writePng(png);
            }
        }
    }

    /**
     * Writes an MP4 of at most 960 pixels across with the same times as the input.
     *
     * @param progress told 0..1
     */
    public static void writeVideo(
            Path video, SkeletonOverTime skeleton, List<GaitEvent> events, Path mp4, DoubleConsumer progress)
            throws IOException {
        VideoInfo info = probe(video);
        double shrink = Math.min(1, (double) WIDEST / Math.max(info.width(), info.height()));
        int width = even(info.width() * shrink);
        int height = even(info.height() * shrink);
        try (VideoReader reader = open(video, height);
                VideoWriter writer = VideoWriter.create(
                        mp4,
                        VideoFormat.of(width, height, rateOf(info), VideoCodec.H264)
                                .withVariableRate())) {
            SkeletonDrawing drawing = new SkeletonDrawing(skeleton, events, info.frameRateHertz());
            byte[] out = new byte[width * height * 3];
            for (VideoFrame frame = next(reader); frame != null; frame = next(reader)) {
                try (Picture decoded = new Picture(frame.bgr(), frame.width(), frame.height());
                        Picture picture = decoded.resized(width, height)) {
                    drawing.draw(picture, frame.timeSeconds(), (double) height / info.height());
                    picture.copyTo(out);
                }
                writer.write(out, frame.timeSeconds());
                progress.accept(
                        info.durationSeconds() > 0 ? Math.min(1, frame.timeSeconds() / info.durationSeconds()) : 0);
            }
        }
    }

    private static double rateOf(VideoInfo info) {
        return Math.clamp(info.frameRateHertz(), 1, 1000);
    }

    private static int even(double length) {
        return Math.max(16, 2 * (int) Math.round(length / 2));
    }

    private static VideoInfo probe(Path video) throws IOException {
        try {
            return VideoReader.probe(video);
        } catch (VideoRefused e) {
            throw new IOException("the video that was analysed can no longer be read", e);
        }
    }

    private static VideoReader open(Path video, int height) throws IOException {
        try {
            return VideoReader.open(video, new VideoLimits(1e9, Long.MAX_VALUE, height));
        } catch (VideoRefused e) {
            throw new IOException("the video that was analysed can no longer be read", e);
        }
    }

    /** A video whose end is damaged was analysed up to there, and is drawn up to there. */
    private static @Nullable VideoFrame next(VideoReader reader) throws IOException {
        try {
            return reader.next();
        } catch (VideoRefused e) {
            return null;
        }
    }
}
