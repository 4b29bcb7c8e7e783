package org.gaitsuite.analysis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which pose estimator runs. */
@ConfigMapping(prefix = "gait.pose")
public interface PoseConfig {
    /** {@code silhouette} or {@code dnn}, where a request names none. Default {@code silhouette}, which needs no model. */
    @WithDefault("silhouette")
    String estimator();

    /** The model that {@code dnn} runs where a request names none. Default: the first in {@code gait.model-dir}. */
    Optional<String> model();
}
