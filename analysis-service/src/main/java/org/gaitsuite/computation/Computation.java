package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;

/** Turns a video, or a recording of keypoints or markers, into a result and the files that go with it. Thread-safe; each call keeps its thread until it ends. */
public interface Computation extends AutoCloseable {
    /**
     * @param video a local file
     * @param folder a local folder; {@code result.json} and every artefact are written there under their names
     * @param progress told at least every 100 ms while the computation runs, so that an exception it throws stops the work at once
     * @throws java.util.concurrent.CancellationException if {@code progress} threw it
     * @throws ComputationDied if the process that computed ended without an answer, for instance by a crash of a native decoder
     */
    Product compute(Path video, AnalysisRequest request, Path folder, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound;

    /** Looks at the head of a file and refuses at once what cannot become an analysis. */
    void inspect(Path video) throws IOException, FileRefused;

    /** Ends what still computes. */
    @Override
    void close();

    /**
     * What came of it.
     *
     * @param result {@code gait-result/1}, the content of {@code result.json}
     * @param frames pictures looked at
     */
    record Product(String result, int frames) {}
}
