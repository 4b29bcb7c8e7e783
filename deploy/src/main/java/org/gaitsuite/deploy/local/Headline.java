package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The few figures of an analysis that fit a terminal. */
final class Headline {
    private static final List<String> SHOWN = List.of(
            "cadence",
            "walking_speed",
            "step_length",
            "step_time",
            "stance_percent",
            "double_support_percent",
            "knee_rom");

    private Headline() {}

    static String of(JsonNode analysis, String base) {
        String id = analysis.path("id").asText();
        StringBuilder text = new StringBuilder();
        if (analysis.path("state").asText().equals("SUCCEEDED")) {
            JsonNode result = analysis.path("result");
            for (JsonNode parameter : result.path("parameters")) {
                if (SHOWN.contains(parameter.path("name").asText())) {
                    text.append("  ").append(line(parameter)).append('\n');
                }
            }
            for (JsonNode note : result.path("quality").path("notes")) {
                text.append("  note: ").append(note.asText()).append('\n');
            }
        } else {
            text.append("  %s: %s%n"
                    .formatted(
                            analysis.path("state").asText(),
                            analysis.path("failure").path("detail").asText("no reason was given")));
        }
        text.append('\n')
                .append("  report  ")
                .append(base)
                .append("/analyses/")
                .append(id)
                .append('\n');
        for (JsonNode artefact : analysis.path("artefacts")) {
            text.append("          ")
                    .append(base)
                    .append(artefact.path("href").asText())
                    .append('\n');
        }
        return text.toString();
    }

    private static String line(JsonNode parameter) {
        String side = parameter.path("side").isTextual()
                ? " " + parameter.path("side").asText().toLowerCase(Locale.ROOT)
                : "";
        String name = parameter.path("name").asText().replace('_', ' ') + side;
        if (parameter.has("withheld")) {
            return "%-30s withheld: %s"
                    .formatted(name, parameter.path("withheld").asText());
        }
        return String.format(
                Locale.ROOT,
                "%-30s %8.2f %-10s 95 %% %.2f..%.2f, n = %d",
                name,
                parameter.path("value").asDouble(),
                parameter.path("unit").asText(),
                parameter.path("ci95").path(0).asDouble(),
                parameter.path("ci95").path(1).asDouble(),
                parameter.path("n").asInt());
    }
}
