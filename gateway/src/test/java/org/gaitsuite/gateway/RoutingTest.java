package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.RawCall;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there and what is not. */
@QuarkusTest
class RoutingTest extends AgainstStandIns {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/v1/analyses/",
                "/v1/analyses/a/b/c",
                "/internal/session",
                "/v1/sessions/../../internal/session",
                "/v1/tokens/%2e%2e",
                "/v1//analyses",
                "/v2/analyses",
                "/no/such/page"
            })
    void whatIsNotThereIsAProblemAndReachesNoService(String path) throws Exception {
        try (RawCall call = new RawCall(base.getPort())) {
            call.head(
                    "GET " + path + " HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + Suite.TOKEN,
                    "Connection: close");
            String answer = call.rest();
            assertThat(answer)
                    .startsWith("HTTP/1.1 404")
                    .contains("urn:gait-suite:problem:not-found")
                    .contains("request_id");
        }
        assertThat(suite.analysisArrivals()).isEmpty();
        assertThat(suite.sessionArrivals()).isEmpty();
    }

    @Test
    void aMethodThatIsNotThereIsAProblemThatNamesTheOthers() throws Exception {
        HttpResponse<String> answer =
                client.send(client.asAnna("/v1/analyses/a1").PUT(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(Client.problem(answer)).isEqualTo("method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET, HEAD");
    }

    @Test
    void theDocumentComesAsYamlAndAsJson() throws Exception {
        HttpResponse<String> yaml = client.send(client.at("/openapi"));
        HttpResponse<String> json = client.send(client.at("/openapi").header("Accept", "application/json"));

        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.1.0");
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new io.vertx.core.json.JsonObject(json.body()).getString("openapi"))
                .isEqualTo("3.1.0");
    }

    @Test
    void theDocumentCanBeReadByPeopleWithoutScriptsOrOtherHosts() throws Exception {
        HttpResponse<String> docs = client.send(client.at("/docs"));

        assertThat(docs.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(docs.body())
                .contains("/v1/analyses/{id}/events")
                .contains("Send a film of a walk")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("src=");
        assertThat(docs.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void theAddressesThatThePageMakesUpLeadToTheSameAnswerAsItsIndex() throws Exception {
        HttpResponse<String> index = client.send(client.at("/"));

        for (String address : new String[] {"/login", "/analyses", "/analyses/4f6d6f1e"}) {
            HttpResponse<String> answer = client.send(client.at(address));
            assertThat(answer.statusCode()).isEqualTo(index.statusCode());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .isEqualTo(index.headers().firstValue("Content-Type"));
        }
        assertThat(index.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void longTextIsCompressedForThoseWhoCanReadIt() throws Exception {
        HttpResponse<byte[]> compressed = client.send(
                client.at("/openapi").header("Accept-Encoding", "gzip"), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> plain = client.send(client.at("/openapi"), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    }

    @Test
    void resultsAreCompressedButNotFilms() throws Exception {
        suite.analysisBehaves(request -> request.response()
                .putHeader("Content-Type", request.uri().endsWith(".mp4") ? "video/mp4" : "application/json")
                .end("1234567890".repeat(1_000)));

        HttpResponse<byte[]> result = client.send(
                client.asAnna("/v1/analyses/a1/result.json").header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> film = client.send(
                client.asAnna("/v1/analyses/a1/overlay.mp4").header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(result.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(result.body().length).isLessThan(1_000);
        assertThat(film.body()).hasSize(10_000);
        assertThat(film.headers().firstValueAsLong("Content-Length")).hasValue(10_000);
    }
}
