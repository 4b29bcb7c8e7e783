package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gaitsuite.person.Person;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;

/** How many lines pictures are decoded to: as many as the network can use of the walker, since the rest costs time and shows nothing. */
final class DecodedHeight {
    /** The lines of the picture for each of the network's input. */
    private static final double LINES_PER_VALUE = 2.2;
    /** With fewer than this the pictures are read once more, larger. */
    private static final double LEAST_LINES_PER_VALUE = 1.5;

    private static final int LEAST_LINES = 360;
    private static final int LINES_OF_UNKNOWN = 720;
    private static final int LINES_OF_FIRST_LOOK = 540;
    private static final double SECONDS_OF_FIRST_LOOK = 1;
    private static final double LOOKS_PER_SECOND = 4;

    private final LandmarkNetwork landmarks;

    DecodedHeight(LandmarkNetwork landmarks) {
        this.landmarks = landmarks;
    }

    /** The same limits with another height. */
    static VideoLimits of(VideoLimits limits, int lines) {
        return new VideoLimits(limits.maximumSeconds(), limits.maximumPixels(), lines);
    }

    /** A guess by who is seen first, within the first second. */
    int before(Path video, VideoLimits limits, PersonFinder finder, Progress progress)
            throws IOException, VideoRefused {
        try (VideoReader reader = VideoReader.open(video, of(limits, LINES_OF_FIRST_LOOK))) {
            double due = 0;
            for (VideoFrame frame = reader.next();
                    frame != null && frame.timeSeconds() <= SECONDS_OF_FIRST_LOOK;
                    frame = reader.next()) {
                progress.report("decoding", frame.timeSeconds() / SECONDS_OF_FIRST_LOOK);
                if (frame.timeSeconds() < due) {
                    continue;
                }
                due = frame.timeSeconds() + 1 / LOOKS_PER_SECOND;
                List<Person> seen = finder.find(frame);
                if (!seen.isEmpty()) {
                    double smallest =
                            seen.stream().mapToDouble(Person::radius).min().orElseThrow();
                    return lines(smallest * reader.scale(), reader.info());
                }
            }
            return Math.min(LINES_OF_UNKNOWN, reader.info().height());
        }
    }

    /** @return more than {@code lines} if the walker turned out too small for those */
    int needed(int lines, PersonPath walker, VideoInfo info) {
        double radius = walker.typicalRadius() * lines / info.height();
        boolean enough = landmarks.valuesPerPixel(radius) * LEAST_LINES_PER_VALUE <= 1;
        return enough ? lines : Math.max(lines, lines(walker.typicalRadius(), info));
    }

    private int lines(double radius, VideoInfo info) {
        double lines = info.height() * landmarks.valuesPerPixel(radius) * LINES_PER_VALUE;
        return (int) Math.clamp(Math.round(lines), Math.min(LEAST_LINES, info.height()), info.height());
    }
}
