package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Handshake;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over TLS, with HTTP/2 agreed upon by ALPN. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class Http2Test extends AgainstStandIns {
    @TestHTTPResource(value = "/", tls = true)
    URI secure;

    private Vertx vertx;
    private HttpClient http2;

    @BeforeEach
    void connect() {
        vertx = Vertx.vertx();
        http2 = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBodyOfUnknownLengthArrives() throws Exception {
        Answer answer = call(HttpMethod.POST, "/v1/analyses", true, request -> {
            request.setChunked(true);
            request.write(Buffer.buffer(new byte[2 << 20]));
            request.end(Buffer.buffer("x"));
        });

        assertThat(answer.version).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.body).isEqualTo("{\"bytes\":" + ((2 << 20) + 1) + "}");
        assertThat(suite.analysisArrivals().getFirst().headers().get("X-Forwarded-Proto"))
                .isEqualTo("https");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhileItStreams() throws Exception {
        Answer answer = call(HttpMethod.POST, "/v1/sessions", false, request -> {
            request.setChunked(true);
            request.write(Buffer.buffer(new byte[(1 << 20) + 1]));
        });

        assertThat(answer.status).isEqualTo(413);
        assertThat(answer.body).contains("upload-too-large");
    }

    @Test
    void aRequestWithoutBodyPasses() throws Exception {
        Answer answer = call(HttpMethod.GET, "/v1/analyses?limit=2", true, HttpClientRequest::end);

        assertThat(answer.status).isEqualTo(200);
        assertThat(suite.analysisArrivals().getFirst().uri()).isEqualTo("/v1/analyses?limit=2");
    }

    @Test
    void browsersAreToldToStayWithHttps() throws Exception {
        Answer answer = call(HttpMethod.GET, "/health", false, HttpClientRequest::end);

        assertThat(answer.transport).isEqualTo("max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void currentTlsIsSpoken(String version) throws Exception {
        assertThat(Handshake.with(secure.getPort(), version)).isEqualTo(version);
    }

    private record Answer(HttpVersion version, int status, String body, String transport) {}

    private Answer call(
            HttpMethod method, String path, boolean asAnna, java.util.function.Consumer<HttpClientRequest> send)
            throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(secure.getPort())
                .setURI(path);
        if (asAnna) {
            options.putHeader("Authorization", "Bearer " + Suite.TOKEN);
        }
        return http2.request(options)
                .compose(request -> {
                    var answered = request.response()
                            .compose(answer -> answer.body()
                                    .map(body -> new Answer(
                                            answer.version(),
                                            answer.statusCode(),
                                            body.toString(),
                                            String.valueOf(answer.getHeader("Strict-Transport-Security")))));
                    send.accept(request);
                    return answered;
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
