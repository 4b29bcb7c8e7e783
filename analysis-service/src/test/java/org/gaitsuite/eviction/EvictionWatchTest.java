package org.gaitsuite.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers as Azure's documentation says the metadata service does. */
class EvictionWatchTest {
    private static final String NO_EVENTS = "{\"DocumentIncarnation\": 1, \"Events\": []}";

    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();
    private volatile int status = 200;
    private volatile String events = NO_EVENTS;

    @SuppressWarnings("NullAway.Init")
    private HttpServer azure;

    @SuppressWarnings("NullAway.Init")
    private EvictionWatch watch;

    @BeforeEach
    void start() throws IOException {
        azure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        azure.createContext("/", this::answer);
        azure.start();
        URI endpoint = URI.create("http://127.0.0.1:" + azure.getAddress().getPort());
        watch = new EvictionWatch(new Settings(true, endpoint, Duration.ofMillis(50)), left::countDown);
        watch.start(new StartupEvent());
    }

    @AfterEach
    void stop() {
        watch.stop(new ShutdownEvent());
        azure.stop(0);
    }

    private record Settings(boolean watch, URI endpoint, Duration every) implements EvictionConfig {}

    private void answer(HttpExchange exchange) throws IOException {
        boolean asDocumented = "true".equals(exchange.getRequestHeaders().getFirst("Metadata"));
        String body = Map.of(
                        "/metadata/instance/compute/name?api-version=2021-02-01&format=text",
                        "worker_7",
                        "/metadata/scheduledevents?api-version=2020-07-01",
                        events)
                .getOrDefault(exchange.getRequestURI().toString(), "");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(asDocumented && !body.isEmpty() ? status : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        questions.incrementAndGet();
    }

    private static String event(String kind, String machine) {
        return """
                {"DocumentIncarnation": 2, "Events": [{"EventId": "A", "EventType": "%s", "ResourceType": "VirtualMachine",
                 "Resources": ["worker_6", "%s"], "EventStatus": "Scheduled", "NotBefore": "Mon, 19 Sep 2026 18:29:47 GMT",
                 "Description": "", "EventSource": "Platform", "DurationInSeconds": -1}]}""".formatted(kind, machine);
    }

    @Test
    void aPreemptedMachineIsLeft() throws InterruptedException {
        assertThat(hasLeftWithin(400)).isFalse();
        events = event("Preempt", "worker_7");
        assertThat(hasLeftWithin(5000)).isTrue();
    }

    @Test
    void aMachineThatIsTerminatedIsLeft() throws InterruptedException {
        events = event("Terminate", "worker_7");
        assertThat(hasLeftWithin(5000)).isTrue();
    }

    @Test
    void anotherMachineOrAMereRebootIsNoReasonToLeave() throws InterruptedException {
        events = event("Preempt", "worker_70");
        awaitQuestions(5);
        events = event("Reboot", "worker_7");
        awaitQuestions(5);
        assertThat(hasLeftWithin(0)).isFalse();
    }

    @Test
    void aServiceThatFailsIsAskedAgain() throws InterruptedException {
        status = 500;
        events = event("Preempt", "worker_7");
        awaitQuestions(3);
        assertThat(hasLeftWithin(0)).isFalse();
        status = 200;
        assertThat(hasLeftWithin(5000)).isTrue();
    }

    private boolean hasLeftWithin(long millis) throws InterruptedException {
        return left.await(millis, TimeUnit.MILLISECONDS);
    }

    private void awaitQuestions(int more) throws InterruptedException {
        int enough = questions.get() + more;
        for (int i = 0; i < 500 && questions.get() < enough; i++) {
            Thread.sleep(20);
        }
        assertThat(questions.get()).isGreaterThanOrEqualTo(enough);
    }
}
