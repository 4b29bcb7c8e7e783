package org.gaitsuite.analysis;

import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.video.VideoRefused;

/** Why an input was not analysed: a stable slug, a title and a sentence for a clinician. */
public sealed interface Refusal {
    /** The last part of the problem type, for instance {@code no-walk}. */
    String slug();

    /** A few words, the same for every refusal of this slug. */
    String title();

    /** One sentence or two that name the value and the way out. */
    String sentence();

    /** The identifier that programs compare, {@code urn:gait-suite:problem:<slug>}. */
    default String type() {
        return "urn:gait-suite:problem:" + slug();
    }

    /** Who sends something unknown may have meant a recording. */
    String OR_A_RECORDING = " Keypoints and markers are read as C3D, TRC, JSON, or a zip archive of OpenPose's files.";

    static Refusal of(VideoRefused cause) {
        boolean unknown = cause.reason() == VideoRefused.Reason.NOT_A_VIDEO;
        return new OfVideo(cause.reason(), sentenceOf(cause) + (unknown ? OR_A_RECORDING : ""));
    }

    static Refusal of(RecordingRefused cause) {
        return new OfRecording(cause.reason(), sentenceOf(cause));
    }

    static Refusal of(PoseRefused cause) {
        return new OfPose(cause.reason(), sentenceOf(cause));
    }

    static Refusal of(NoWalkFound cause) {
        return new OfWalk(sentenceOf(cause));
    }

    private static String sentenceOf(Exception cause) {
        String message = cause.getMessage();
        return message == null ? "" : message;
    }

    /** The file cannot be read as a video, or is beyond the limits. */
    record OfVideo(VideoRefused.Reason reason, String sentence) implements Refusal {
        @Override
        public String slug() {
            return switch (reason) {
                case NOT_A_VIDEO -> "not-a-video";
                case TRUNCATED -> "truncated-video";
                case NO_FRAMES -> "no-frames";
                case TOO_LONG -> "video-too-long";
                case TOO_LARGE -> "upload-too-large";
                case UNSUPPORTED_CODEC -> "unsupported-codec";
            };
        }

        @Override
        public String title() {
            return switch (reason) {
                case NOT_A_VIDEO -> "Not a video";
                case TRUNCATED -> "The video is cut off";
                case NO_FRAMES -> "The video holds no pictures";
                case TOO_LONG -> "The video is too long";
                case TOO_LARGE -> "The video is too large";
                case UNSUPPORTED_CODEC -> "The video's coding is not supported";
            };
        }
    }

    /** The file cannot be read as keypoints or markers, or is beyond the limits. */
    record OfRecording(RecordingRefused.Reason reason, String sentence) implements Refusal {
        @Override
        public String slug() {
            return switch (reason) {
                case UNKNOWN_FORMAT -> "unknown-recording";
                case MALFORMED -> "malformed-recording";
                case TOO_LARGE -> "upload-too-large";
                case FRAME_RATE_NEEDED -> "frame-rate-needed";
                case PICTURE_SIZE_NEEDED -> "picture-size-needed";
                case NOBODY -> "no-person";
                case LANDMARKS_MISSING -> "landmarks-missing";
            };
        }

        @Override
        public String title() {
            return switch (reason) {
                case UNKNOWN_FORMAT -> "Neither keypoints nor markers";
                case MALFORMED -> "The recording cannot be read";
                case TOO_LARGE -> "The recording is too large";
                case FRAME_RATE_NEEDED -> "The frame rate is needed";
                case PICTURE_SIZE_NEEDED -> "The size of the picture is needed";
                case NOBODY -> "No person in the recording";
                case LANDMARKS_MISSING -> "Landmarks are missing";
            };
        }
    }

    /** Nobody, or nobody who walks, could be followed. */
    record OfPose(PoseRefused.Reason reason, String sentence) implements Refusal {
        @Override
        public String slug() {
            return switch (reason) {
                case NO_PERSON -> "no-person";
                case NO_WALK -> "no-walk";
                case CAMERA_MOVES -> "camera-moves";
                case MODEL_UNAVAILABLE -> "temporarily-unavailable";
            };
        }

        @Override
        public String title() {
            return switch (reason) {
                case NO_PERSON -> "No person in the video";
                case NO_WALK -> "No walk in the video";
                case CAMERA_MOVES -> "The camera moves";
                case MODEL_UNAVAILABLE -> "The pose model is not available";
            };
        }
    }

    /** The landmarks hold no walk that could be measured. */
    record OfWalk(String sentence) implements Refusal {
        @Override
        public String slug() {
            return "no-walk";
        }

        @Override
        public String title() {
            return "No walk was found";
        }
    }
}
