package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.StrictSchemas;

/** What calls have answered so far, and what of that the API document does not say. */
final class Witnessed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiDocument document;
    private final StrictSchemas schemas;
    private final Set<String> seen = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    Witnessed(ApiDocument document) {
        this.document = document;
        this.schemas = new StrictSchemas(document);
    }

    /** Takes an answer down. */
    void add(ApiDocument.Operation operation, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        String type = response.headers().firstValue("content-type").orElse("");
        String bare = type.split(";", 2)[0].strip();
        boolean refusal = bare.equals(ApiDocument.PROBLEM);
        String slug = refusal ? JSON.readTree(response.body()).path("type").asText() : "";
        String what = "%s answered %d %s"
                .formatted(operation.id(), status, refusal ? slug : bare)
                .strip();
        // Of a body that is not sent, such as with 304, the type may still be told.
        String part = refusal ? slug : response.body().length == 0 ? "" : bare;
        seen.add(key(operation.id(), Integer.toString(status), part));
        Optional<JsonNode> promised = document.answer(operation, status);
        if (promised.isEmpty()) {
            if (refusal && document.typesOfAnyCall().contains(slug)) {
                promised = Optional.of(
                        document.resolved(operation.node().path("responses").path("default")));
            } else {
                complaints.add(what + ", which openapi.yaml does not describe: add the status to the call");
                return;
            }
        }
        headers(what, promised.get(), response);
        JsonNode content = promised.get().path("content");
        if (bare.isEmpty() || response.body().length == 0) {
            if (!content.isEmpty()) {
                complaints.add(what + " without a body, which openapi.yaml promises");
            }
        } else if (!content.has(bare)) {
            complaints.add(what + ", a media type that openapi.yaml does not describe");
        } else {
            body(what, slug, content.path(bare), response.body(), bare);
        }
    }

    private void headers(String what, JsonNode promised, HttpResponse<byte[]> response) {
        for (Map.Entry<String, JsonNode> header : promised.path("headers").properties()) {
            JsonNode meant = document.resolved(header.getValue());
            Optional<String> value = response.headers().firstValue(header.getKey());
            if (value.isEmpty() && meant.path("required").asBoolean()) {
                complaints.add(what + " without the header " + header.getKey());
            }
            value.ifPresent(text -> schemas.complaints(meant.path("schema"), TextNode.valueOf(text))
                    .forEach(wrong -> complaints.add(what + ", header " + header.getKey() + ": " + wrong)));
        }
    }

    private void body(String what, String slug, JsonNode content, byte[] body, String type) throws IOException {
        if (!slug.isEmpty()) {
            boolean described = document.typesOfAnyCall().contains(slug)
                    || content.path("examples").properties().stream()
                            .anyMatch(
                                    example -> document.typeOf(example.getKey()).equals(slug));
            if (!described) {
                complaints.add(what + ", a type without an example under this status in openapi.yaml");
            }
        }
        boolean binary = content.path("schema").path("format").asText().equals("binary");
        if (type.toLowerCase(Locale.ROOT).contains("json") && !binary) {
            JsonNode value = JSON.readTree(body);
            schemas.complaints(content.path("schema"), value).forEach(wrong -> complaints.add(what + ": " + wrong));
        } else {
            schemas.complaints(content.path("schema"), TextNode.valueOf(new String(body, StandardCharsets.UTF_8)))
                    .forEach(wrong -> complaints.add(what + ": " + wrong));
        }
    }

    boolean has(ApiDocument.Promise promise) {
        String type = document.typeOf(promise.what());
        return seen.contains(key(promise.operation(), promise.status(), type.isEmpty() ? promise.what() : type));
    }

    /** A sentence for each difference between what was answered and what the document says, told once. */
    List<String> complaints() {
        return complaints.stream().distinct().toList();
    }

    private static String key(String operation, String status, String what) {
        return operation + " " + status + " " + what;
    }
}
