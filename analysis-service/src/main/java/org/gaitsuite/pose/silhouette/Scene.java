package org.gaitsuite.pose.silhouette;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;

/**
 * What moves in a video, read in two streaming passes: one for the background, one for what differs from it.
 *
 * @param width of the decoded picture
 * @param height of the decoded picture
 * @param scale full-size pixels per decoded pixel
 * @param timeSeconds of each frame
 */
record Scene(VideoInfo info, int width, int height, double scale, double[] timeSeconds, List<BlobTrack> tracks) {

    /** More lines than this tell nothing more of a walker's outline, but cost time. */
    private static final int DECODED_HEIGHT = 480;

    private static final int FEWEST_FRAMES = 8;

    static Scene read(Path video, VideoLimits limits, Progress progress) throws IOException, VideoRefused, PoseRefused {
        VideoLimits small = new VideoLimits(
                limits.maximumSeconds(), limits.maximumPixels(), Math.min(limits.decodedHeight(), DECODED_HEIGHT));
        FirstPass first = FirstPass.of(video, small, progress);
        if (first.frames < FEWEST_FRAMES) {
            throw new PoseRefused(
                    PoseRefused.Reason.NO_WALK,
                    "The video has only %d frames. A walk needs a second or more.".formatted(first.frames));
        }
        if (first.motion.moves(first.height)) {
            throw new PoseRefused(
                    PoseRefused.Reason.CAMERA_MOVES,
                    "The camera moves (the picture wanders by up to %.0f pixels). Please film from a tripod or a firm rest."
                            .formatted(first.motion.farthestPixels() * first.scale));
        }
        Background background = first.sampler.build(first.width, first.height);
        first.sampler = new Background.Sampler();
        return secondPass(video, small, first, background, progress);
    }

    private static final class FirstPass {
        private Background.Sampler sampler = new Background.Sampler();
        private final CameraMotion motion = new CameraMotion();
        private int width;
        private int height;
        private double scale;
        private int frames;

        static FirstPass of(Path video, VideoLimits limits, Progress progress) throws IOException, VideoRefused {
            FirstPass pass = new FirstPass();
            try (VideoReader reader = VideoReader.open(video, limits)) {
                pass.scale = reader.scale();
                double expected = expectedFrames(reader.info());
                double lastLook = Double.NEGATIVE_INFINITY;
                for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                    pass.width = frame.width();
                    pass.height = frame.height();
                    pass.frames++;
                    pass.sampler.offer(frame.bgr());
                    if (frame.timeSeconds() - lastLook > 0.095) {
                        pass.motion.offer(frame.bgr(), frame.width(), frame.height());
                        lastLook = frame.timeSeconds();
                    }
                    progress.report("pose", 0.3 * Math.min(1, pass.frames / expected));
                }
            }
            return pass;
        }
    }

    private static Scene secondPass(
            Path video, VideoLimits limits, FirstPass first, Background background, Progress progress)
            throws IOException, VideoRefused {
        double[] times = new double[first.frames];
        Foreground foreground = new Foreground(background);
        Blobs blobs = new Blobs(first.width, first.height);
        byte[] classes = new byte[first.width * first.height];
        int read = 0;
        VideoInfo info;
        List<BlobTrack> tracks;
        try (VideoReader reader = VideoReader.open(video, limits)) {
            info = reader.info();
            Tracker tracker = new Tracker(info.frameRateHertz(), first.width, first.height / 8);
            for (VideoFrame frame = reader.next(); frame != null && read < times.length; frame = reader.next()) {
                foreground.classify(frame.bgr(), classes);
                List<Blob> found = new ArrayList<>();
                for (BitMask mask : blobs.find(classes, first.height / 30, first.height * first.height / 3000)) {
                    Blobs.fillHoles(mask, mask.height() * mask.height() / 100);
                    found.add(Blob.of(mask, classes, first.width));
                }
                tracker.next(read, found);
                times[read++] = frame.timeSeconds();
                progress.report("pose", 0.3 + 0.4 * read / first.frames);
            }
            tracks = tracker.finish();
        }
        return new Scene(info, first.width, first.height, first.scale, Arrays.copyOf(times, read), tracks);
    }

    private static double expectedFrames(VideoInfo info) {
        return Math.max(1, info.durationSeconds() * info.frameRateHertz());
    }
}
