package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.junit.jupiter.api.Test;

/** One connection to each of two instances, for which one request may wait. */
@QuarkusTest
@TestProfile(OverloadTest.Scarce.class)
class OverloadTest extends AgainstStandIns {
    /** Few connections. */
    public static final class Scarce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    // Each loop has its share of connections, and at least one.
                    "quarkus.vertx.event-loops-pool-size",
                    "1",
                    "gait.gateway.upstream.call-connections",
                    "1",
                    "gait.gateway.upstream.waiting-requests",
                    "1",
                    "gait.gateway.timeouts.call",
                    "60S");
        }
    }

    @Test
    void whatNobodyCanTakeIsRefusedAtOnceAndTheRestIsAnswered() throws Exception {
        // One to each instance, so that both have their connection: a request that waits for one to be opened takes the
        // place of one that
        // waits for one to be free.
        client.send(client.asAnna("/v1/analyses"));
        client.send(client.asAnna("/v1/analyses"));
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        suite.analysisBehaves(held::add);
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(client.sendAsync(client.asAnna("/v1/analyses")));
        }
        long begin = System.nanoTime();
        while (all.stream().filter(CompletableFuture::isDone).count() < 6) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            Thread.sleep(10);
        }
        for (CompletableFuture<HttpResponse<String>> one : List.copyOf(all)) {
            if (one.isDone()) {
                HttpResponse<String> refused = one.join();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(Client.problem(refused)).isEqualTo("temporarily-unavailable");
                assertThat(new JsonObject(refused.body()).getString("title")).isEqualTo("Too busy");
                assertThat(refused.headers().firstValue("Retry-After")).contains("2");
                all.remove(one);
            }
        }

        assertThat(all).hasSize(4);
        suite.analysisBehaves(request -> request.response().end("{}"));
        held.forEach(request -> request.response().end("{}"));
        for (CompletableFuture<HttpResponse<String>> one : all) {
            assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }
}
