package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.ResultJson;
import org.gaitsuite.export.Artefacts;
import org.gaitsuite.export.MadeBy;
import org.gaitsuite.pose.Progress;

/** Every file that the room {@code export} makes of a result. */
public final class ExportedArtefacts implements ArtefactMaker {
    @Override
    public void make(Path video, AnalysisOutcome outcome, Path folder, Progress progress) throws IOException {
        Artefacts.write(
                folder,
                video,
                outcome.gait(),
                outcome.pose().skeleton(),
                outcome.timeFactor(),
                new MadeBy(outcome.pose().estimator(), outcome.pose().model(), ResultJson.METHOD_VERSION),
                fraction -> progress.report("artefacts", fraction));
    }
}
