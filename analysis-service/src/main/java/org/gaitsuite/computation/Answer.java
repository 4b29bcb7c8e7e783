package org.gaitsuite.computation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.video.VideoRefused;

/** What a computing process says, one JSON document a line. Every order but the settings ends with one that is not progress. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Told.class, name = "progress"),
    @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Answer.BadVideo.class, name = "bad-video"),
    @JsonSubTypes.Type(value = Answer.BadRecording.class, name = "bad-recording"),
    @JsonSubTypes.Type(value = Answer.NoPose.class, name = "no-pose"),
    @JsonSubTypes.Type(value = Answer.NoWalk.class, name = "no-walk"),
    @JsonSubTypes.Type(value = Answer.Unreadable.class, name = "unreadable"),
    @JsonSubTypes.Type(value = Answer.Broke.class, name = "broke")
})
sealed interface Answer {
    record Told(String stage, double fraction) implements Answer {}

    /** @param frames pictures looked at */
    record Done(int frames) implements Answer {}

    record BadVideo(VideoRefused.Reason reason, String sentence) implements Answer {}

    record BadRecording(RecordingRefused.Reason reason, String sentence) implements Answer {}

    record NoPose(PoseRefused.Reason reason, String sentence) implements Answer {}

    record NoWalk(String sentence) implements Answer {}

    /** A file or a disk failed. */
    record Unreadable(String message) implements Answer {}

    /** Anything else: a bug. The process goes on. */
    record Broke(String message) implements Answer {}

    /** The answer that carries what was thrown. */
    static Answer of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return switch (thrown) {
            case FileRefused e -> of(e.refusal());
            case PoseRefused e -> new NoPose(e.reason(), message);
            case NoWalkFound e -> new NoWalk(message);
            case IOException e -> new Unreadable(e.toString());
            default -> new Broke(thrown.toString());
        };
    }

    private static Answer of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OfVideo video -> new BadVideo(video.reason(), video.sentence());
            case Refusal.OfRecording recording -> new BadRecording(recording.reason(), recording.sentence());
            case Refusal.OfPose pose -> new NoPose(pose.reason(), pose.sentence());
            case Refusal.OfWalk walk -> new NoWalk(walk.sentence());
        };
    }
}
