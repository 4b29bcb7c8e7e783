package org.gaitsuite.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document by itself: valid, whole, and its examples keep to its own schemas. */
class ApiDocumentTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String URN = "urn:gait-suite:problem:";
    /** Never seen outside, since the gateway always proves itself. */
    private static final Set<String> WITHIN = Set.of(URN + "gateway-required");

    /** What answers say of the limits on calls, where an installation has any. */
    private static final List<String> LIMITS =
            List.of("RateLimit-Policy", "RateLimit", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

    private final ApiDocument document;

    ApiDocumentTest() throws IOException {
        document = ApiDocument.in(CHECKOUT);
    }

    @Test
    void itIsValidOpenApi() throws IOException {
        SwaggerParseResult read = new OpenAPIV3Parser()
                .readContents(Files.readString(CHECKOUT.resolve("gateway/src/main/resources/openapi.yaml")));

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    @Test
    void itsSchemasAreJsonSchemas() {
        var metaSchema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));

        for (Map.Entry<String, JsonNode> schema :
                document.root().path("components").path("schemas").properties()) {
            assertThat(metaSchema.validate(schema.getValue()))
                    .as(schema.getKey())
                    .isEmpty();
        }
    }

    @Test
    void everyBodyHasAnExampleAndEveryAnswerTheIdOfItsRequest() {
        List<String> missing = new ArrayList<>();
        document.forEachExample((name, body) -> {
            if (body.path("examples").isEmpty()) {
                missing.add(name + " has no examples: add one under components/examples and refer to it");
            }
        });
        for (ApiDocument.Operation operation : document.operations()) {
            operation.node().path("responses").properties().forEach(answer -> {
                if (!document.resolved(answer.getValue()).path("headers").has("X-Request-Id")) {
                    missing.add(operation.id() + " " + answer.getKey() + " does not name the header X-Request-Id");
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void answersOfTheApiNameTheHeadersOfItsLimitsAndNoOthersDo() {
        List<String> wrong = new ArrayList<>();
        for (ApiDocument.Operation operation : document.operations()) {
            boolean counted = operation.path().startsWith("/v1/");
            operation.node().path("responses").properties().forEach(answer -> {
                JsonNode headers = document.resolved(answer.getValue()).path("headers");
                for (String name : LIMITS) {
                    boolean named = headers.at("/" + name + "/$ref").asText().equals("#/components/headers/" + name);
                    if (named != counted) {
                        wrong.add("%s %s: %s".formatted(operation.id(), answer.getKey(), name));
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoIsToComeAgainIsToldWhen() {
        for (ApiDocument.Operation operation : document.operations()) {
            for (int status : new int[] {429, 503}) {
                document.answer(operation, status)
                        .filter(answer -> operation.path().startsWith("/v1/"))
                        .ifPresent(answer -> assertThat(document.resolved(answer.at("/headers/Retry-After"))
                                        .path("required")
                                        .asBoolean())
                                .as(operation.id() + " " + status)
                                .isTrue());
            }
        }
    }

    @Test
    void everyHeaderHasAnExampleThatKeepsToItsSchema() {
        StrictSchemas schemas = new StrictSchemas(document);
        for (Map.Entry<String, JsonNode> header :
                document.root().path("components").path("headers").properties()) {
            assertThat(schemas.complaints(
                            header.getValue().path("schema"), header.getValue().path("example")))
                    .as(header.getKey())
                    .isEmpty();
        }
    }

    @Test
    void everyParameterHasAnExampleThatKeepsToItsSchema() {
        StrictSchemas schemas = new StrictSchemas(document);
        List<String> wrong = new ArrayList<>();
        for (ApiDocument.Operation operation : document.operations()) {
            for (JsonNode group : new JsonNode[] {
                operation.item().path("parameters"), operation.node().path("parameters")
            }) {
                for (JsonNode reference : group) {
                    JsonNode parameter = document.resolved(reference);
                    String name = operation.id() + " " + parameter.path("name").asText();
                    if (!parameter.has("example")) {
                        wrong.add(name + " has no example");
                    } else {
                        schemas.complaints(parameter.path("schema"), parameter.path("example"))
                                .forEach(complaint -> wrong.add(name + ": " + complaint));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExampleKeepsToItsSchema() {
        StrictSchemas schemas = new StrictSchemas(document);
        List<String> wrong = new ArrayList<>();
        document.forEachExample((name, body) -> body.path("examples")
                .properties()
                .forEach(example -> {
                    JsonNode given = document.resolved(example.getValue());
                    if (given.isMissingNode() || (!given.has("value") && !given.has("x-file"))) {
                        wrong.add(name + " " + example.getKey() + " is missing, or has neither value nor x-file");
                    } else if (given.has("value")) {
                        schemas.complaints(body.path("schema"), given.path("value"))
                                .forEach(complaint -> wrong.add(name + " " + example.getKey() + ": " + complaint));
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTypeOfProblemInTheSourcesIsInTheTableAndNoOther() throws IOException {
        Set<String> inSources = new HashSet<>();
        inSources.addAll(
                found("gateway/src/main/java/org/gaitsuite/gateway/problem/Problem.java", "\\d{3},\\s+\"([a-z-]+)\""));
        inSources.addAll(found(
                "session-service/src/main/java/org/gaitsuite/session/api/ProblemType.java", "\\b([A-Z_]+)\\(\\d{3}, "));
        inSources.addAll(
                found("analysis-service/src/main/java/org/gaitsuite/api/ProblemType.java", "\\(\"([a-z-]+)\", \\d{3}"));
        inSources.addAll(found(
                "analysis-service/src/main/java/org/gaitsuite/analysis/Refusal.java", "[A-Z_]+ -> \"([a-z-]+)\""));
        inSources.removeAll(WITHIN);
        Set<String> told = new HashSet<>(document.types());

        assertThat(told).containsExactlyInAnyOrderElementsOf(inSources);
    }

    private static Set<String> found(String source, String slug) throws IOException {
        Matcher matcher = Pattern.compile(slug).matcher(Files.readString(CHECKOUT.resolve(source)));
        Set<String> types = new HashSet<>();
        while (matcher.find()) {
            types.add(URN + matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        assertThat(types).as("types of problem in " + source).isNotEmpty();
        return types;
    }
}
