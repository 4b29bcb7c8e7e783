package org.gaitsuite.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.gaitsuite.analysis.AnalysisRequest;

/**
 * A request as kept in its row. Fields that a newer version wrote are ignored, and what an older version did not know is as it is
 * without being asked for, so that upgrades can roll in both directions.
 */
final class RequestJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RequestJson() {}

    static String write(AnalysisRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AnalysisRequest read(String json) {
        try {
            JsonNode completed = JSON.readerForUpdating(JSON.valueToTree(AnalysisRequest.DEFAULT))
                    .readTree(json);
            return JSON.treeToValue(completed, AnalysisRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
