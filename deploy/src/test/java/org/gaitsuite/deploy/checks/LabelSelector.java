package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/** Chooses pods; the empty one chooses all. Of the operators of expressions it knows the one that is used here. */
record LabelSelector(JsonNode selector) {
    boolean matches(Map<String, String> labels) {
        boolean labelled = selector.path("matchLabels").properties().stream()
                .allMatch(label -> Objects.equals(
                        labels.get(label.getKey()), label.getValue().asText()));
        boolean expressed = selector.path("matchExpressions").valueStream().allMatch(expression -> {
            if (!expression.path("operator").asText().equals("In")) {
                throw new IllegalStateException("not understood: " + expression);
            }
            String value = labels.get(expression.path("key").asText());
            return expression
                    .path("values")
                    .valueStream()
                    .anyMatch(allowed -> allowed.asText().equals(value));
        });
        return labelled && expressed;
    }
}
