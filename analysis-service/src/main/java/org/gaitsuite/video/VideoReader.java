package org.gaitsuite.video;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video frame by frame: upright, in square pixels, scaled to the limits' height, with true times. Memory does not grow with the
 * length of the video. H.264, HEVC, VP8, VP9, AV1, MJPEG and MPEG-4 in MP4, MOV, WebM, MKV, AVI and MPEG transport streams.
 *
 * <p>One reader belongs to one thread at a time; any number of readers may run side by side. Close it: it holds native memory.
 */
public final class VideoReader implements AutoCloseable {
    private static final int THREADS = 2;

    private static final VideoLimits ANY_LENGTH =
            new VideoLimits(Double.MAX_VALUE, VideoLimits.DEFAULT.maximumPixels(), VideoLimits.DEFAULT.decodedHeight());

    private final PictureStream stream;
    private final FrameScaler scaler;

    private VideoReader(PictureStream stream) {
        this.stream = stream;
        this.scaler = new FrameScaler(stream.orientation(), stream.width(), stream.height());
    }

    /**
     * Opens a video and decodes its first frame, so that what cannot be read is refused here.
     *
     * @throws VideoRefused if the file is no video, is incomplete, or is beyond the limits
     * @throws IOException if the file cannot be read
     */
    public static VideoReader open(Path file, VideoLimits limits) throws IOException, VideoRefused {
        return new VideoReader(PictureStream.open(file, limits, PictureChoice.ALL, THREADS));
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

    public VideoInfo info() {
        return stream.info();
    }

    /** Pixels of the full-size picture per pixel of the decoded frames, 1 or more. */
    public double scale() {
        return (double) stream.info().height() / stream.height();
    }

    /**
     * The next frame, whose array the call after it overwrites, or null at the end.
     *
     * @throws VideoRefused if more than a tenth of the declared length is missing at the end, if most of the video is damaged, or if it
     *     turns out longer than the limit
     */
    public @Nullable VideoFrame next() throws IOException, VideoRefused {
        AVFrame picture = stream.next();
        return picture == null
                ? null
                : new VideoFrame(
                        stream.index(),
                        stream.seconds(),
                        stream.width(),
                        stream.height(),
                        scaler.toUprightBgr(picture));
    }

    @Override
    public void close() {
        scaler.close();
        stream.close();
    }
}
