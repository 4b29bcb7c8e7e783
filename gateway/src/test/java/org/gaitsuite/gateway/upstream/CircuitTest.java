package org.gaitsuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service behind a single address, on real connections. */
class CircuitTest {
    private static final int CONNECT_MILLIS = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aServiceThatSwallowsConnectionsIsWaitedForByOneRequestAtATime() throws Exception {
        List<Socket> fill = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: with its queue full the system drops what more comes.
            for (int i = 0; i < 3; i++) {
                Socket one = new Socket();
                fill.add(one);
                try {
                    one.connect(full.getLocalSocketAddress(), 100);
                } catch (java.net.SocketTimeoutException dropped) {
                    break;
                }
            }
            Service service = service(full.getLocalPort());
            assertThat(millisToFail(service)).as("the first").isGreaterThanOrEqualTo(CONNECT_MILLIS - 50);

            Future<HttpClientRequest> trial = service.open(client, new RequestOptions());
            for (int i = 0; i < 20; i++) {
                assertThat(millisToFail(service)).isLessThan(CONNECT_MILLIS / 4);
            }
            assertThat(trial.isComplete()).isFalse();
            assertThat(service.figures().refusedAtOnce.sum()).isEqualTo(20);
            assertThat(service.isCircuitOpen()).isTrue();
        } finally {
            for (Socket one : fill) {
                one.close();
            }
        }
    }

    @Test
    void aServiceThatComesBackIsFoundByTheFirstRequest() throws Exception {
        int port = freePort();
        Service service = service(port);
        millisToFail(service);
        assertThat(service.isCircuitOpen()).isTrue();

        await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(port, "127.0.0.1"));
        HttpClientRequest opened = await(service.open(client, new RequestOptions()));
        assertThat(await(opened.send()).statusCode()).isEqualTo(200);
        assertThat(service.isCircuitOpen()).isFalse();
    }

    @Test
    void aRefusedConnectionToASingleAddressIsTriedOnceMore() throws Exception {
        int port = freePort();
        await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(port, "127.0.0.1"));
        Service service = service(port);
        AtomicInteger asked = new AtomicInteger();
        HttpClientRequest opened = await(service.open(refusing(1, asked), new RequestOptions()));

        assertThat(await(opened.send()).statusCode()).isEqualTo(200);
        assertThat(asked).hasValue(2);
        assertThat(service.isCircuitOpen()).isFalse();

        asked.set(0);
        assertThat(service.open(refusing(9, asked), new RequestOptions()).failed())
                .isTrue();
        assertThat(asked).as("once more, and no more").hasValue(2);
    }

    @Test
    void repeatsAreAFifthOfTheRequestsAndFewMore() {
        Service service = service(1);
        int repeated = 0;
        for (int i = 0; i < 1_000; i++) {
            service.inTurn();
            repeated += service.mayRepeat() ? 1 : 0;
            repeated += service.mayRepeat() ? 1 : 0;
        }

        assertThat(repeated).isBetween(200, 220);
    }

    /** Connections are refused so many times before they lead to the server. */
    private HttpClient refusing(int times, AtomicInteger asked) {
        return (HttpClient) Proxy.newProxyInstance(
                HttpClient.class.getClassLoader(), new Class<?>[] {HttpClient.class}, (self, method, arguments) -> {
                    if (asked.incrementAndGet() <= times) {
                        return Future.failedFuture(new ConnectException("refused"));
                    }
                    return client.request((RequestOptions) arguments[0]);
                });
    }

    private long millisToFail(Service service) throws Exception {
        long begin = System.nanoTime();
        Future<HttpClientRequest> opening = service.open(client, new RequestOptions());
        Throwable failure = opening.toCompletionStage()
                .handle((opened, reason) -> reason)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(failure).isInstanceOf(NoInstanceReached.class);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Service service(int port) {
        return new Service(
                "a service",
                List.of(URI.create("http://127.0.0.1:" + port)),
                ServiceTest.settings(Map.of("eject-for", "10S")));
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
