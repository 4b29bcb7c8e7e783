package org.gaitsuite.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.dnn.DnnEstimator;
import org.gaitsuite.pose.silhouette.SilhouetteEstimator;
import org.jspecify.annotations.Nullable;

/** The pose estimators of this installation: {@code silhouette} always, {@code dnn} where there is a folder of models. Thread-safe. */
public final class Estimators {
    private final String usual;
    private final Optional<Path> modelFolder;
    private final Optional<String> usualModel;
    private final PoseEstimator silhouette = new SilhouetteEstimator();

    /**
     * @param usual the estimator that is taken where a request names none
     * @param modelFolder where the networks lie
     * @param usualModel the network that is taken where a request names none; the first of the folder where this is empty too
     */
    public Estimators(String usual, Optional<Path> modelFolder, Optional<String> usualModel) {
        this.usual = usual;
        this.modelFolder = modelFolder;
        this.usualModel = usualModel;
    }

    Set<String> names() {
        return modelFolder.isPresent() ? Set.of("silhouette", "dnn") : Set.of("silhouette");
    }

    /**
     * @throws IllegalArgumentException if there is no estimator of that name
     * @throws PoseRefused if its network is not here
     * @throws IOException if the folder of networks cannot be read
     */
    PoseEstimator choose(@Nullable String name, @Nullable String model) throws IOException, PoseRefused {
        String chosen = name == null ? usual : name;
        return switch (chosen) {
            case "silhouette" -> silhouette;
            case "dnn" ->
                DnnEstimator.fromDirectory(
                        modelFolder.orElseThrow(
                                () -> new PoseRefused(
                                        PoseRefused.Reason.MODEL_UNAVAILABLE,
                                        "No pose network is installed here. Fetch one with \"./run models fetch\" or set GAIT_MODEL_DIR to a folder with one, or use the estimator silhouette.")),
                        Optional.ofNullable(model).or(() -> usualModel));
            default ->
                throw new IllegalArgumentException("estimator is '%s', expected silhouette or dnn".formatted(chosen));
        };
    }
}
