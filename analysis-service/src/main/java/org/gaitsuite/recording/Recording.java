package org.gaitsuite.recording;

import java.util.List;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.SkeletonOverTime;
import org.jspecify.annotations.Nullable;

/**
 * One walker, as a file of keypoints or markers has it.
 *
 * @param layout which landmarks the file has, for instance {@code BODY_25}, or {@code markers}
 * @param skeleton keypoints in pixels of the upright picture, markers in metres of the sagittal plane; times count from the file's
 *     first frame
 * @param pictureSize of the picture that keypoints were found in, null where neither the file nor its sender says so
 * @param labelled contacts that the file names, in order of time and in the time of the skeleton; a result never uses them
 * @param bodyHeightMetres as the file says, null where it does not
 * @param massKilograms likewise
 * @param notes sentences for the reader of the report
 */
public record Recording(
        Kind kind,
        String layout,
        SkeletonOverTime skeleton,
        @Nullable PictureSize pictureSize,
        List<GaitEvent> labelled,
        @Nullable Double bodyHeightMetres,
        @Nullable Double massKilograms,
        List<String> notes) {
    public Recording {
        labelled = List.copyOf(labelled);
        notes = List.copyOf(notes);
    }

    /** Frames a second: from the median distance of the times, 0 where there are fewer than two. */
    public double frameRateHertz() {
        return Times.rateHertz(skeleton.timesSeconds());
    }
}
