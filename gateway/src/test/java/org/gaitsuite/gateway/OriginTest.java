package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.Test;

/** Other sites' pages may not change anything in the name of a logged-in browser. */
@QuarkusTest
class OriginTest extends AgainstStandIns {
    @Test
    void anotherSitesPageIsRefused() throws Exception {
        for (String site : new String[] {"cross-site", "same-site"}) {
            HttpResponse<String> answer = client.send(
                    uploadWithCookie().header("Sec-Fetch-Site", site).header("Origin", "https://evil.example"));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(Client.problem(answer)).isEqualTo("forbidden");
            assertThat(answer.body()).contains("https://evil.example");
        }
        assertThat(suite.analysisArrivals()).isEmpty();
    }

    @Test
    void anOlderBrowserIsKnownByItsOrigin() throws Exception {
        assertThat(client.send(uploadWithCookie().header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(uploadWithCookie().header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(client.send(uploadWithCookie().header("Origin", base.getScheme() + "://" + base.getAuthority()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theOwnPageMayChangeThings() throws Exception {
        assertThat(client.send(uploadWithCookie().header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyIsLoggedInByAnotherSite() throws Exception {
        HttpResponse<String> answer = client.send(client.at("/v1/sessions")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void readingAndProgramsAreExempt() throws Exception {
        assertThat(client.send(client.at("/v1/analyses")
                                .header("Cookie", "__Host-gait-session=" + Suite.TOKEN)
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.send(client.asAnna("/v1/analyses")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder uploadWithCookie() {
        return client.at("/v1/analyses")
                .header("Cookie", "__Host-gait-session=" + Suite.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("x"));
    }
}
