package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.ResultJson;
import org.gaitsuite.analysis.Source;
import org.gaitsuite.export.Artefacts;
import org.gaitsuite.export.MadeBy;
import org.gaitsuite.pose.Progress;

/** Every file that the room {@code export} makes of a result. */
public final class ExportedArtefacts implements ArtefactMaker {
    @Override
    public void make(Path video, AnalysisOutcome outcome, Path folder, Progress progress) throws IOException {
        MadeBy madeBy =
                new MadeBy(outcome.source().estimator(), outcome.source().model(), ResultJson.METHOD_VERSION);
        switch (outcome.source()) {
            case Source.Video source ->
                Artefacts.write(
                        folder,
                        video,
                        outcome.gait(),
                        source.skeleton(),
                        outcome.timeFactor(),
                        source.pose().others(),
                        madeBy,
                        fraction -> progress.report("artefacts", fraction));
            case Source.Recorded source -> Artefacts.writeRecorded(folder, outcome.gait(), source.skeleton(), madeBy);
        }
    }
}
