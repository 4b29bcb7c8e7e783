package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;

/** Bodies on their way in. The gateway under test accepts uploads of 300 MiB and other bodies of 1 MiB. */
@QuarkusTest
class UploadTest extends AgainstStandIns {
    private static final String ANNA = "Authorization: Bearer " + Suite.TOKEN;
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    @Test
    void twoHundredMebibytesArriveWhole() throws Exception {
        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(200L << 20))));

        assertThat(answer.body()).isEqualTo("{\"bytes\":" + (200L << 20) + "}");
        assertThat(suite.analysisArrivals().getFirst().headers().get("Transfer-Encoding"))
                .isEqualTo("chunked");
    }

    @Test
    void aSlowServiceHoldsTheClientBackInsteadOfFillingTheGateway() throws Exception {
        CompletableFuture<Runnable> readOn = new CompletableFuture<>();
        suite.analysisBehaves(request -> {
            request.pause();
            request.endHandler(complete -> request.response().end("{}"));
            readOn.complete(request::resume);
        });
        AtomicLong sent = new AtomicLong();
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return client.send(client.asAnna("/v1/analyses")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(100L << 20, sent))));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Runnable resume = readOn.get(10, TimeUnit.SECONDS);
        Thread.sleep(1_500);

        assertThat(sent.get()).isLessThan(24L << 20);

        resume.run();
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(sent.get()).isEqualTo(100L << 20);
    }

    @Test
    void aDeclaredLengthBeyondTheLimitIsRefusedBeforeAnyByte() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: " + ((300L << 20) + 1));

            assertThat(call.block()).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
        assertThat(suite.analysisArrivals()).isEmpty();
        assertThat(suite.sessionArrivals()).isEmpty();
    }

    @Test
    void theRefusalCanBeReadByAClientThatIsStillSending() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: " + (400L << 20));
            for (int i = 0; i < 4; i++) {
                call.send(MEBIBYTE);
            }

            assertThat(call.block()).startsWith("HTTP/1.1 413");
            assertThat(call.line())
                    .contains("urn:gait-suite:problem:upload-too-large")
                    .contains("300 MiB");
        }
    }

    @Test
    void aBodyThatGrowsBeyondTheLimitIsCutOff() throws Exception {
        HttpResponse<String> answer = client.send(client.at("/v1/sessions")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros((1L << 20) + 1))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Client.problem(answer)).isEqualTo("upload-too-large");
    }

    @Test
    void aClientThatAsksFirstIsToldToContinueOnlyWhenItMay() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: 5", "Expect: 100-continue");
            assertThat(call.block()).startsWith("HTTP/1.1 100");
            call.send("hello");
            assertThat(call.block()).startsWith("HTTP/1.1 200");
        }
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", "Content-Length: 5", "Expect: 100-continue");
            assertThat(call.block()).startsWith("HTTP/1.1 401");
            assertThat(call.rest()).contains("session-required");
        }
    }

    @Test
    void nothingOfTheBodyIsLostWhileTheSessionIsLookedUp() throws Exception {
        Thread.sleep(1_100);
        suite.sessions.forEach(one -> one.behave(request -> suite.later(300, () -> Suite.session(request))));

        HttpResponse<String> answer = client.send(
                client.asAnna("/v1/analyses").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3 << 20])));

        assertThat(answer.body()).isEqualTo("{\"bytes\":" + (3 << 20) + "}");
    }

    @Test
    void anEarlyAnswerOfTheServiceReachesTheClientAndEndsTheUpload() throws Exception {
        suite.analysisBehaves(request -> request.response().setStatusCode(415).end("{}"));

        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: " + (20L << 20));
            call.send(MEBIBYTE);

            assertThat(call.block()).startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheRequestBehind() throws Exception {
        CompletableFuture<Boolean> brokenOff = new CompletableFuture<>();
        suite.analysisBehaves(request -> {
            request.exceptionHandler(failure -> brokenOff.complete(true));
            request.endHandler(complete -> brokenOff.complete(false));
            request.handler(chunk -> {});
        });

        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: " + (20L << 20));
            call.send(MEBIBYTE);
        }

        assertThat(brokenOff.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anUploadThatStallsIsGivenUp() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/sessions HTTP/1.1", "Host: x", "Content-Length: 10");
            call.send("12345");

            assertThat(call.block()).startsWith("HTTP/1.1 408");
            assertThat(call.rest()).contains("upload-stalled");
        } catch (SocketTimeoutException late) {
            throw new AssertionError("The stalled upload was kept", late);
        }
    }

    @Test
    void aSmallBodyThatDribblesInIsGivenUp() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/sessions HTTP/1.1", "Host: x", "Content-Length: 100");

            assertThat(answerWhileDribbling(call)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void anUploadThatDribblesInIsGivenUp() throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head("POST /v1/analyses HTTP/1.1", "Host: x", ANNA, "Content-Length: 100000");

            assertThat(answerWhileDribbling(call)).startsWith("HTTP/1.1 408");
        }
    }

    /** Never quiet for as long as a stall takes. */
    private static String answerWhileDribbling(RawCall call) throws Exception {
        for (int i = 0; i < 45; i++) {
            call.send("x");
            Thread.sleep(200);
            if (call.hasAnswer()) {
                return call.block();
            }
        }
        return "nothing";
    }

    /** So many zeros, counted as they are read. */
    private static final class Zeros extends InputStream {
        private final AtomicLong count;
        private long left;

        Zeros(long length) {
            this(length, new AtomicLong());
        }

        Zeros(long length, AtomicLong count) {
            this.left = length;
            this.count = count;
        }

        @Override
        public int read() {
            return read(new byte[1], 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left == 0) {
                return -1;
            }
            int now = (int) Math.min(left, length);
            left -= now;
            count.addAndGet(now);
            return now;
        }
    }
}
