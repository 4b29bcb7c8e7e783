package org.gaitsuite.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gaitsuite.job.Analysis;

/** The files that every succeeded analysis has, with their content types. */
final class ArtefactFiles {
    private static final Map<String, String> CONTENT_TYPES = new TreeMap<>(Map.of(
            "result.json", "application/json",
            "curves.svg", "image/svg+xml",
            "overlay.png", "image/png",
            "overlay.mp4", "video/mp4",
            "cycles.csv", "text/csv;charset=UTF-8"));

    private ArtefactFiles() {}

    static List<AnalysisView.ArtefactLink> linksOf(Analysis analysis) {
        return CONTENT_TYPES.entrySet().stream()
                .filter(type -> analysis.keeps(type.getKey()))
                .map(type -> new AnalysisView.ArtefactLink(
                        type.getKey(), "/v1/analyses/" + analysis.id() + "/" + type.getKey(), type.getValue()))
                .toList();
    }

    /** Refuses names that no analysis has. */
    static String contentTypeOf(String name) {
        String type = CONTENT_TYPES.get(name);
        if (type == null) {
            throw new Refused(
                    ProblemType.NOT_FOUND,
                    "An analysis has no file '%s'. It has %s."
                            .formatted(name, String.join(", ", CONTENT_TYPES.keySet())));
        }
        return type;
    }
}
