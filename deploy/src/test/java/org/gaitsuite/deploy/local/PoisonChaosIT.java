package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.gaitsuite.redis.real.RedisAsk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An input that crashes the native code at each attempt harms only itself. */
class PoisonChaosIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OTHERS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(12_000, 1, Map.of("GAIT_WORKER_CONCURRENCY", "2"));

    @Test
    void aCrashAtEachAttemptEndsInTheDeadLettersAndTheOthersFinish() throws Exception {
        StartedSuite suite = SUITE.get();
        PublicApi api = suite.loggedIn();
        String poison = api.submit(Walks.longest(suite), Map.of("name", "poison"))
                .path("id")
                .asText();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(api.submit(Walks.tiny(suite), Map.of("again", "true", "name", "other " + i, "height", "1.7" + i))
                    .path("id")
                    .asText());
        }

        Instant began = Instant.now();
        int crashes = crashUntilItEnds(suite, api, poison);
        Duration took = Duration.between(began, Instant.now());

        JsonNode end = ended(api, poison);
        List<Integer> attempts = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (String other : others) {
            JsonNode analysis = ended(api, other);
            attempts.add(analysis.path("attempt").asInt());
            states.add(analysis.path("state").asText());
        }
        HttpResponse<String> letters =
                api.exchange(api.request("/v1/ops/dead-letters").GET());
        boolean listed = letters.statusCode() == 200
                && StreamSupport.stream(
                                JSON.readTree(letters.body())
                                        .path("dead_letters")
                                        .spliterator(),
                                false)
                        .anyMatch(letter -> letter.path("id").asText().equals(poison));
        String dead;
        try (RedisAsk redis = suite.redis()) {
            dead = String.valueOf(redis.ask("XRANGE", "gait:jobs:dead", "-", "+"));
        }
        Proof.says(String.format(
                Locale.ROOT,
                "poison: %d crashes by SIGSEGV, then %s after attempt %d (%s) in %.1f s; listed in the dead letters: %s; %d others: %s with attempts %s",
                crashes,
                end.path("state").asText(),
                end.path("attempt").asInt(),
                end.path("failure").path("detail").asText(),
                took.toMillis() / 1000.0,
                listed,
                OTHERS,
                Set.copyOf(states),
                attempts));
        assertThat(end.path("state").asText()).isEqualTo("FAILED");
        assertThat(crashes).isEqualTo(3);
        assertThat(states).containsOnly("SUCCEEDED");
        assertThat(attempts).as("attempts of the others").containsOnly(1);
        assertThat(dead).contains(poison);
        assertThat(listed).as(letters.statusCode() + " " + letters.body()).isTrue();
    }

    private static int crashUntilItEnds(StartedSuite suite, PublicApi api, String poison) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        int crashes = 0;
        while (Instant.now().isBefore(end)) {
            Optional<ComputingProcess> computing = ComputingProcess.of(suite, poison);
            if (computing.isPresent()) {
                // It shall have begun to decode, and be no other that only looked at the video for a moment.
                Thread.sleep(300);
                if (!computing.equals(ComputingProcess.of(suite, poison))) {
                    continue;
                }
                computing.get().signal("SEGV");
                computing.get().handle().onExit().join();
                crashes++;
            } else if (isEnded(stateOf(api, poison))) {
                return crashes;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("%s is still %s after %d crashes".formatted(poison, stateOf(api, poison), crashes));
    }

    private static JsonNode ended(PublicApi api, String id) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            if (isEnded(stateOf(api, id))) {
                return api.analysis(id);
            }
            Thread.sleep(200);
        }
        throw new AssertionError(id + " did not end");
    }

    private static boolean isEnded(String state) {
        return Set.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state);
    }

    /** Empty while the service is away. */
    private static String stateOf(PublicApi api, String id) throws Exception {
        try {
            return api.analysis(id).path("state").asText();
        } catch (PublicApi.Refused away) {
            return "";
        }
    }
}
