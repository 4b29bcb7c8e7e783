package org.gaitsuite.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The API document as one readable page: no script, nothing from other hosts.
 *
 * @param html the page
 * @param policy the content security policy that allows its one style sheet and nothing else
 */
record DocsPage(String html, String policy) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem 1.5rem;color:#1b2733;background:#fff}
            h1{font-size:1.9rem}h2{margin-top:3rem;border-bottom:1px solid #d5dde5}h3{margin:2rem 0 .3rem;font-size:1rem}
            code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f3f6f9;border-radius:6px;padding:.8rem;overflow:auto}
            .m{display:inline-block;min-width:4.2rem;text-align:center;border-radius:4px;color:#fff;background:#1d5f91;margin-right:.6rem;font-weight:600}
            .post{background:#1c7a45}.delete{background:#a3312d}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e6ebf0}
            @media(prefers-color-scheme:dark){body{color:#dbe4ec;background:#12181e}pre{background:#1c252e}h2,td,th{border-color:#33414e}a{color:#7fbdf0}}
            """;

    /** The page for an OpenAPI document. */
    static DocsPage of(JsonNode document) {
        StringBuilder page = new StringBuilder(32_768);
        JsonNode about = document.path("info");
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(about.path("title")))
                .append("</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(text(about.path("title")))
                .append("</h1>");
        paragraphs(page, about.path("description"));
        page.append(
                "<p>For programs: <a href=\"/openapi\">/openapi</a> (YAML), <a href=\"/openapi?format=json\">JSON</a>.</p>");
        for (JsonNode tag : document.path("tags")) {
            page.append("<h2>").append(text(tag.path("name"))).append("</h2>");
            paragraphs(page, tag.path("description"));
            operations(page, document, tag.path("name").asText());
        }
        page.append("<h2>Schemas</h2>");
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            page.append("<h3 id=\"")
                    .append(escape(schema.getKey()))
                    .append("\">")
                    .append(escape(schema.getKey()));
            page.append("</h3>");
            paragraphs(page, schema.getValue().path("description"));
            properties(page, schema.getValue());
            example(page, schema.getValue().path("example"));
        }
        page.append("</body></html>");
        return new DocsPage(page.toString(), policyFor(STYLE));
    }

    private static void operations(StringBuilder page, JsonNode document, String tag) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                boolean ofTag = call.getValue().path("tags").path(0).asText().equals(tag);
                if (METHODS.contains(call.getKey()) && ofTag) {
                    operation(page, document, path, call);
                }
            }
        }
    }

    private static void operation(
            StringBuilder page, JsonNode document, Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> call) {
        JsonNode operation = call.getValue();
        page.append("<h3 id=\"").append(text(operation.path("operationId"))).append("\"><span class=\"m ");
        page.append(call.getKey()).append("\">").append(call.getKey().toUpperCase(Locale.ROOT));
        page.append("</span><code>").append(escape(path.getKey())).append("</code></h3><p><strong>");
        page.append(text(operation.path("summary"))).append("</strong></p>");
        paragraphs(page, operation.path("description"));
        parameters(page, document, path.getValue().path("parameters"), operation.path("parameters"));
        for (Map.Entry<String, JsonNode> body :
                operation.path("requestBody").path("content").properties()) {
            page.append("<p>Body: <code>").append(escape(body.getKey())).append("</code> ");
            schemaLink(page, body.getValue().path("schema"));
            page.append("</p>");
            example(page, body.getValue().path("example"));
        }
        page.append("<table><tr><th>Status</th><th>Answer</th></tr>");
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            JsonNode what = resolve(document, answer.getValue());
            page.append("<tr><td>").append(escape(answer.getKey())).append("</td><td>");
            page.append(text(what.path("description"))).append(' ');
            for (Map.Entry<String, JsonNode> body : what.path("content").properties()) {
                page.append("<code>").append(escape(body.getKey())).append("</code> ");
                schemaLink(page, body.getValue().path("schema"));
            }
            page.append("</td></tr>");
        }
        page.append("</table>");
    }

    private static void parameters(StringBuilder page, JsonNode document, JsonNode... groups) {
        StringBuilder rows = new StringBuilder();
        for (JsonNode group : groups) {
            for (JsonNode reference : group) {
                JsonNode parameter = resolve(document, reference);
                rows.append("<tr><td><code>")
                        .append(text(parameter.path("name")))
                        .append("</code></td><td>");
                rows.append(text(parameter.path("in"))).append("</td><td>");
                rows.append(text(parameter.path("description"))).append("</td></tr>");
            }
        }
        if (!rows.isEmpty()) {
            page.append("<table><tr><th>Parameter</th><th>In</th><th></th></tr>")
                    .append(rows)
                    .append("</table>");
        }
    }

    private static void properties(StringBuilder page, JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return;
        }
        page.append("<table>");
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            page.append("<tr><td><code>").append(escape(property.getKey())).append("</code></td><td>");
            schemaLink(page, property.getValue());
            page.append("</td><td>")
                    .append(text(property.getValue().path("description")))
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    private static void schemaLink(StringBuilder page, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = escape(reference.substring(reference.lastIndexOf('/') + 1));
            page.append("<a href=\"#").append(name).append("\">").append(name).append("</a>");
        } else if (schema.path("items").isObject()) {
            page.append("list of ");
            schemaLink(page, schema.path("items"));
        } else if (schema.path("enum").isArray()) {
            page.append(escape(String.join(
                    " | ",
                    schema.path("enum").valueStream().map(JsonNode::asText).toList())));
        } else {
            page.append(text(schema.path("type")));
        }
    }

    private static void example(StringBuilder page, JsonNode example) {
        if (!example.isMissingNode()) {
            page.append("<pre>").append(escape(example.isTextual() ? example.asText() : example.toPrettyString()));
            page.append("</pre>");
        }
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static void paragraphs(StringBuilder page, JsonNode description) {
        for (String paragraph : description.asText().strip().split("\\n\\s*\\n", -1)) {
            if (!paragraph.isBlank()) {
                page.append("<p>").append(escape(paragraph)).append("</p>");
            }
        }
    }

    private static String text(JsonNode node) {
        return node.isArray()
                ? escape(String.join(
                        " or ", node.valueStream().map(JsonNode::asText).toList()))
                : escape(node.asText());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String policyFor(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
