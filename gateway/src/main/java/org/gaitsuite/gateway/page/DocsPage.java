package org.gaitsuite.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The API document as one readable page: no script, nothing from other hosts.
 *
 * @param html the page
 * @param policy the content security policy that allows its one style sheet and nothing else
 */
record DocsPage(String html, String policy) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem 1.5rem;color:#1b2733;background:#fff;overflow-wrap:break-word}
            h1{font-size:1.9rem}h2{margin-top:3rem;border-bottom:1px solid #d5dde5}h3{margin:2.5rem 0 .3rem;font-size:1rem}h4{margin:1rem 0 .2rem;font-size:.95rem}
            code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f3f6f9;border-radius:6px;padding:.8rem;overflow:auto;overflow-wrap:normal;max-height:30rem}
            pre.curl{border-left:4px solid #1d5f91}a{color:#1d5f91}h3 a{color:inherit;text-decoration:none}h3 a:hover{text-decoration:underline}
            nav ul{list-style:none;padding:0;margin:0 0 1rem}nav li{padding:.15rem 0}nav .m{min-width:3.6rem;font-size:.75rem}
            .m{display:inline-block;min-width:4.2rem;text-align:center;border-radius:4px;color:#fff;background:#1d5f91;margin-right:.6rem;font-weight:600}
            .post{background:#1c7a45}.delete{background:#a3312d}.t{overflow-x:auto}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e6ebf0}
            details{margin:.4rem 0}summary{cursor:pointer}
            @media(max-width:40rem){body{padding:.5rem .8rem}.m{min-width:0;padding:0 .4rem}code,pre{font-size:12.5px}td,th{padding-right:.5rem}}
            @media(prefers-color-scheme:dark){body{color:#dbe4ec;background:#12181e}pre{background:#1c252e}h2,td,th{border-color:#33414e}a{color:#7fbdf0}pre.curl{border-color:#7fbdf0}}
            """;

    private static final String START = """
            <h2 id="start">From nothing to a cadence</h2>
            <p>Every line below is for a shell with <code>curl</code> 7.76 or newer. Say once where the service is and who you are; with a
            certificate that your machine does not know, add <code>--cacert FILE</code> (or <code>-k</code> on your own machine).
            <code>ID</code> is the id of what a call is about.</p>
            <pre>export GAIT=https://localhost:8443
            export TOKEN=…   # "token" in the answer of POST /v1/sessions or POST /v1/tokens
            export ID=…      # "id" in the answer of POST /v1/analyses</pre>
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
        contents(page, document);
        page.append(START);
        for (JsonNode tag : document.path("tags")) {
            page.append("<h2 id=\"")
                    .append(anchor(tag.path("name")))
                    .append("\">")
                    .append(text(tag.path("name")))
                    .append("</h2>");
            paragraphs(page, tag.path("description"));
            operations(page, document, tag.path("name").asText());
        }
        errors(page, document);
        limits(page, document);
        page.append("<h2 id=\"schemas\">Schemas</h2>");
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            page.append("<h3 id=\"")
                    .append(escape(schema.getKey()))
                    .append("\">")
                    .append(escape(schema.getKey()));
            page.append("</h3>");
            paragraphs(page, schema.getValue().path("description"));
            properties(page, schema.getValue());
        }
        page.append("</body></html>");
        return new DocsPage(page.toString(), policyFor(STYLE));
    }

    private static void contents(StringBuilder page, JsonNode document) {
        page.append("<nav aria-label=\"Contents\"><h2 id=\"contents\">Contents</h2><ul>");
        page.append("<li><a href=\"#start\">From nothing to a cadence</a></li>");
        for (JsonNode tag : document.path("tags")) {
            page.append("<li><a href=\"#").append(anchor(tag.path("name"))).append("\">");
            page.append(text(tag.path("name"))).append("</a><ul>");
            forEachOperation(
                    document,
                    tag.path("name").asText(),
                    (path, call) -> page.append("<li><a href=\"#")
                            .append(text(call.getValue().path("operationId")))
                            .append("\">")
                            .append(method(call.getKey()))
                            .append(text(call.getValue().path("summary")))
                            .append("</a></li>"));
            page.append("</ul></li>");
        }
        page.append("<li><a href=\"#errors\">Errors</a></li><li><a href=\"#limits\">Limits</a></li>");
        page.append("<li><a href=\"#schemas\">Schemas</a></li></ul></nav>");
    }

    private static void operations(StringBuilder page, JsonNode document, String tag) {
        forEachOperation(document, tag, (path, call) -> operation(page, document, path, call));
    }

    private static void forEachOperation(
            JsonNode document, String tag, BiConsumer<Map.Entry<String, JsonNode>, Map.Entry<String, JsonNode>> what) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                boolean ofTag = call.getValue().path("tags").path(0).asText().equals(tag);
                if (METHODS.contains(call.getKey()) && ofTag) {
                    what.accept(path, call);
                }
            }
        }
    }

    private static void operation(
            StringBuilder page, JsonNode document, Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> call) {
        JsonNode operation = call.getValue();
        String id = text(operation.path("operationId"));
        page.append("<h3 id=\"").append(id).append("\"><a href=\"#").append(id).append("\">");
        page.append(method(call.getKey()));
        page.append("<code>").append(escape(path.getKey())).append("</code></a></h3><p><strong>");
        page.append(text(operation.path("summary"))).append("</strong></p>");
        paragraphs(page, operation.path("description"));
        for (String line : new CurlLines(document).of(path.getKey(), path.getValue(), call.getKey(), operation)) {
            page.append("<pre class=\"curl\" data-call=\"").append(id).append("\">");
            page.append(escape(line)).append("</pre>");
        }
        parameters(page, document, path.getValue().path("parameters"), operation.path("parameters"));
        for (Map.Entry<String, JsonNode> body :
                operation.path("requestBody").path("content").properties()) {
            page.append("<p>Body: <code>").append(escape(body.getKey())).append("</code> ");
            schemaLink(page, body.getValue().path("schema"));
            page.append("</p>");
            examples(page, document, body.getValue());
        }
        page.append("<div class=\"t\"><table><tr><th>Status</th><th>Answer</th></tr>");
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            answer(page, document, answer.getKey(), resolve(document, answer.getValue()));
        }
        page.append("</table></div>");
    }

    private static void answer(StringBuilder page, JsonNode document, String status, JsonNode what) {
        page.append("<tr><td>").append(escape(status.equals("default") ? "other" : status));
        page.append("</td><td>").append(text(what.path("description"))).append(' ');
        List<String> headers = new ArrayList<>();
        what.path("headers").fieldNames().forEachRemaining(name -> {
            // Those that every answer of the API has are told of once, above all calls.
            if (!name.equals("X-Request-Id") && !name.startsWith("RateLimit")) {
                headers.add("<code>" + escape(name) + "</code>");
            }
        });
        if (!headers.isEmpty()) {
            page.append("Headers: ").append(String.join(", ", headers)).append(". ");
        }
        for (Map.Entry<String, JsonNode> body : what.path("content").properties()) {
            if (body.getKey().equals("application/problem+json")) {
                refusals(page, document, body.getValue());
            } else {
                page.append("<br><code>").append(escape(body.getKey())).append("</code> ");
                schemaLink(page, body.getValue().path("schema"));
                examples(page, document, body.getValue());
            }
        }
        page.append("</td></tr>");
    }

    /** A refusal is told by its type; its document looks like all others. */
    private static void refusals(StringBuilder page, JsonNode document, JsonNode body) {
        for (JsonNode reference : body.path("examples")) {
            JsonNode problem = resolve(document, reference).path("value");
            String slug = slug(problem.path("type"));
            page.append("<details><summary><a href=\"#")
                    .append(slug)
                    .append("\"><code>")
                    .append(slug)
                    .append("</code></a></summary><pre>")
                    .append(escape(problem.toPrettyString()))
                    .append("</pre></details>");
        }
    }

    private static void examples(StringBuilder page, JsonNode document, JsonNode body) {
        for (JsonNode reference : body.path("examples")) {
            JsonNode example = resolve(document, reference);
            if (example.has("summary")) {
                page.append("<p>").append(text(example.path("summary")));
                if (example.has("x-file")) {
                    page.append(": <code>").append(text(example.path("x-file"))).append("</code>");
                }
                page.append("</p>");
            }
            example(page, example.path("value"));
        }
    }

    private static void errors(StringBuilder page, JsonNode document) {
        page.append("<h2 id=\"errors\">Errors</h2><p>Every refusal is an <code>application/problem+json</code>")
                .append(" document (<a href=\"#Problem\">Problem</a>). A program decides by its <code>type</code>,")
                .append(" a person reads its <code>detail</code>.</p><div class=\"t\">")
                .append("<table><tr><th>Type</th><th>Status</th><th>When</th></tr>");
        for (JsonNode type : document.path("x-problem-types")) {
            page.append("<tr id=\"").append(slug(type.path("type"))).append("\"><td><code>");
            page.append(text(type.path("type"))).append("</code></td><td>");
            page.append(
                    type.path("failure").asBoolean()
                            ? "in <a href=\"#Failure\">failure</a>"
                            : text(type.path("status")));
            page.append("</td><td>").append(text(type.path("when"))).append("</td></tr>");
        }
        page.append("</table></div>");
    }

    private static void limits(StringBuilder page, JsonNode document) {
        page.append("<h2 id=\"limits\">Limits</h2><p>The usual ones; operators may set others.</p>")
                .append("<div class=\"t\"><table><tr><th>What</th><th>Limit</th><th>Setting</th></tr>");
        for (JsonNode limit : document.path("x-limits")) {
            page.append("<tr><td>").append(text(limit.path("what"))).append("</td><td>");
            page.append(text(limit.path("usual"))).append("</td><td><code>");
            page.append(text(limit.path("setting"))).append("</code></td></tr>");
        }
        page.append("</table></div>");
    }

    private static String slug(JsonNode type) {
        String urn = type.asText();
        return escape(urn.substring(urn.lastIndexOf(':') + 1));
    }

    private static String method(String name) {
        return "<span class=\"m " + name + "\">" + name.toUpperCase(Locale.ROOT) + "</span>";
    }

    private static String anchor(JsonNode name) {
        return text(name).toLowerCase(Locale.ROOT).replace(' ', '-');
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
                rows.append(text(parameter.path("description")));
                bounds(rows, parameter.path("schema"));
                rows.append("</td><td><code>")
                        .append(text(parameter.path("example")))
                        .append("</code></td></tr>");
            }
        }
        if (!rows.isEmpty()) {
            page.append("<div class=\"t\"><table><tr><th>Parameter</th><th>In</th><th></th><th>Example</th></tr>")
                    .append(rows)
                    .append("</table></div>");
        }
    }

    private static void properties(StringBuilder page, JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return;
        }
        page.append("<div class=\"t\"><table>");
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            page.append("<tr><td><code>").append(escape(property.getKey())).append("</code></td><td>");
            schemaLink(page, property.getValue());
            page.append("</td><td>").append(text(property.getValue().path("description")));
            bounds(page, property.getValue());
            page.append("</td></tr>");
        }
        page.append("</table></div>");
    }

    /** What a value must keep to, in words. */
    private static void bounds(StringBuilder page, JsonNode schema) {
        List<String> words = new ArrayList<>();
        if (schema.has("enum") && !schema.has("items")) {
            words.add("one of "
                    + String.join(
                            ", ",
                            schema.path("enum")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList()));
        }
        if (schema.has("minimum") && schema.has("maximum")) {
            words.add(schema.path("minimum").asText() + " to "
                    + schema.path("maximum").asText());
        }
        if (schema.has("maxLength")) {
            words.add((schema.has("minLength") ? schema.path("minLength").asText() + " to " : "at most ")
                    + schema.path("maxLength").asText() + " characters");
        }
        if (schema.has("default")) {
            words.add("usually " + schema.path("default").asText());
        }
        if (!words.isEmpty()) {
            page.append(" <em>(").append(escape(String.join("; ", words))).append(")</em>");
        }
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
