package org.gaitsuite.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the API: {@code /openapi} as YAML or, when asked for, JSON, and {@code /docs} for people. */
@Singleton
public class ApiDocument {
    /** Read when the class is initialised: for a native executable, that is when it is built, and it carries no YAML reader. */
    private static final Forms FORMS = Forms.read();

    private final Buffer yaml = Buffer.buffer(FORMS.yaml);
    private final Buffer json = Buffer.buffer(FORMS.json);
    private final Buffer docs = Buffer.buffer(FORMS.docs.html());

    private record Forms(String yaml, String json, DocsPage docs) {
        static Forms read() {
            try (InputStream file = Objects.requireNonNull(
                    ApiDocument.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml is part of the gateway")) {
                byte[] bytes = file.readAllBytes();
                JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(bytes);
                return new Forms(
                        new String(bytes, StandardCharsets.UTF_8),
                        new ObjectMapper().writeValueAsString(tree),
                        DocsPage.of(tree));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Answers when {@code path} asks for the description; returns whether it did. */
    public boolean answers(String path, HttpServerRequest request) {
        switch (path) {
            case "/openapi" -> {
                if (wantsJson(request)) {
                    send(request.response(), "application/json", json);
                } else {
                    send(request.response(), "application/yaml", yaml);
                }
            }
            case "/openapi.json" -> send(request.response(), "application/json", json);
            case "/openapi.yaml" -> send(request.response(), "application/yaml", yaml);
            case "/docs" -> {
                request.response().putHeader("Content-Security-Policy", FORMS.docs.policy());
                send(request.response(), "text/html; charset=utf-8", docs);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean wantsJson(HttpServerRequest request) {
        String format = request.getParam("format");
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "json".equalsIgnoreCase(format)
                || (format == null && accept != null && accept.contains("json") && !accept.contains("yaml"));
    }

    private static void send(HttpServerResponse response, String type, Buffer body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var _ = response.end(body);
    }
}
