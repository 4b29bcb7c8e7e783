package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Pipeline;
import org.gaitsuite.analysis.ResultJson;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;

/** Computes on the caller's thread: what crashes takes this process with it. */
public final class InProcess implements Computation {
    private final Pipeline pipeline;
    private final ArtefactMaker artefacts;

    public InProcess(Pipeline pipeline, ArtefactMaker artefacts) {
        this.pipeline = pipeline;
        this.artefacts = artefacts;
    }

    @Override
    public Product compute(Path video, AnalysisRequest request, Path folder, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound {
        progress.report("decoding", 0);
        AnalysisOutcome outcome = pipeline.analyze(video, request, progress);
        progress.report("artefacts", 0);
        String result = ResultJson.write(outcome);
        Files.writeString(folder.resolve("result.json"), result);
        artefacts.make(video, outcome, folder, progress);
        progress.report("artefacts", 1);
        return new Product(result, outcome.source().frames());
    }

    @Override
    public void inspect(Path video) throws IOException, FileRefused {
        pipeline.inspect(video);
    }

    @Override
    public void close() {
        // A computation here ends with its caller's thread.
    }
}
