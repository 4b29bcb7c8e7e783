package org.gaitsuite.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API document says what is routed, all of it and nothing else. */
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What the gateway answers itself. */
    private static final List<String> OWN = List.of(
            "GET /",
            "GET /docs",
            "GET /health",
            "GET /health/live",
            "GET /health/ready",
            "GET /openapi",
            "GET /startup");

    private final JsonNode document = read();

    @Test
    void everyRoutedCallIsDescribedAndNothingElse() {
        Stream<String> routed =
                PublicApi.OPERATIONS.stream().map(call -> call.method().name() + " " + call.path());

        assertThat(described())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(routed, OWN.stream()).toList());
    }

    @Test
    void everyCallHasASummaryAnIdOfItsOwnAndAKnownTag() {
        List<String> tags = new ArrayList<>();
        document.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        List<String> ids = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.properties().stream()
                        .filter(call -> METHODS.contains(call.getKey()))
                        .forEach(call -> {
                            ids.add(call.getValue().path("operationId").asText());
                            assertThat(call.getValue().path("summary").asText()).isNotBlank();
                            assertThat(tags)
                                    .contains(
                                            call.getValue().path("tags").path(0).asText());
                        }));
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    private List<String> described() {
        List<String> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(call -> METHODS.contains(call.getKey()))
                        .forEach(call -> calls.add(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls;
    }

    private static JsonNode read() {
        try (InputStream file = ApiDocumentTest.class.getResourceAsStream("/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new AssertionError("openapi.yaml cannot be read", e);
        }
    }
}
