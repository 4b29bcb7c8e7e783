package org.gaitsuite.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;

/** Follows the walker with a pose estimator and reads the walk with the gait mathematics. */
public final class VideoPipeline implements Pipeline {
    private final Estimators estimators;
    private final VideoLimits limits;

    public VideoPipeline(Estimators estimators, VideoLimits limits) {
        this.estimators = estimators;
        this.limits = limits;
    }

    @Override
    public AnalysisOutcome analyze(Path input, AnalysisRequest request, Progress progress)
            throws IOException, VideoRefused, PoseRefused, NoWalkFound {
        PoseTrack pose = estimators.choose(request.estimator(), request.model()).estimate(input, limits, progress);
        double timeFactor =
                request.frameRateHertz() == null ? 1 : pose.video().frameRateHertz() / request.frameRateHertz();
        progress.report("gait", 0);
        GaitResult gait =
                GaitAnalyzer.analyze(retimed(pose.skeleton(), timeFactor), request.subject(), request.options());
        progress.report("gait", 1);
        return new AnalysisOutcome(gait, pose, timeFactor);
    }

    @Override
    public VideoInfo probe(Path input) throws IOException, VideoRefused {
        return VideoReader.probe(input, limits);
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
