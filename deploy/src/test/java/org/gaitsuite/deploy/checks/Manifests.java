package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one overlay sends to a cluster.
 *
 * @param overlay its name, for messages
 */
record Manifests(String overlay, List<JsonNode> documents) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    Manifests {
        documents = List.copyOf(documents);
    }

    static Manifests of(String overlay, String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(overlay, documents.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> kind(String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<JsonNode> find(String kind, String name) {
        return kind(kind).stream()
                .filter(document -> name(document).equals(name))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new IllegalStateException("%s has no %s %s".formatted(overlay, kind, name)));
    }

    /** Deployments and StatefulSets: whatever brings pods. */
    List<Workload> workloads() {
        return documents.stream()
                .filter(document ->
                        !document.at("/spec/template/spec/containers").isMissingNode())
                .map(document -> new Workload(this, document))
                .toList();
    }

    /** Those that run a service of the suite. */
    List<Workload> services() {
        return workloads().stream().filter(Workload::isOfTheSuite).toList();
    }

    static String name(JsonNode document) {
        return document.at("/metadata/name").asText();
    }

    /** The same with one object changed. */
    Manifests changed(String kind, String name, Consumer<ObjectNode> change) {
        get(kind, name);
        return new Manifests(
                overlay + ", changed",
                documents.stream()
                        .map(document -> {
                            if (!document.path("kind").asText().equals(kind)
                                    || !name(document).equals(name)) {
                                return document;
                            }
                            ObjectNode copy = document.deepCopy();
                            change.accept(copy);
                            return copy;
                        })
                        .toList());
    }

    /** The same with one value replaced, or added if its object is there. */
    Manifests with(String kind, String name, String pointer, Object value) {
        return changed(kind, name, document -> {
            JsonPointer where = JsonPointer.compile(pointer);
            JsonNode parent = document.at(where.head());
            JsonNode node = YAML.valueToTree(value);
            switch (parent) {
                case ObjectNode object -> object.set(where.last().getMatchingProperty(), node);
                case ArrayNode array -> array.set(where.last().getMatchingIndex(), node);
                default -> throw new IllegalArgumentException(name + " has no " + where.head());
            }
        });
    }

    Manifests without(String kind, String name) {
        JsonNode gone = get(kind, name);
        return new Manifests(
                overlay + " without " + name,
                documents.stream().filter(document -> document != gone).toList());
    }
}
