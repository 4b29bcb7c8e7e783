package org.gaitsuite.pose.silhouette;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;

/**
 * What moves in a video, read in two streaming passes: one over few pictures for the background, one for what differs from it.
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
    /** How often the camera is looked after, a little less than a tenth of a second. */
    private static final double BETWEEN_LOOKS_SECONDS = 0.095;

    /** @param threads that decode */
    static Scene read(Path video, VideoLimits limits, int threads, Progress progress)
            throws IOException, VideoRefused, PoseRefused {
        VideoLimits small = new VideoLimits(
                limits.maximumSeconds(), limits.maximumPixels(), Math.min(limits.decodedHeight(), DECODED_HEIGHT));
        Background background = Background.of(video, small, threads, progress);
        try (PicturesAhead pictures = PicturesAhead.open(video, small, threads)) {
            return read(pictures, background, progress);
        }
    }

    private static Scene read(PicturesAhead pictures, Background background, Progress progress)
            throws IOException, VideoRefused, PoseRefused {
        VideoInfo info = pictures.info();
        int height = pictures.height();
        double expected = Math.max(1, info.durationSeconds() * info.frameRateHertz());
        double[] times = new double[(int) Math.min(expected + 2, 1 << 20)];
        int read = 0;
        double lastLook = Double.NEGATIVE_INFINITY;
        CameraMotion motion = new CameraMotion();
        Blobs blobs = new Blobs(new Foreground(background), height / 30, height * height / 3000);
        Tracker tracker = new Tracker(info.frameRateHertz(), pictures.width(), height / 8);
        for (PicturesAhead.Picture picture = pictures.next(); picture != null; picture = pictures.next()) {
            if (picture.timeSeconds() - lastLook > BETWEEN_LOOKS_SECONDS) {
                motion.offer(picture.planes().luma(), pictures.width(), height);
                lastLook = picture.timeSeconds();
                if (motion.wandersOff(height)) {
                    throw moves(motion, pictures.scale());
                }
            }
            tracker.next(read, blobs.find(picture.planes()));
            if (read == times.length) {
                times = Arrays.copyOf(times, 2 * read);
            }
            times[read++] = picture.timeSeconds();
            double share = Background.SHARE_OF_WORK + (0.7 - Background.SHARE_OF_WORK) * read / expected;
            progress.report("pose", Math.min(0.7, share));
        }
        if (read < FEWEST_FRAMES) {
            throw new PoseRefused(
                    PoseRefused.Reason.NO_WALK,
                    "The video has only %d frames. A walk needs a second or more.".formatted(read));
        }
        if (motion.moves(height)) {
            throw moves(motion, pictures.scale());
        }
        return new Scene(
                info, pictures.width(), height, pictures.scale(), Arrays.copyOf(times, read), tracker.finish());
    }

    private static PoseRefused moves(CameraMotion motion, double scale) {
        return new PoseRefused(
                PoseRefused.Reason.CAMERA_MOVES,
                "The camera moves (the picture wanders by up to %.0f pixels). Please film from a tripod or a firm rest."
                        .formatted(motion.farthestPixels() * scale));
    }
}
