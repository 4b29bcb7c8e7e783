package org.gaitsuite.gateway.upstream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.gaitsuite.gateway.GatewayConfig;

/**
 * Asks every instance now and then for {@code HEAD /}. Any HTTP answer counts: the question is whether the process
 * listens and answers, its own readiness is told on its management port. What it leans on it says in {@code X-Gait-Parts}, and in
 * {@code X-Gait-Leaving} that it is about to end. Probes have connections of their own, so that a busy pool is never mistaken for a
 * dead service.
 */
@ApplicationScoped
public class Probe {
    private static final String PARTS = "X-Gait-Parts";
    private static final String LEAVING = "X-Gait-Leaving";

    private final Services services;
    private final Vertx vertx;
    private final HttpClient client;
    private final long periodMillis;
    private final RequestOptions question;
    private long timer = -1;

    @Inject
    Probe(Services services, Vertx vertx, GatewayConfig config) {
        this.services = services;
        this.vertx = vertx;
        this.periodMillis = config.upstream().probeEvery().toMillis();
        this.question = new RequestOptions()
                .setMethod(HttpMethod.HEAD)
                .setURI("/")
                .setIdleTimeout(config.timeouts().lookup().toMillis());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeouts().connect().toMillis())));
    }

    void start(@Observes StartupEvent event) {
        probeAll();
        timer = vertx.setPeriodic(periodMillis, id -> probeAll());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void probeAll() {
        for (Service service : services.all()) {
            for (Instance instance : service.instances()) {
                client.request(instance.directHere(question))
                        .compose(HttpClientRequest::send)
                        .onSuccess(answer -> {
                            instance.leansOn(answer.getHeader(PARTS));
                            instance.leaves(answer.headers().contains(LEAVING));
                            service.reached(instance);
                        })
                        .onFailure(failure -> service.notReached(instance, failure));
            }
        }
    }
}
