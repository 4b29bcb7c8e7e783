package org.gaitsuite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaitsuite.export.Artefacts;
import org.gaitsuite.export.MadeBy;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactFilesTest {
    @Test
    void everyFileThatIsWrittenIsServedWithItsType(@TempDir Path folder) throws Exception {
        SkeletonOverTime skeleton = PhantomWalk.truth(PhantomSettings.sample()).pixels();
        GaitResult result = GaitAnalyzer.analyze(skeleton, Subject.ofHeight(1.70), GaitOptions.DEFAULT);
        Artefacts.writeRecorded(folder, result, skeleton, new MadeBy("keypoints", "", "1"));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> served = files.map(file -> file.getFileName().toString())
                    .map(name -> name + " " + ArtefactFiles.contentTypeOf(name))
                    .toList();
            assertThat(served)
                    .containsExactlyInAnyOrder(
                            "cycles.csv text/csv;charset=UTF-8",
                            "curves.csv text/csv;charset=UTF-8",
                            "curves.svg image/svg+xml",
                            "keypoints.json application/json",
                            "keypoints.trc text/plain;charset=UTF-8",
                            "angles.mot text/plain;charset=UTF-8",
                            "gait.c3d application/octet-stream");
        }
    }
}
