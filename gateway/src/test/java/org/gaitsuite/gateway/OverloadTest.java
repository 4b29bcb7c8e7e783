package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.RawHttp2;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;

/** One connection to each of two instances, for which one request may wait. */
@QuarkusTest
@TestProfile(OverloadTest.Scarce.class)
class OverloadTest extends AgainstStandIns {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** More than the sockets on the way hold. */
    private static final int LARGE = 32 << 20;

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

    @Test
    void answersThatNobodyTakesGiveTheirConnectionsToThoseWhoWait() throws Exception {
        suite.analysisBehaves(request -> {
            int length = request.uri().contains("large") ? LARGE : 10;
            request.response().end(Buffer.buffer(new byte[length]));
        });
        try (RawCall one = largeAnswer();
                RawCall other = largeAnswer()) {
            RawHttp2.await(SOON, () -> one.hasAnswer() && other.hasAnswer());

            HttpResponse<String> waited =
                    client.sendAsync(client.asAnna("/v1/analyses")).get(20, TimeUnit.SECONDS);

            assertThat(waited.statusCode()).isEqualTo(200);
            assertThat(List.of(one, other))
                    .anySatisfy(call -> assertThat(call.bytesUntilEnded()).isLessThan(LARGE));
        }
    }

    private RawCall largeAnswer() throws IOException {
        return new RawCall(base.getPort())
                .head("GET /v1/analyses?large HTTP/1.1", "Host: x", "Authorization: Bearer " + Suite.TOKEN);
    }

    @Test
    void bodiesThatDoNotComeGiveTheirConnectionsToThoseWhoWait() throws Exception {
        try (RawCall one = bodyToCome();
                RawCall other = bodyToCome()) {
            RawHttp2.await(SOON, () -> suite.sessionArrivals().size() == 2);

            HttpResponse<String> known =
                    client.sendAsync(client.asAnna("/v1/analyses")).get(20, TimeUnit.SECONDS);
            HttpResponse<String> waited =
                    client.sendAsync(client.asAnna("/v1/sessions/current")).get(20, TimeUnit.SECONDS);

            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(waited.statusCode()).isEqualTo(200);
            assertThat(one.hasAnswer() ? one.line() : other.line()).contains("408");
        }
    }

    private RawCall bodyToCome() throws IOException {
        return new RawCall(base.getPort())
                .head("POST /v1/sessions HTTP/1.1", "Host: x", "Content-Type: application/json", "Content-Length: 100")
                .send("{");
    }
}
