package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.StandIn;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-sent events on their way out. The gateway under test waits 3 s for a sign of life. */
@QuarkusTest
class EventStreamTest extends AgainstStandIns {
    private final CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    @BeforeEach
    void aServiceThatStreams() {
        suite.analysisBehaves(request -> {
            request.response().closeHandler(closed -> left.complete(null));
            request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            request.response().write(": hello\n\n");
            stream.complete(request.response());
        });
    }

    @Test
    void eachEventArrivesWhenItHappens() throws Exception {
        HttpResponse<InputStream> answer = client.send(
                client.asAnna("/v1/analyses/a1/events").header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo(": hello");
        assertThat(lines.readLine()).isEmpty();
        HttpServerResponse events = stream.get(5, TimeUnit.SECONDS);
        for (String state : new String[] {"RUNNING", "SUCCEEDED"}) {
            events.write("event: state\ndata: " + state + "\n\n");
            assertThat(lines.readLine()).isEqualTo("event: state");
            assertThat(lines.readLine()).isEqualTo("data: " + state);
            assertThat(lines.readLine()).isEmpty();
        }
        events.end();
        assertThat(lines.readLine()).isNull();
    }

    @Test
    void commentsKeepAStreamAliveBeyondTheTimeOut() throws Exception {
        HttpResponse<InputStream> answer =
                client.send(client.asAnna("/v1/analyses/a1/events"), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        lines.readLine();
        HttpServerResponse events = stream.get(5, TimeUnit.SECONDS);
        for (int i = 0; i < 4; i++) {
            Thread.sleep(1_000);
            events.write(":\n\n");
        }
        events.end("data: end\n\n");

        assertThat(lines.lines().toList()).contains("data: end");
    }

    @Test
    void aStreamThatFallsSilentIsBrokenOff() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("GET /v1/analyses/a1/events HTTP/1.1", "Host: x", "Authorization: Bearer " + Suite.TOKEN);
            assertThat(call.block()).startsWith("HTTP/1.1 200");
            assertThat(call.rest()).doesNotEndWith("0\r\n\r\n");
        }
        left.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aServiceThatDiesMidwayIsNotMistakenForAnEnd() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("GET /v1/analyses/a1/events HTTP/1.1", "Host: x", "Authorization: Bearer " + Suite.TOKEN);
            assertThat(call.block()).startsWith("HTTP/1.1 200");
            stream.get(5, TimeUnit.SECONDS);
            suite.analyses.forEach(StandIn::stop);

            assertThat(call.rest()).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void aClientThatLeavesEndsTheStreamBehind() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("GET /v1/analyses/a1/events HTTP/1.1", "Host: x", "Authorization: Bearer " + Suite.TOKEN);
            assertThat(call.block()).startsWith("HTTP/1.1 200");
        }

        left.get(5, TimeUnit.SECONDS);
        assertThat(left).isCompleted();
    }
}
