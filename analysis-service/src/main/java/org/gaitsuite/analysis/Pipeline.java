package org.gaitsuite.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;

/** The way from a file to a result. Thread-safe. */
public interface Pipeline {
    /**
     * @param input a file, or a folder with a file of keypoints a frame
     * @throws java.util.concurrent.CancellationException if {@code progress} threw it to stop the work
     * @throws IllegalArgumentException if the request names an estimator that is not there
     */
    AnalysisOutcome analyze(Path input, AnalysisRequest request, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound;

    /** Looks at the head of a file and refuses at once what cannot become an analysis. */
    void inspect(Path input) throws IOException, FileRefused;

    /** The names that {@link AnalysisRequest#estimator()} may take here. */
    Set<String> estimators();
}
