package org.gaitsuite.deploy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The document of the public API as it lies in the gateway. */
public final class ApiDocument {
    /** Media type of every refusal. */
    public static final String PROBLEM = "application/problem+json";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /**
     * One call.
     *
     * @param item the node of its path, which may hold parameters
     */
    public record Operation(String id, String method, String path, JsonNode item, JsonNode node) {}

    /**
     * A part of what a call may answer, small enough to be seen or not: a refusal of one type, or a body of one media type, or no body.
     *
     * @param what the name of the example of a refusal, a media type, or nothing
     */
    public record Promise(String operation, String status, String what) {
        @Override
        public String toString() {
            return (operation + " " + status + " " + what).strip();
        }
    }

    /** Reads the document of a checkout. */
    public static ApiDocument in(Path checkout) throws IOException {
        return new ApiDocument(new ObjectMapper(new YAMLFactory())
                .readTree(checkout.resolve("gateway/src/main/resources/openapi.yaml")
                        .toFile()));
    }

    /** The whole of it. */
    public JsonNode root() {
        return root;
    }

    /** The node, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    /** Every call, in the document's order. */
    public List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(call -> METHODS.contains(call.getKey()))
                        .forEach(call -> found.add(new Operation(
                                call.getValue().path("operationId").asText(),
                                call.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue(),
                                call.getValue()))));
        return found;
    }

    /** The call of that id. */
    public Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("openapi.yaml has no operationId " + id));
    }

    /** The answer of a call that is described under a status of its own. */
    public Optional<JsonNode> answer(Operation operation, int status) {
        JsonNode own = operation.node().path("responses").path(Integer.toString(status));
        return own.isMissingNode() ? Optional.empty() : Optional.of(resolved(own));
    }

    /** Everything that calls promise under a status of their own. */
    public Set<Promise> promises() {
        Set<Promise> promises = new LinkedHashSet<>();
        for (Operation operation : operations()) {
            operation.node().path("responses").properties().stream()
                    .filter(answer -> !answer.getKey().equals("default"))
                    .forEach(answer -> promises.addAll(promises(operation, answer)));
        }
        return promises;
    }

    private List<Promise> promises(Operation operation, Map.Entry<String, JsonNode> answer) {
        JsonNode content = resolved(answer.getValue()).path("content");
        List<String> parts = new ArrayList<>();
        content.properties().forEach(body -> {
            if (body.getKey().equals(PROBLEM)) {
                body.getValue().path("examples").fieldNames().forEachRemaining(parts::add);
            } else {
                parts.add(body.getKey());
            }
        });
        return (parts.isEmpty() ? List.of("") : parts)
                .stream()
                        .map(part -> new Promise(operation.id(), answer.getKey(), part))
                        .toList();
    }

    /** The type of problem that an example of a refusal has. */
    public String typeOf(String example) {
        return root.path("components")
                .path("examples")
                .path(example)
                .path("value")
                .path("type")
                .asText();
    }

    /** Types of problem that any call may answer with. */
    public Set<String> typesOfAnyCall() {
        return types(root.path("x-problem-types"), true);
    }

    /** Every type of problem that is told of. */
    public Set<String> types() {
        return types(root.path("x-problem-types"), false);
    }

    private static Set<String> types(JsonNode table, boolean anywhereOnly) {
        return table.valueStream()
                .filter(row -> !anywhereOnly || row.path("anywhere").asBoolean())
                .map(row -> row.path("type").asText())
                .collect(Collectors.toSet());
    }

    /** Hands over every example that has a value, with the schema that it must keep to. */
    public void forEachExample(BiConsumer<String, JsonNode> nameAndBody) {
        for (Operation operation : operations()) {
            bodies(operation.id() + " request", operation.node().path("requestBody"), nameAndBody);
            operation
                    .node()
                    .path("responses")
                    .properties()
                    .forEach(answer ->
                            bodies(operation.id() + " " + answer.getKey(), resolved(answer.getValue()), nameAndBody));
        }
    }

    private static void bodies(String of, JsonNode node, BiConsumer<String, JsonNode> nameAndBody) {
        node.path("content")
                .properties()
                .forEach(body -> nameAndBody.accept(of + " " + body.getKey(), body.getValue()));
    }
}
