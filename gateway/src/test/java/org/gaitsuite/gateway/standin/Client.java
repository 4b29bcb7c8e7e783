package org.gaitsuite.gateway.standin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Calls the gateway under test over HTTP/1.1. */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;

    /** For the gateway at {@code base}. */
    public Client(URI base) {
        this.base = base;
    }

    /** A request to {@code path}; GET unless told otherwise. */
    public HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    /** The same, with a valid token. */
    public HttpRequest.Builder asAnna(String path) {
        return at(path).header("Authorization", "Bearer " + Suite.TOKEN);
    }

    /** Sends and reads text. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends and streams the answer. */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reader)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), reader);
    }

    /** Sends without waiting. */
    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The slug of the problem in {@code response}. */
    public static String problem(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("none");
        if (!type.equals("application/problem+json")) {
            throw new AssertionError(
                    "A problem should have come, but this did: " + response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body()).getString("type").substring("urn:gait-suite:problem:".length());
    }
}
