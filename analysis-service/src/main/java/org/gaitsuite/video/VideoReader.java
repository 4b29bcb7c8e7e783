package org.gaitsuite.video;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.gaitsuite.video.VideoRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video frame by frame: upright, in square pixels, scaled to the limits' height, with true times. Memory does not grow with the
 * length of the video. H.264, HEVC, VP8, VP9, AV1, MJPEG and MPEG-4 in MP4, MOV, WebM, MKV, AVI and MPEG transport streams.
 *
 * <p>One reader belongs to one thread at a time; any number of readers may run side by side. Close it: it holds native memory.
 */
public final class VideoReader implements AutoCloseable {
    private static final int SMALLEST_SIDE = 16;
    private static final double USUAL_RATE_HERTZ = 30;
    /** Containers round their durations and leave out the last frame's; beyond this share something is missing. */
    static final double TOLERATED_LOSS = 0.1;

    private static final VideoLimits ANY_LENGTH =
            new VideoLimits(Double.MAX_VALUE, VideoLimits.DEFAULT.maximumPixels(), VideoLimits.DEFAULT.decodedHeight());

    private final Demuxer demuxer;
    private final VideoLimits limits;
    private final VideoInfo info;
    private final Timeline timeline;
    private @Nullable FrameDecoder decoder;
    private @Nullable FrameScaler scaler;
    private @Nullable VideoFrame ahead;
    private int width;
    private int height;
    private int frames;
    private double lastSeconds;
    private boolean closed;

    private VideoReader(Demuxer demuxer, VideoLimits limits) {
        this.demuxer = demuxer;
        this.limits = limits;
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
     * Opens a video and decodes its first frame, so that what cannot be read is refused here.
     *
     * @throws VideoRefused if the file is no video, is incomplete, or is beyond the limits
     * @throws IOException if the file cannot be read
     */
    public static VideoReader open(Path file, VideoLimits limits) throws IOException, VideoRefused {
        VideoReader reader = new VideoReader(Demuxer.open(file, limits.maximumPixels()), limits);
        try {
            reader.start();
            return reader;
        } catch (VideoRefused | IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * What a video says of itself, whatever its length. Reads its head and decodes one frame.
     *
     * @throws VideoRefused as {@link #open} does, but for the length
     */
    public static VideoInfo probe(Path file) throws IOException, VideoRefused {
        return probe(file, ANY_LENGTH);
    }

    /** As {@link #open}, for who wants only to know whether a video would be accepted. */
    public static VideoInfo probe(Path file, VideoLimits limits) throws IOException, VideoRefused {
        try (VideoReader reader = open(file, limits)) {
            return reader.info();
        }
    }

    private void start() throws IOException, VideoRefused {
        long pixels = (long) demuxer.codec().width() * demuxer.codec().height();
        Demuxer.requirePixels(info.width(), info.height(), limits.maximumPixels());
        if (info.durationSeconds() > limits.maximumSeconds()) {
            throw tooLong(info.durationSeconds());
        }
        decoder = FrameDecoder.of(demuxer, limits.maximumPixels());
        if (pixels > 0 && Math.min(info.width(), info.height()) < SMALLEST_SIDE) {
            throw new VideoRefused(
                    Reason.NOT_A_VIDEO,
                    "The picture is only %d × %d pixels, too small to show a person: please send the original video."
                            .formatted(info.width(), info.height()));
        }
        height = Math.min(info.height(), limits.decodedHeight());
        width = pixels > 0 ? Math.max(1, (int) Math.round((double) info.width() * height / info.height())) : 0;
        ahead = pixels > 0 ? decode() : null;
        if (ahead == null) {
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

    public VideoInfo info() {
        return info;
    }

    /** Pixels of the full-size picture per pixel of the decoded frames, 1 or more. */
    public double scale() {
        return (double) info.height() / height;
    }

    /**
     * The next frame, whose array the call after it overwrites, or null at the end.
     *
     * @throws VideoRefused if more than a tenth of the declared length is missing at the end, if most of the video is damaged, or if it
     *     turns out longer than the limit
     */
    public @Nullable VideoFrame next() throws IOException, VideoRefused {
        if (closed) {
            throw new IllegalStateException("the video was closed");
        }
        VideoFrame first = ahead;
        if (first != null) {
            ahead = null;
            return first;
        }
        VideoFrame frame = decode();
        if (frame == null) {
            requireWhole();
        }
        return frame;
    }

    private @Nullable VideoFrame decode() throws IOException, VideoRefused {
        if (decoder == null) {
            return null;
        }
        AVFrame picture = decoder.next();
        if (picture == null) {
            return null;
        }
        long timestamp = picture.best_effort_timestamp();
        double seconds = timeline.secondsOf(timestamp, timestamp != avutil.AV_NOPTS_VALUE);
        if (seconds > limits.maximumSeconds()) {
            throw tooLong(seconds);
        }
        lastSeconds = seconds;
        if (scaler == null) {
            scaler = new FrameScaler(demuxer.orientation(), width, height);
        }
        return new VideoFrame(frames++, seconds, width, height, scaler.toUprightBgr(picture));
    }

    private double intervalSeconds() {
        return 1 / (info.frameRateHertz() > 0 ? info.frameRateHertz() : USUAL_RATE_HERTZ);
    }

    private void requireWhole() throws VideoRefused {
        double declared = info.durationSeconds();
        double missing = declared - lastSeconds - intervalSeconds();
        if (missing > declared * TOLERATED_LOSS && missing > 2 * intervalSeconds()) {
            throw new VideoRefused(
                    Reason.TRUNCATED,
                    "The video breaks off after %.1f s, although it says that it lasts %.1f s: please send the whole file again."
                            .formatted(lastSeconds + intervalSeconds(), declared));
        }
        if (decoder != null && decoder.failures() > frames) {
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
        if (scaler != null) {
            scaler.close();
        }
        if (decoder != null) {
            decoder.close();
        }
        demuxer.close();
    }
}
