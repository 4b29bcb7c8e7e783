package org.gaitsuite.analysis;

import java.util.List;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.recording.Recording;

/** Where the landmarks of an analysis come from. */
public sealed interface Source {
    /** The landmarks, in the time of the input. */
    SkeletonOverTime skeleton();

    /** Frames of the input, also those without the walker. */
    int frames();

    /** Of the input, as it plays. */
    double frameRateHertz();

    /** Of the input, as it plays. */
    double durationSeconds();

    /** {@code video}, {@code keypoints}, {@code trc} or {@code c3d}. */
    String kind();

    /** {@code silhouette} or {@code dnn}, which followed the walker here; else {@code keypoints} or {@code markers}. */
    String estimator();

    /** The model of the estimator, or the layout of the landmarks that came with the input. */
    String model();

    /** Sentences for the reader of the report. */
    List<String> notes();

    /** A video in which a pose estimator followed the walker. */
    record Video(PoseTrack pose) implements Source {
        @Override
        public SkeletonOverTime skeleton() {
            return pose.skeleton();
        }

        @Override
        public int frames() {
            return pose.frames();
        }

        @Override
        public double frameRateHertz() {
            return pose.video().frameRateHertz();
        }

        @Override
        public double durationSeconds() {
            return pose.video().durationSeconds();
        }

        @Override
        public String kind() {
            return "video";
        }

        @Override
        public String estimator() {
            return pose.estimator();
        }

        @Override
        public String model() {
            return pose.model();
        }

        @Override
        public List<String> notes() {
            return pose.notes();
        }
    }

    /** Keypoints or markers that others found. */
    record Recorded(Recording recording) implements Source {
        @Override
        public SkeletonOverTime skeleton() {
            return recording.skeleton();
        }

        @Override
        public int frames() {
            return recording.skeleton().frames();
        }

        @Override
        public double frameRateHertz() {
            return recording.frameRateHertz();
        }

        @Override
        public double durationSeconds() {
            double rate = frameRateHertz();
            return rate > 0 ? frames() / rate : 0;
        }

        @Override
        public String kind() {
            return switch (recording.kind()) {
                case TRC -> "trc";
                case C3D -> "c3d";
                case OPENPOSE, COCO, HALPE, BLAZEPOSE, GAIT_JSON -> "keypoints";
            };
        }

        @Override
        public String estimator() {
            return kind().equals("keypoints") ? "keypoints" : "markers";
        }

        @Override
        public String model() {
            return recording.layout();
        }

        @Override
        public List<String> notes() {
            return recording.notes();
        }
    }
}
