package org.gaitsuite.video;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.gaitsuite.video.VideoRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a file as its decoder gives them, with their times, held to the limits. Not thread-safe.
 */
final class PictureStream implements AutoCloseable {
    private static final int SMALLEST_SIDE = 16;
    private static final double USUAL_RATE_HERTZ = 30;
    /** Containers round their durations and leave out the last frame's; beyond this share something is missing. */
    static final double TOLERATED_LOSS = 0.1;

    private final Demuxer demuxer;
    private final VideoLimits limits;
    private final PictureChoice choice;
    private final VideoInfo info;
    private final Timeline timeline;
    private @Nullable FrameDecoder decoder;
    private @Nullable AVFrame ahead;
    private int width;
    private int height;
    private int frames;
    private double seconds;
    private boolean closed;

    private PictureStream(Demuxer demuxer, VideoLimits limits, PictureChoice choice) {
        this.demuxer = demuxer;
        this.limits = limits;
        this.choice = choice;
        Orientation orientation = demuxer.orientation();
        int storedWidth = (int) Math.round(demuxer.codec().width() * demuxer.pixelAspect());
        int storedHeight = demuxer.codec().height();
        this.info = new VideoInfo(
                orientation.swapsSides() ? storedHeight : storedWidth,
                orientation.swapsSides() ? storedWidth : storedHeight,
                demuxer.frameRateHertz(),
                demuxer.declaredSeconds(),
                demuxer.codecName(),
                demuxer.containerName(),
                orientation.clockwiseDegrees());
        this.timeline = new Timeline(demuxer.tickSeconds(), intervalSeconds());
    }

    /**
     * Opens a video and decodes its first picture, so that what cannot be read is refused here.
     *
     * @param threads that decode
     */
    static PictureStream open(Path file, VideoLimits limits, PictureChoice choice, int threads)
            throws IOException, VideoRefused {
        PictureStream stream = new PictureStream(Demuxer.open(file, limits.maximumPixels()), limits, choice);
        try {
            stream.start(threads);
            return stream;
        } catch (VideoRefused | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void start(int threads) throws VideoRefused {
        long pixels = (long) demuxer.codec().width() * demuxer.codec().height();
        Demuxer.requirePixels(info.width(), info.height(), limits.maximumPixels());
        if (info.durationSeconds() > limits.maximumSeconds()) {
            throw tooLong(info.durationSeconds());
        }
        decoder = FrameDecoder.of(demuxer, limits.maximumPixels(), choice, threads);
        if (pixels > 0 && Math.min(info.width(), info.height()) < SMALLEST_SIDE) {
            throw new VideoRefused(
                    Reason.NOT_A_VIDEO,
                    "The picture is only %d × %d pixels, too small to show a person: please send the original video."
                            .formatted(info.width(), info.height()));
        }
        height = Math.min(info.height(), limits.decodedHeight());
        width = pixels > 0 ? Math.max(1, (int) Math.round((double) info.width() * height / info.height())) : 0;
        ahead = pixels > 0 ? decoder.next() : null;
        if (ahead == null && choice == PictureChoice.ALL) {
            throw new VideoRefused(Reason.NO_FRAMES, noFrames(decoder));
        }
    }

    private static String noFrames(FrameDecoder decoder) {
        return decoder.packets() == 0
                ? "The video holds no pictures (0 frames): please record or export it again."
                : "None of the %d pictures in the video can be decoded: the file is damaged. Please send it again."
                        .formatted(decoder.packets());
    }

    private VideoRefused tooLong(double seconds) {
        return new VideoRefused(
                Reason.TOO_LONG,
                "The video lasts %.0f s or more, and at most %.0f s are accepted: please cut it to the walk itself."
                        .formatted(Math.floor(seconds), limits.maximumSeconds()));
    }

    VideoInfo info() {
        return info;
    }

    Orientation orientation() {
        return demuxer.orientation();
    }

    /** Of upright pictures that are scaled to the limits' height. */
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Number of the picture that was given last, from 0. */
    int index() {
        return frames - 1;
    }

    /** When it is shown, from the first picture. */
    double seconds() {
        return seconds;
    }

    /**
     * The next picture, which the call after it overwrites, or null at the end.
     *
     * @throws VideoRefused if more than a tenth of the declared length is missing at the end, if most of the video is damaged, or if it
     *     turns out longer than the limit
     */
    @Nullable
    AVFrame next() throws VideoRefused {
        if (closed || decoder == null) {
            throw new IllegalStateException("the video was closed");
        }
        AVFrame picture = ahead == null ? decoder.next() : ahead;
        ahead = null;
        if (picture == null) {
            requireWhole(decoder);
            return null;
        }
        long timestamp = picture.best_effort_timestamp();
        seconds = timeline.secondsOf(timestamp, timestamp != avutil.AV_NOPTS_VALUE);
        if (seconds > limits.maximumSeconds()) {
            throw tooLong(seconds);
        }
        frames++;
        return picture;
    }

    private double intervalSeconds() {
        return 1 / (info.frameRateHertz() > 0 ? info.frameRateHertz() : USUAL_RATE_HERTZ);
    }

    private void requireWhole(FrameDecoder decoder) throws VideoRefused {
        if (choice != PictureChoice.ALL) {
            return;
        }
        double declared = info.durationSeconds();
        double missing = declared - seconds - intervalSeconds();
        if (missing > declared * TOLERATED_LOSS && missing > 2 * intervalSeconds()) {
            throw new VideoRefused(
                    Reason.TRUNCATED,
                    "The video breaks off after %.1f s, although it says that it lasts %.1f s: please send the whole file again."
                            .formatted(seconds + intervalSeconds(), declared));
        }
        if (decoder.failures() > frames) {
            throw new VideoRefused(
                    Reason.TRUNCATED,
                    "Most of the video is damaged: %d of its %d pictures cannot be decoded. Please send the file again."
                            .formatted(decoder.failures(), decoder.packets()));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ahead = null;
        if (decoder != null) {
            decoder.close();
        }
        demuxer.close();
    }
}
