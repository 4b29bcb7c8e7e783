package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gaitsuite.deploy.contract.ApiDocument;

/**
 * A request to one call of the API document; each method gives another that differs in one thing.
 *
 * @param token whose call it is; empty for nobody's
 * @param id fills {@code {id}} of the path
 * @param artefact fills {@code {artefact}} of the path
 * @param query without the question mark
 * @param type of the body; empty where there is none
 */
record Sent(
        ApiDocument.Operation operation,
        String token,
        String id,
        String artefact,
        String query,
        Map<String, String> headers,
        String type,
        HttpRequest.BodyPublisher body) {
    static Sent to(ApiDocument.Operation operation) {
        return new Sent(operation, "", "", "", "", Map.of(), "", HttpRequest.BodyPublishers.noBody());
    }

    Sent as(String bearer) {
        return new Sent(operation, bearer, id, artefact, query, headers, type, body);
    }

    Sent at(String theId) {
        return new Sent(operation, token, theId, artefact, query, headers, type, body);
    }

    Sent file(String name) {
        return new Sent(operation, token, id, name, query, headers, type, body);
    }

    Sent query(String text) {
        return new Sent(operation, token, id, artefact, text, headers, type, body);
    }

    Sent header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Sent(operation, token, id, artefact, query, more, type, body);
    }

    Sent json(JsonNode value) {
        return body("application/json", value.toString());
    }

    Sent body(String contentType, String text) {
        return body(contentType, HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    }

    Sent body(String contentType, HttpRequest.BodyPublisher publisher) {
        return new Sent(operation, token, id, artefact, query, headers, contentType, publisher);
    }

    /** As a page of another site would have a browser send it. */
    Sent fromAnotherSite() {
        return as("").header("Cookie", "__Host-gait-session=" + token)
                .header("Origin", "https://other.example")
                .header("Sec-Fetch-Site", "cross-site");
    }

    HttpRequest.Builder request(PublicApi api) {
        String path = operation.path().replace("{id}", id).replace("{artefact}", artefact);
        HttpRequest.Builder request =
                api.request(query.isEmpty() ? path : path + "?" + query).method(operation.method(), body);
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return request;
    }

    /** The example values of its parameters in the query, but for those named. */
    static String exampleQuery(ApiDocument document, ApiDocument.Operation operation, List<String> without) {
        StringBuilder query = new StringBuilder();
        for (JsonNode reference : operation.node().path("parameters")) {
            JsonNode parameter = document.resolved(reference);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query") && !without.contains(name)) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
