package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.KeyFiles;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers could read in two ways reach nobody behind the gateway, and nothing that follows them is read. */
@SuppressWarnings("NullAway.Init")
class RequestSmugglingIT {
    private static final Suite SUITE = new Suite();
    private static final String ANNA = "Authorization: Bearer " + Suite.TOKEN + "\r\n";
    private static final String HIDDEN = "0\r\n\r\nDELETE /v1/analyses/hidden HTTP/1.1\r\nHost: x\r\n" + ANNA + "\r\n";

    private static GatewayProcess gateway;

    @BeforeAll
    static void start() throws Exception {
        SUITE.reset();
        KeyFiles keys = KeyFiles.make(Files.createTempDirectory(Path.of("target"), "keys"));
        Map<String, String> environment = new HashMap<>(SUITE.asEnvironment());
        environment.put("GAIT_IDENTITY_PRIVATE_KEY_FILE", keys.identityPrivate().toString());
        gateway = new GatewayProcess(environment);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SUITE.stop();
    }

    @BeforeEach
    void nothingHasArrived() {
        SUITE.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 5 5\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 5\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding\t: chunked\r\n",
                "Transfer-Encoding: x\r\n chunked\r\n",
                "X: y\nTransfer-Encoding: chunked\r\n",
                "X: a\u0000b\r\n",
                "X\u0000: y\r\n",
                "X: a\rb\r\n",
                "X: a\nb\r\n",
                "X y: z\r\n",
                ": no name\r\n"
            })
    void whatCanBeReadInTwoWaysIsRefused(String lines) throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            call.send("POST /v1/analyses HTTP/1.1\r\nHost: x\r\n" + ANNA + lines + "\r\n" + HIDDEN);

            assertRefused(call.rest());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/analyses HTTP/1.1\n\r\nHost: x\r\n",
                "GET /v1/analyses HTTP/1.1\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost: x\r\nHost: x\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost: x y\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost: user@x\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost: x/y\r\n",
                "GET /v1/analyses HTTP/1.1\r\nHost:\r\n",
                "GET http://x/v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "GET http://y/v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "GET x:443 HTTP/1.1\r\nHost: x\r\n",
                "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n",
                "TRACE /v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "BREW /v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "get /v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/analyses HTTP/1.2\r\nHost: x\r\n",
                "GET /v1/analyses HTTP/9.9\r\nHost: x\r\n",
                "GET /v1/analyses\r\nHost: x\r\n",
                "GET /v1/analyses/../analyses HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/%2e%2e/v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/analyses%2fa HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/tokens/..%2f..%2finternal%2fsession HTTP/1.1\r\nHost: x\r\n",
                "GET //v1/analyses HTTP/1.1\r\nHost: x\r\n",
                "GET /v1\\analyses HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/analyses%00 HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/analyses\u0000 HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/analyses%zz HTTP/1.1\r\nHost: x\r\n",
                "POST /v1/analyses HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n",
                "GET /..%5c..%5cetc/passwd HTTP/1.1\r\nHost: x\r\n",
                "GET /static/..%2f..%2fapplication.properties HTTP/1.1\r\nHost: x\r\n",
                "GET /../../application.properties HTTP/1.1\r\nHost: x\r\n"
            })
    void whatNobodySendsIsRefused(String head) throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            call.send(head + ANNA + "Connection: close\r\n\r\n");

            assertRefused(call.rest());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "5;x=\ny\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n"
            })
    void aBodyOfMisshapenChunksNeverBecomesARequestBehind(String body) throws Exception {
        boolean[] complete = {false};
        SUITE.analysisBehaves(request -> request.endHandler(end -> {
                    complete[0] = true;
                    request.response().end("{}");
                })
                .exceptionHandler(broken -> {})
                .resume());
        try (RawCall call = new RawCall(gateway.port())) {
            call.send("POST /v1/analyses HTTP/1.1\r\nHost: x\r\n" + ANNA + "Transfer-Encoding: chunked\r\n\r\n" + body);

            assertThat(call.rest()).doesNotContain("HTTP/1.1 2");
        }
        assertThat(complete[0]).isFalse();
    }

    @Test
    void extensionsOfChunksAndTrailersStayOutside() throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            call.send("POST /v1/analyses HTTP/1.1\r\nHost: x\r\n" + ANNA
                    + "Transfer-Encoding: chunked\r\nTrailer: X-Gait-Role\r\nConnection: close\r\n\r\n"
                    + "5;name=value\r\nhello\r\n0\r\nX-Gait-Role: operator\r\nContent-Length: 99\r\n\r\n");

            assertThat(call.rest()).startsWith("HTTP/1.1 200").contains("{\"bytes\":5}");
        }
        assertThat(SUITE.analysisArrivals().getFirst().headers().names())
                .noneMatch(name -> name.equalsIgnoreCase("x-gait-role") || name.equalsIgnoreCase("trailer"));
    }

    @Test
    void tooMuchHeadIsRefusedByItsKind() throws Exception {
        assertThat(answerTo("GET /v1/" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
        assertThat(answerTo("GET /v1/analyses HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(17_000) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    @Test
    void anOldClientIsServed() throws Exception {
        assertThat(answerTo("GET /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
    }

    private static String answerTo(String request) throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            return call.send(request).rest();
        }
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/\\d\\.\\d 4.*|");
        assertThat(answer.split("HTTP/\\d\\.\\d ", -1)).as("answers: " + answer).hasSizeLessThanOrEqualTo(2);
        assertThat(SUITE.analysisArrivals()).isEmpty();
        assertThat(SUITE.sessionArrivals()).isEmpty();
    }
}
