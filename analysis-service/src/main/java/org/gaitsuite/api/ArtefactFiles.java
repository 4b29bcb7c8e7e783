package org.gaitsuite.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gaitsuite.job.Analysis;

/** The files that a succeeded analysis can have, with their content types. */
final class ArtefactFiles {
    private static final Map<String, String> CONTENT_TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("result.json", "application/json"),
            Map.entry("curves.svg", "image/svg+xml"),
            Map.entry("overlay.png", "image/png"),
            Map.entry("overlay.mp4", "video/mp4"),
            Map.entry("contact-sheet.png", "image/png"),
            Map.entry("cycles.csv", "text/csv;charset=UTF-8"),
            Map.entry("curves.csv", "text/csv;charset=UTF-8"),
            Map.entry("keypoints.json", "application/json"),
            // Marker and motion files have no registered type of their own.
            Map.entry("keypoints.trc", "text/plain;charset=UTF-8"),
            Map.entry("angles.mot", "text/plain;charset=UTF-8"),
            Map.entry("gait.c3d", "application/octet-stream")));

    private ArtefactFiles() {}

    static List<AnalysisView.ArtefactLink> linksOf(Analysis analysis) {
        return CONTENT_TYPES.entrySet().stream()
                .filter(type -> analysis.makes(type.getKey()) && analysis.keeps(type.getKey()))
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
