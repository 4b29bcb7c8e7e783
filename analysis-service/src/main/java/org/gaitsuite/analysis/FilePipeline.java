package org.gaitsuite.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.recording.PictureSize;
import org.gaitsuite.recording.ReadingOptions;
import org.gaitsuite.recording.Recording;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.recording.Recordings;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * Takes any input: keypoints and markers as they are, by the content of the file; in a video the walker is followed by a pose estimator.
 * Then the walk is read with the gait mathematics.
 */
public final class FilePipeline implements Pipeline {
    private final Estimators estimators;
    private final VideoLimits limits;

    public FilePipeline(Estimators estimators, VideoLimits limits) {
        this.estimators = estimators;
        this.limits = limits;
    }

    @Override
    public AnalysisOutcome analyze(Path input, AnalysisRequest request, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound {
        try {
            return Recordings.isOne(input) ? recorded(input, request, progress) : filmed(input, request, progress);
        } catch (VideoRefused e) {
            throw new FileRefused(Refusal.of(e));
        } catch (RecordingRefused e) {
            throw new FileRefused(Refusal.of(e));
        }
    }

    private AnalysisOutcome filmed(Path input, AnalysisRequest request, Progress progress)
            throws IOException, VideoRefused, PoseRefused, NoWalkFound {
        PoseTrack pose = estimators
                .choose(request.estimator(), request.model())
                .estimate(input, limits, request.person(), progress);
        double timeFactor =
                request.frameRateHertz() == null ? 1 : pose.video().frameRateHertz() / request.frameRateHertz();
        GaitOptions options = request.options().inPicture(pose.video().width());
        GaitResult gait = gait(retimed(pose.skeleton(), timeFactor), request.subject(), options, progress);
        return new AnalysisOutcome(gait, new Source.Video(pose), timeFactor, options);
    }

    private static AnalysisOutcome recorded(Path input, AnalysisRequest request, Progress progress)
            throws IOException, RecordingRefused, NoWalkFound {
        progress.report("decoding", 0);
        Recording recording = Recordings.read(
                input, new ReadingOptions(request.frameRateHertz(), request.pictureSize(), request.person()));
        Subject subject = completed(request.subject(), recording);
        PictureSize picture = recording.pictureSize();
        GaitOptions options =
                picture == null ? request.options() : request.options().inPicture(picture.width());
        GaitResult gait = gait(recording.skeleton(), subject, options, progress);
        return new AnalysisOutcome(gait, new Source.Recorded(recording), 1, options);
    }

    private static GaitResult gait(SkeletonOverTime skeleton, Subject subject, GaitOptions options, Progress progress)
            throws NoWalkFound {
        progress.report("gait", 0);
        GaitResult gait = GaitAnalyzer.analyze(skeleton, subject, options);
        progress.report("gait", 1);
        return gait;
    }

    /** What the request does not say of the walker, the file may; what it says is not overruled. */
    private static Subject completed(Subject subject, Recording recording) {
        return new Subject(
                either(subject.heightMetres(), recording.bodyHeightMetres()),
                either(subject.massKilograms(), recording.massKilograms()),
                subject.ageYears(),
                subject.sex());
    }

    private static @Nullable Double either(@Nullable Double first, @Nullable Double second) {
        return first == null ? second : first;
    }

    @Override
    public void inspect(Path input) throws IOException, FileRefused {
        try {
            if (Recordings.isOne(input)) {
                Recordings.inspect(input);
            } else {
                VideoReader.probe(input, limits);
            }
        } catch (VideoRefused e) {
            throw new FileRefused(Refusal.of(e));
        } catch (RecordingRefused e) {
            throw new FileRefused(Refusal.of(e));
        }
    }

    @Override
    public Set<String> estimators() {
        return estimators.names();
    }

    /** The same landmarks at the times at which they were filmed. */
    private static SkeletonOverTime retimed(SkeletonOverTime skeleton, double factor) {
        if (factor == 1) {
            return skeleton;
        }
        int frames = skeleton.frames();
        Joint[] joints = Joint.values();
        double[] times = skeleton.timesSeconds();
        double[][] x = new double[frames][joints.length];
        double[][] y = new double[frames][joints.length];
        double[][] confidence = new double[frames][joints.length];
        for (int frame = 0; frame < frames; frame++) {
            times[frame] *= factor;
            for (int j = 0; j < joints.length; j++) {
                x[frame][j] = skeleton.x(frame, joints[j]);
                y[frame][j] = skeleton.y(frame, joints[j]);
                confidence[frame][j] = skeleton.confidence(frame, joints[j]);
            }
        }
        return new SkeletonOverTime(skeleton.frame(), times, x, y, confidence);
    }
}
