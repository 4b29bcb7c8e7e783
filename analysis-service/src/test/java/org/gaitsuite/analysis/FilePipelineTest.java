package org.gaitsuite.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.recording.PictureSize;
import org.gaitsuite.recording.Written;
import org.gaitsuite.video.VideoLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePipelineTest {
    private static final Subject SUBJECT = Subject.ofHeight(Walks.HEIGHT_METRES);

    private static final FilePipeline PIPELINE =
            new FilePipeline(new Estimators("silhouette", Optional.empty(), Optional.empty()), VideoLimits.DEFAULT);

    @TempDir
    private Path folder = Path.of("");

    private Iterable<GaitParameter> parameters(Path file, @Nullable PictureSize picture) throws Exception {
        return PIPELINE.analyze(
                        file,
                        new AnalysisRequest(SUBJECT, GaitOptions.DEFAULT, null, null, null, picture, null),
                        Progress.NONE)
                .gait()
                .parameters();
    }

    /** A walk that comes nearer or goes away is put right about the middle of the picture, which only its width tells. */
    @Test
    void theWidthOfThePictureReachesTheMathematics() throws Exception {
        SkeletonOverTime oblique = Walks.oblique();
        Path file = Files.writeString(folder.resolve("oblique.json"), Written.own(oblique));
        GaitOptions known = GaitOptions.DEFAULT.at(new FilmedPlace(null, null, null, null, null, null, 1280.0));
        assertThat(parameters(file, new PictureSize(1280, 720)))
                .isEqualTo(GaitAnalyzer.analyze(oblique, SUBJECT, known).parameters())
                .isNotEqualTo(parameters(file, null));
    }

    @Test
    void whoSendsSomethingUnknownHearsOfVideosAndRecordings() throws Exception {
        Path file = Files.writeString(folder.resolve("walk.c3d"), "nonsense");
        assertThatThrownBy(() -> PIPELINE.inspect(file))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        refused -> assertThat(refused.refusal().sentence())
                                .contains("MP4", "C3D", "TRC")
                                .endsWith("."));
    }
}
