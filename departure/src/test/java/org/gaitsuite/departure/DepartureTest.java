package org.gaitsuite.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real HTTP server. */
class DepartureTest {
    private static final Duration DELAY = Duration.ofMillis(400);
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch exited = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private HttpServer server;
    private Departure departure;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        serve(departure(leaving -> {}));
    }

    private void serve(Departure counting) throws Exception {
        departure = counting;
        Router router = Router.router(vertx);
        departure.count(router);
        router.get("/quick").handler(request -> request.response().end("here"));
        router.get("/slow")
                .blockingHandler(
                        request -> {
                            arrived.countDown();
                            try {
                                mayAnswer.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            happened.add("answered");
                            request.response().end("at last");
                        },
                        false);
        server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    }

    private Departure departure(Consumer<LeavingBegun> audience) {
        return departure(audience, DELAY);
    }

    private Departure departure(Consumer<LeavingBegun> audience, Duration delay) {
        return new Departure(
                leaving -> {
                    happened.add("said, " + leaving.delay().toMillis() + " ms to go");
                    audience.accept(leaving);
                },
                delay,
                TIMEOUT,
                () -> {
                    happened.add("exit");
                    exited.countDown();
                });
    }

    @AfterEach
    void close() throws Exception {
        mayAnswer.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get();
        client.close();
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private Duration timeToExit(Departure leaving) throws InterruptedException {
        long began = System.nanoTime();
        leaving.leave();
        assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void anIdleProcessEndsWithTheDelay() throws Exception {
        assertThat(timeToExit(departure)).isBetween(DELAY, DELAY.plus(TIMEOUT.dividedBy(2)));
        assertThat(happened).containsExactly("said, 400 ms to go", "exit");
    }

    @Test
    void meanwhileRequestsAreAnsweredAndSentElsewhereWithTheNext() throws Exception {
        // However long an answer takes on a busy machine.
        serve(departure(leaving -> {}, Duration.ofMinutes(1)));
        assertThat(get("/quick").get().headers().firstValue("Connection")).isEmpty();
        departure.leave();
        HttpResponse<String> answer = get("/quick").get();
        assertThat(exited.getCount()).as("it goes on serving").isEqualTo(1);
        assertThat(answer.body()).isEqualTo("here");
        assertThat(answer.headers().firstValue("Connection")).contains("close");
        assertThat(departure.hasBegun()).isTrue();
    }

    @Test
    void aRequestUnderWayIsAnsweredFirst() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = get("/slow");
        arrived.await();
        departure.leave();
        assertThat(exited.await(DELAY.toMillis() + 200, TimeUnit.MILLISECONDS)).isFalse();
        mayAnswer.countDown();
        assertThat(answer.get().body()).isEqualTo("at last");
        assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(happened).containsExactly("said, 400 ms to go", "answered", "exit");
    }

    @Test
    void aRequestThatNeverEndsHasItsTimeAndNoMore() throws Exception {
        var hanging = get("/slow");
        arrived.await();
        assertThat(timeToExit(departure)).isBetween(DELAY.plus(TIMEOUT), DELAY.plus(TIMEOUT.multipliedBy(2)));
        assertThat(hanging).isNotDone();
    }

    @Test
    void aClientThatGoesAwayIsNotWaitedFor() throws Exception {
        var given = get("/slow");
        arrived.await();
        given.cancel(true);
        client.shutdownNow();
        assertThat(timeToExit(departure)).isLessThan(DELAY.plus(TIMEOUT));
    }

    @Test
    void workThatWasBegunIsWaitedFor() throws Exception {
        CompletableFuture<Void> work = new CompletableFuture<>();
        Departure busy = departure(leaving -> leaving.awaitAlso(work));
        busy.leave();
        assertThat(exited.await(DELAY.toMillis() + 200, TimeUnit.MILLISECONDS)).isFalse();
        work.completeExceptionally(new IllegalStateException("handed back"));
        assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverFailsToLeaveKeepsNobody() throws Exception {
        Departure troubled = departure(leaving -> {
            throw new IllegalStateException("no");
        });
        assertThat(timeToExit(troubled)).isLessThan(DELAY.plus(TIMEOUT));
    }

    @Test
    void itLeavesOnce() throws Exception {
        departure.leave();
        departure.leave();
        assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(DELAY);
        assertThat(happened).containsExactly("said, 400 ms to go", "exit");
    }

    @Test
    void listenersAreCalledUntilTheyAreRemoved() throws Exception {
        departure.listen(() -> happened.add("stays")).close();
        try (Departure.Registration end = departure.listen(() -> happened.add("ends"))) {
            timeToExit(departure);
        }
        assertThat(List.copyOf(happened)).contains("ends").doesNotContain("stays");
    }
}
