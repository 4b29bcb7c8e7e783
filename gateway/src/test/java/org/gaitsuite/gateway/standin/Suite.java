package org.gaitsuite.gateway.standin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The services behind the gateway: two stand-ins of each. */
public final class Suite {
    /** A token that the session stand-ins know. */
    public static final String TOKEN = "valid-token-of-anna";

    /** The account it belongs to. */
    public static final String ACCOUNT = "7d7b1f9e-3c1c-4f0c-9a55-0f3f6f0b8a01";

    private static final long TWO_PROBES_MILLIS = 700;

    private final Vertx vertx = Vertx.vertx();

    /** session-service. */
    public final List<StandIn> sessions = List.of(standIn(Suite::session), standIn(Suite::session));

    /** analysis-service. */
    public final List<StandIn> analyses = List.of(standIn(Suite::analysis), standIn(Suite::analysis));

    /** Everything as at the start, also in the eyes of the gateway. */
    public void reset() {
        sessions.forEach(StandIn::reset);
        analyses.forEach(StandIn::reset);
        long lastStart = Stream.concat(sessions.stream(), analyses.stream())
                .mapToLong(StandIn::startedAtMillis)
                .max()
                .orElseThrow();
        try {
            Thread.sleep(Math.max(0, lastStart + TWO_PROBES_MILLIS - System.currentTimeMillis()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What arrived at either of the analysis stand-ins. */
    public List<StandIn.Arrival> analysisArrivals() {
        return analyses.stream().flatMap(one -> one.arrivals().stream()).toList();
    }

    /** What arrived at either of the session stand-ins. */
    public List<StandIn.Arrival> sessionArrivals() {
        return sessions.stream().flatMap(one -> one.arrivals().stream()).toList();
    }

    /** Makes both analysis stand-ins answer in another way. */
    public void analysisBehaves(io.vertx.core.Handler<HttpServerRequest> another) {
        analyses.forEach(one -> one.behave(another));
    }

    /** Does something after so many milliseconds. */
    public void later(long millis, Runnable something) {
        vertx.setTimer(millis, elapsed -> something.run());
    }

    /** What a gateway process must be told about the stand-ins. */
    public Map<String, String> asEnvironment() {
        return Map.of(
                "GAIT_GATEWAY_SESSION_SERVICE_URLS", urls(sessions),
                "GAIT_GATEWAY_ANALYSIS_SERVICE_URLS", urls(analyses));
    }

    String urls(List<StandIn> of) {
        return String.join(
                ",", of.stream().map(one -> "http://127.0.0.1:" + one.port()).toList());
    }

    /** Stops everything. */
    public void stop() {
        sessions.forEach(StandIn::stop);
        analyses.forEach(StandIn::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private StandIn standIn(io.vertx.core.Handler<HttpServerRequest> usual) {
        try (ServerSocket free = new ServerSocket(0)) {
            return new StandIn(vertx, free.getLocalPort(), usual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Knows one token; echoes everything else. */
    public static void session(HttpServerRequest request) {
        if (!"/internal/session".equals(request.path())) {
            echo(request);
        } else if (TOKEN.equals(request.getHeader("X-Gait-Session"))) {
            valid(request, Instant.now().plus(Duration.ofHours(1)));
        } else {
            request.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", "application/problem+json")
                    .end(new JsonObject()
                            .put("type", "urn:gait-suite:problem:session-expired")
                            .toBuffer());
        }
    }

    /** Says that the token is valid until {@code end}. */
    public static void valid(HttpServerRequest request, Instant end) {
        valid(request, ACCOUNT, end);
    }

    /** Says that the token belongs to {@code account} and is valid until {@code end}. */
    public static void valid(HttpServerRequest request, String account, Instant end) {
        valid(request, anna(end).put("account_id", account).put("kind", "session"));
    }

    /** Says that the token is an API token with these scopes. */
    public static void validFor(HttpServerRequest request, String... scopes) {
        valid(
                request,
                anna(Instant.now().plus(Duration.ofHours(1)))
                        .put("kind", "api-token")
                        .put("scopes", new JsonArray(List.of(scopes))));
    }

    private static JsonObject anna(Instant end) {
        return new JsonObject()
                .put("account_id", ACCOUNT)
                .put("login", "anna")
                .put("roles", new JsonArray().add("user"))
                .put("expires_at", end);
    }

    private static void valid(HttpServerRequest request, JsonObject told) {
        request.response().putHeader("Content-Type", "application/json").end(told.toBuffer());
    }

    private static void analysis(HttpServerRequest request) {
        echo(request);
    }

    /** Reads the body and answers with how long it was. */
    private static void echo(HttpServerRequest request) {
        long[] bytes = {0};
        request.handler(chunk -> bytes[0] += chunk.length());
        request.endHandler(complete -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("bytes", bytes[0]).toBuffer()));
    }
}
