package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.junit.jupiter.api.Test;

/** A client that goes before it is answered. */
@QuarkusTest
class ClientLeavesTest extends AgainstStandIns {
    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry meters;

    @Test
    void itsRequestEndsInTheLogsAndAtTheService() throws Exception {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        AtomicBoolean serviceWasTold = new AtomicBoolean();
        suite.analysisBehaves(request -> {
            request.response().closeHandler(gone -> serviceWasTold.set(true));
            held.add(request);
        });
        long before = left();
        String bearer = client.asAnna("/v1/analyses")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
            socket.getOutputStream()
                    .write(("GET /v1/analyses HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await(() -> !held.isEmpty(), "the request has reached the service");
        }

        await(() -> left() == before + 1, "the request that nobody waits for is counted as ended");
        await(serviceWasTold::get, "the service is told");
    }

    private long left() {
        return meters.find("http.server.requests").tag("status", "499").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
