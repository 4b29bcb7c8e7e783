package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralInstancesIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(21_000, 2);

    private static StartedSuite suite() {
        return SUITE.get();
    }

    @Test
    void aLoginOnOneInstanceWorksOnAll() throws Exception {
        PublicApi api = suite().loggedIn();

        for (int request = 0; request < 20; request++) {
            assertThat(api.exchange(api.request("/v1/sessions/current").GET()).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "session-service-2", "analysis-service-1", "analysis-service-2", "redis"})
    void killingOneProcessLosesNoLoginAndNoAcceptedAnalysis(String victim) throws Exception {
        PublicApi api = suite().loggedIn();
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accepted.add(api.submit(suite().sampleWalk(), Map.of("name", victim + " " + i))
                    .path("id")
                    .asText());
        }
        Thread.sleep(500);

        suite().kill(victim);

        awaitAnswer(api);
        for (String id : accepted) {
            assertThat(awaitEnd(api, id).path("state").asText())
                    .as("%s after the end of %s", id, victim)
                    .isEqualTo("SUCCEEDED");
        }
        suite().awaitAllUp(RECOVERY);
    }

    private static void awaitAnswer(PublicApi api) throws Exception {
        Instant end = Instant.now().plus(RECOVERY);
        int status;
        do {
            status = api.exchange(api.request("/v1/sessions/current").GET()).statusCode();
            assertThat(status).as("a login must never be lost").isNotEqualTo(401);
        } while (status != 200 && Instant.now().isBefore(end));
        assertThat(status).isEqualTo(200);
    }

    private static JsonNode awaitEnd(PublicApi api, String id) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (Instant.now().isBefore(end)) {
            try {
                JsonNode analysis = api.analysis(id);
                if (!List.of("QUEUED", "RUNNING")
                        .contains(analysis.path("state").asText())) {
                    return analysis;
                }
            } catch (PublicApi.Refused whileItRecovers) {
                Thread.sleep(200);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("analysis " + id + " did not end");
    }
}
