package org.gaitsuite.video;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video in the colours that it is stored in, which costs far less than {@link VideoReader}'s red, green and blue: upright, in
 * square pixels, scaled to the limits' height, with true times. Pictures that are passed over are not scaled. Memory does not grow with the
 * length of the video.
 *
 * <p>One reader belongs to one thread at a time; any number of readers may run side by side. Close it: it holds native memory.
 */
public final class PlaneReader implements AutoCloseable {
    private final PictureStream stream;
    private final PlaneScaler scaler;
    private @Nullable AVFrame picture;

    private PlaneReader(PictureStream stream) {
        this.stream = stream;
        this.scaler = new PlaneScaler(stream.orientation(), stream.width(), stream.height());
    }

    /**
     * Opens a video.
     *
     * @param threads that decode, 1 or more
     * @throws VideoRefused if the file is no video, is incomplete, or is beyond the limits; if no picture of it can be decoded, unless only
     *     some of them are wanted
     * @throws IOException if the file cannot be read
     */
    public static PlaneReader open(Path file, VideoLimits limits, PictureChoice choice, int threads)
            throws IOException, VideoRefused {
        return new PlaneReader(PictureStream.open(file, limits, choice, threads));
    }

    public VideoInfo info() {
        return stream.info();
    }

    /** Width of the decoded pictures. */
    public int width() {
        return stream.width();
    }

    public int height() {
        return stream.height();
    }

    /** Pixels of the full-size picture per pixel of the decoded ones, 1 or more. */
    public double scale() {
        return (double) stream.info().height() / stream.height();
    }

    /**
     * Goes on to the next picture; false at the end.
     *
     * @throws VideoRefused if more than a tenth of the declared length is missing at the end or most of the video is damaged (where all
     *     pictures are wanted), or if it turns out longer than the limit
     */
    public boolean next() throws VideoRefused {
        picture = stream.next();
        return picture != null;
    }

    /** Presentation time of this picture from the first one that is read. */
    public double timeSeconds() {
        return stream.seconds();
    }

    /**
     * Copies this picture.
     *
     * @param into of this reader's width and height
     */
    public void read(VideoPlanes into) throws IOException {
        AVFrame current = picture;
        if (current == null) {
            throw new IllegalStateException("there is no picture here");
        }
        scaler.scale(current, into);
    }

    @Override
    public void close() {
        picture = null;
        scaler.close();
        stream.close();
    }
}
