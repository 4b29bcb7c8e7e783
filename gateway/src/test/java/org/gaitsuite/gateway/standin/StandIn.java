package org.gaitsuite.gateway.standin;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A small real HTTP server in the place of a service: it notes what arrives and answers as a test tells it to. */
public final class StandIn {
    private final Vertx vertx;
    private final int port;
    private final Handler<HttpServerRequest> usual;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> behaviour;
    private volatile long startedAtMillis;
    private volatile String parts = "";
    private @Nullable HttpServer server;

    /** What arrived, probes left out. */
    public record Arrival(String method, String uri, MultiMap headers) {}

    StandIn(Vertx vertx, int port, Handler<HttpServerRequest> usual) {
        this.vertx = vertx;
        this.port = port;
        this.usual = usual;
        this.behaviour = usual;
    }

    /** Begins to listen, if it does not yet. */
    public void start() {
        if (server == null) {
            HttpServer starting = vertx.createHttpServer(
                            new HttpServerOptions().setHandle100ContinueAutomatically(true))
                    .requestHandler(this::receive);
            starting.listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            server = starting;
            startedAtMillis = System.currentTimeMillis();
        }
    }

    /** Stops listening and breaks every connection off. */
    public void stop() {
        HttpServer running = server;
        if (running != null) {
            server = null;
            running.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Answers in {@code another} way until {@link #reset()}. */
    public void behave(Handler<HttpServerRequest> another) {
        behaviour = another;
    }

    /** Tells probes what it leans on, until {@link #reset()}. */
    public void tellProbes(String words) {
        parts = words;
    }

    /** Usual behaviour, nothing noted, listening. */
    public void reset() {
        parts = "";
        behaviour = usual;
        arrivals.clear();
        start();
    }

    /** What arrived since the last reset. */
    public List<Arrival> arrivals() {
        return arrivals;
    }

    /** The only thing that arrived. */
    public Arrival onlyArrival() {
        if (arrivals.size() != 1) {
            throw new AssertionError("One request should have arrived, but these did: " + arrivals);
        }
        return arrivals.getFirst();
    }

    long startedAtMillis() {
        return startedAtMillis;
    }

    int port() {
        return port;
    }

    private void receive(HttpServerRequest request) {
        if ("/".equals(request.path())) {
            request.response()
                    .setStatusCode(204)
                    .putHeader("X-Gait-Parts", parts)
                    .end();
            return;
        }
        arrivals.add(new Arrival(
                request.method().name(),
                request.uri(),
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
        behaviour.handle(request);
    }
}
