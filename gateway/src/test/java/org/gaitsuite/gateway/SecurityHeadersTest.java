package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told not to do, whatever the answer is. */
@QuarkusTest
class SecurityHeadersTest extends AgainstStandIns {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/docs",
                "/openapi",
                "/health",
                "/v1/analyses",
                "/v1/nothing",
                "/no/such",
                "/a%2fb"
            })
    void everyAnswerHasThemAll(String path) throws Exception {
        HttpResponse<String> answer = client.send(client.asAnna(path));

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "frame-ancestors");
        assertThat(answer.headers().firstValue("X-Frame-Options"))
                .get()
                .asString()
                .matches("DENY|SAMEORIGIN");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/no/such"})
    void whatRunsScriptsMayAskTheBrowserForLittle(String path) throws Exception {
        assertThat(client.send(client.asAnna(path)).headers().firstValue("Permissions-Policy"))
                .get()
                .asString()
                .contains("camera=()", "microphone=()", "geolocation=()");
    }
}
