package org.gaitsuite.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.analysis.Pipeline;
import org.gaitsuite.analysis.PoseConfig;
import org.gaitsuite.analysis.VideoConfig;
import org.gaitsuite.computation.ArtefactMaker;
import org.gaitsuite.computation.Computation;
import org.gaitsuite.computation.ComputationConfig;
import org.gaitsuite.computation.ExportedArtefacts;
import org.gaitsuite.computation.InChildProcesses;
import org.gaitsuite.computation.InProcess;
import org.gaitsuite.storage.StoreChoice;
import org.gaitsuite.storage.StoreConfig;
import org.gaitsuite.storage.VideoStore;

/** Hands the rooms below to one another: they know no framework, so the wiring is done here, at the top. */
class Rooms {
    @Produces
    @Singleton
    VideoStore store(StoreConfig config, @ConfigProperty(name = "gait.data-dir") Path dataDirectory) {
        return StoreChoice.open(config, dataDirectory, System.getenv());
    }

    @Produces
    @Singleton
    Pipeline pipeline(
            VideoConfig video, PoseConfig pose, @ConfigProperty(name = "gait.model-dir") Optional<Path> modelFolder) {
        return new FilePipeline(new Estimators(pose.estimator(), modelFolder, pose.model()), video.limits());
    }

    @Produces
    @Singleton
    Computation computation(
            Pipeline pipeline,
            ArtefactMaker artefacts,
            ComputationConfig config,
            VideoConfig video,
            PoseConfig pose,
            @ConfigProperty(name = "gait.model-dir") Optional<Path> modelFolder) {
        return switch (config.isolation()) {
            case THREAD -> new InProcess(pipeline, artefacts);
            case PROCESS -> InChildProcesses.of(config, video.limits(), pose, modelFolder);
        };
    }

    @Produces
    @Singleton
    ArtefactMaker artefacts() {
        return new ExportedArtefacts();
    }
}
