package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.pose.Progress;

/** Makes the files that go with a result: curves, tables, overlays. */
@FunctionalInterface
public interface ArtefactMaker {
    /** @param folder empty; every file written there is published under its name */
    void make(Path video, AnalysisOutcome outcome, Path folder, Progress progress) throws IOException;
}
