package org.gaitsuite.job;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.Source;
import org.gaitsuite.computation.ArtefactMaker;
import org.gaitsuite.computation.ExportedArtefacts;
import org.gaitsuite.pose.Progress;

/** Writes small files, since a scripted video has no pictures to draw on; all of a recording's. */
@Mock
@Singleton
public final class ScriptedArtefacts implements ArtefactMaker {
    @Override
    public void make(Path video, AnalysisOutcome outcome, Path folder, Progress progress) throws IOException {
        if (outcome.source() instanceof Source.Recorded) {
            new ExportedArtefacts().make(video, outcome, folder, progress);
            return;
        }
        Files.writeString(folder.resolve("cycles.csv"), "side,heel_strike_s\nLEFT,0.5\n");
        Files.writeString(folder.resolve("curves.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    }
}
