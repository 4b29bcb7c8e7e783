package org.gaitsuite.pose.silhouette;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.PictureChoice;
import org.gaitsuite.video.PlaneReader;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoPlanes;
import org.gaitsuite.video.VideoRefused;

/**
 * The still scene: for each picture element the median colour over pictures spread over the whole video, and how much it flickers
 * (1.4826 × the median absolute deviation, in grey levels of 0..255), so that moving leaves do not look like people.
 */
record Background(VideoPlanes still, float[] noise) {

    /** What this pass reports at its end. */
    static final double SHARE_OF_WORK = 0.15;

    /**
     * Reads a video through, but decodes only its key pictures, or more where those are too few.
     *
     * @param threads that decode
     */
    static Background of(Path video, VideoLimits limits, int threads, Progress progress)
            throws IOException, VideoRefused {
        List<VideoPlanes> samples = List.of();
        for (PictureChoice choice : List.of(PictureChoice.KEYS, PictureChoice.REFERENCES, PictureChoice.ALL)) {
            samples = sampled(video, limits, choice, threads, progress);
            if (samples.size() >= Sampler.WANTED) {
                break;
            }
        }
        return new StillScene(samples).background();
    }

    private static List<VideoPlanes> sampled(
            Path video, VideoLimits limits, PictureChoice choice, int threads, Progress progress)
            throws IOException, VideoRefused {
        Sampler sampler = new Sampler();
        try (PlaneReader reader = PlaneReader.open(video, limits, choice, threads)) {
            double seconds = Math.max(1, reader.info().durationSeconds());
            while (reader.next()) {
                if (sampler.wantsNext()) {
                    VideoPlanes copy = new VideoPlanes(reader.width(), reader.height());
                    reader.read(copy);
                    sampler.add(copy);
                }
                progress.report("pose", SHARE_OF_WORK * Math.min(1, reader.timeSeconds() / seconds));
            }
        }
        return sampler.samples;
    }

    /** Keeps pictures evenly spread over a video of unknown length, never more than twice {@value #WANTED} of them. */
    static final class Sampler {
        static final int WANTED = 22;
        private final List<VideoPlanes> samples = new ArrayList<>();
        private int stride = 1;
        private int seen;

        boolean wantsNext() {
            return seen++ % stride == 0;
        }

        void add(VideoPlanes picture) {
            samples.add(picture);
            if (samples.size() == 2 * WANTED) {
                for (int i = WANTED - 1; i >= 0; i--) {
                    samples.remove(2 * i + 1);
                }
                stride *= 2;
            }
        }
    }
}
