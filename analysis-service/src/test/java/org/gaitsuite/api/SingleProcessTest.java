package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No Redis at all, and a small limit on uploads. */
@QuarkusTest
@TestProfile(SingleProcessTest.WithoutRedis.class)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class SingleProcessTest {
    private static final Path DATA = Path.of("target", "test-single");

    /** One process, one mebibyte. */
    public static final class WithoutRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.sql.url", "jdbc:h2:mem:single;DB_CLOSE_DELAY=-1",
                    "gait.data-dir", DATA.toString(),
                    "gait.upload.maximum-size", "1M");
        }
    }

    private final String identity = "Bearer " + Gateway.identityOf(Gateway.account());

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void anAnalysisIsDoneFromMemory() throws InterruptedException {
        Account anna = new Account();
        String id = anna.accepted("walk");
        anna.awaitState(id, "SUCCEEDED");
        anna.calls().delete("/v1/analyses/" + id).then().statusCode(204);
    }

    @Test
    void anUploadOverTheLimitIsRefusedWhetherItsLengthIsKnownOrNot() throws Exception {
        String known = send("Content-Length: 2000000\r\n", "", true);
        assertThat(known).startsWith("HTTP/1.1 413").contains("urn:gait-suite:problem:upload-too-large");

        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            chunks.append("8000\r\n").append("x".repeat(0x8000)).append("\r\n");
        }
        String unknown = send("Transfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n", true);
        assertThat(unknown).startsWith("HTTP/1.1 413").contains("urn:gait-suite:problem:upload-too-large");
        assertThat(files()).isZero();
    }

    @Test
    void anAbortedUploadLeavesNothingBehind() throws Exception {
        send("Content-Length: 900000\r\n", "x".repeat(400_000), false);
        Instant deadline = Instant.now().plusSeconds(40);
        while (files() > 0) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(50);
        }
        given().header("Authorization", identity)
                .get("/v1/analyses")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    /** Sends a request as it is; closes in the middle, or reads the answer to its end. */
    private String send(String lengthHeader, String body, boolean awaitAnswer)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(40_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/analyses HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\nAuthorization: "
                            + identity + "\r\n" + lengthHeader + "\r\n")
                    .getBytes(UTF_8));
            out.write(body.getBytes(UTF_8));
            out.flush();
            if (!awaitAnswer) {
                Instant deadline = Instant.now().plusSeconds(40);
                while (files() == 0) {
                    assertThat(Instant.now())
                            .as(
                                    "the upload has begun; so far the answer has %d bytes",
                                    socket.getInputStream().available())
                            .isBefore(deadline);
                    Thread.sleep(20);
                }
                return "";
            }
            // The connection stays open after the answer, so its end is the end of the document.
            StringBuilder answer = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                answer.append((char) c);
                if (c == '}') {
                    break;
                }
            }
            return answer.toString();
        }
    }

    private static long files() throws IOException {
        if (!Files.exists(DATA)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
