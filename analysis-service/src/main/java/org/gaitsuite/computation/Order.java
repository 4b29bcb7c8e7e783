package org.gaitsuite.computation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.video.VideoLimits;
import org.jspecify.annotations.Nullable;

/** What a computing process is told, one JSON document a line. The first is {@link Settings}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Order.Settings.class, name = "settings"),
    @JsonSubTypes.Type(value = Order.Inspect.class, name = "inspect"),
    @JsonSubTypes.Type(value = Order.Compute.class, name = "compute")
})
sealed interface Order {
    /**
     * @param estimator the one that is taken where a request names none
     * @param modelFolder where networks lie
     * @param model the network that is taken where a request names none
     */
    record Settings(
            VideoLimits limits,
            String estimator,
            @Nullable String modelFolder,
            @Nullable String model) implements Order {}

    record Inspect(String video) implements Order {}

    record Compute(String video, String folder, AnalysisRequest request) implements Order {}
}
