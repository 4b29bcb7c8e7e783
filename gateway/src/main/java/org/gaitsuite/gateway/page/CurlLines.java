package org.gaitsuite.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the API document as lines for a shell, one for each documented body, ready to be pasted: {@code $GAIT} is where the
 * gateway is, {@code $TOKEN} who calls, {@code $ID} what is asked for.
 *
 * @param document the whole API document, for its references
 */
record CurlLines(JsonNode document) {
    private static final String CURL = "curl --fail-with-body";
    private static final String FILE = "x-file";
    private static final String EVENTS = "text/event-stream";

    /** The lines of one call, the plainest first. */
    List<String> of(String path, JsonNode pathItem, String method, JsonNode operation) {
        String start = CURL
                + options(operation)
                + methodOf(method, operation)
                + address(path, pathItem, operation)
                + identity(operation);
        List<String> lines = new ArrayList<>();
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> content.getValue()
                        .path("examples")
                        .forEach(example -> lines.addAll(withBody(start, content.getKey(), resolved(example)))));
        if (lines.isEmpty()) {
            lines.add(start + saved(operation));
        }
        return lines;
    }

    /** The node itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** An upload is shown a second time as a stream, which {@code --data-binary} is not: curl reads the whole file first. */
    private static List<String> withBody(String start, String type, JsonNode example) {
        String header = " \\\n  -H 'Content-Type: " + type + "'";
        String file = example.path(FILE).asText();
        if (file.isEmpty()) {
            return List.of(start + header + " \\\n  --data '"
                    + example.path("value").toString().replace("'", "'\\''") + "'");
        }
        String whole = start + header + " \\\n  --data-binary @" + file;
        return type.equals("video/mp4")
                ? List.of(whole, start.replace(CURL, CURL + " -X POST") + header + " \\\n  -T " + file)
                : List.of(whole);
    }

    private static String options(JsonNode operation) {
        return answers(operation).has(EVENTS) ? " -N" : "";
    }

    /** A GET is what curl does by itself, and a POST what it does with a body. */
    private static String methodOf(String method, JsonNode operation) {
        boolean usual = method.equals("get") || (method.equals("post") && operation.has("requestBody"));
        return usual ? "" : " -X " + method.toUpperCase(Locale.ROOT);
    }

    private String address(String path, JsonNode pathItem, JsonNode operation) {
        String filled = path.replace("{id}", "$ID");
        StringBuilder query = new StringBuilder();
        for (JsonNode group : new JsonNode[] {pathItem.path("parameters"), operation.path("parameters")}) {
            for (JsonNode reference : group) {
                JsonNode parameter = resolved(reference);
                String name = parameter.path("name").asText();
                String example = parameter.path("example").asText();
                boolean shown = parameter.path("required").asBoolean()
                        || parameter.path("x-in-curl").asBoolean();
                switch (parameter.path("in").asText()) {
                    case "path" -> filled = filled.replace("{" + name + "}", example);
                    case "query" -> {
                        if (shown) {
                            query.append(query.isEmpty() ? '?' : '&')
                                    .append(name)
                                    .append('=')
                                    .append(example);
                        }
                    }
                    default -> {
                        // A header is not needed for the plain call.
                    }
                }
            }
        }
        return " \"$GAIT" + filled + query + "\"";
    }

    private String identity(JsonNode operation) {
        @Nullable JsonNode own = operation.get("security");
        boolean open = own != null && own.isEmpty();
        return open ? "" : " \\\n  -H \"Authorization: Bearer $TOKEN\"";
    }

    /** A file of unknown kind is kept under its own name, not thrown at the terminal. */
    private static String saved(JsonNode operation) {
        return answers(operation).has("application/octet-stream") ? " \\\n  -OJ" : "";
    }

    private static JsonNode answers(JsonNode operation) {
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            if (answer.getKey().startsWith("2") && answer.getValue().has("content")) {
                return answer.getValue().path("content");
            }
        }
        return operation.path("none");
    }
}
