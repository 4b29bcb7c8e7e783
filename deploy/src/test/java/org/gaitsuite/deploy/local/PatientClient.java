package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A well-behaved program of one account: it repeats a call whose connection broke, or that was answered 429, 502, 503 or 504, after
 * the pause that the answer names, and an upload with the same idempotency key. Any other answer is final.
 */
final class PatientClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration ONE_CALL = Duration.ofSeconds(30);

    private final PublicApi api;
    private final AtomicLong repeated;

    /** @param repeated counts the calls that had to be repeated */
    private PatientClient(PublicApi api, AtomicLong repeated) {
        this.api = api;
        this.repeated = repeated;
    }

    /** Registers an account of that name and gets it an API token, which outlives whatever Redis forgets. */
    static PatientClient registered(StartedSuite suite, String name, AtomicLong repeated)
            throws IOException, InterruptedException {
        PublicApi api = PublicApi.at(suite.url(), suite.credentials().certificate());
        String login = name + "@example.org";
        String password = "a walk of " + name + " 42";
        String account = JSON.createObjectNode()
                .put("login", login)
                .put("password", password)
                .put("name", name)
                .toString();
        HttpResponse<String> answer = api.exchange(api.request("/v1/accounts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(account)));
        if (answer.statusCode() >= 300) {
            throw new AssertionError("no account for " + name + ": " + answer.body());
        }
        api.logIn(login, password);
        HttpResponse<String> issued = api.exchange(api.request("/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a program\"}")));
        if (issued.statusCode() != 201) {
            throw new AssertionError("no token for " + name + ": " + issued.body());
        }
        api.identifyBy(JSON.readTree(issued.body()).path("token").asText());
        return new PatientClient(api, repeated);
    }

    /** The id of the analysis that was accepted under the key; empty if nobody accepted it before {@code limit} was over. */
    Optional<String> submit(Path video, String question, String key, Duration limit)
            throws IOException, InterruptedException {
        Optional<HttpResponse<String>> answer = patiently(
                limit,
                () -> api.request("/v1/analyses?" + question)
                        .header("Content-Type", "video/mp4")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofFile(video)));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        if (answer.get().statusCode() != 202) {
            throw new AssertionError("%s was answered %d: %s"
                    .formatted(key, answer.get().statusCode(), answer.get().body()));
        }
        return Optional.of(JSON.readTree(answer.get().body()).path("id").asText());
    }

    JsonNode analysis(String id, Duration limit) throws IOException, InterruptedException {
        return JSON.readTree(read("/v1/analyses/" + id, limit));
    }

    /** The body of a successful answer. */
    String read(String path, Duration limit) throws IOException, InterruptedException {
        HttpResponse<String> answer = patiently(limit, () -> api.request(path).GET())
                .orElseThrow(() -> new AssertionError(path + " was not answered within " + limit));
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    static String parameter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Makes a request for each try, since a body can be sent once. */
    @FunctionalInterface
    private interface Try {
        HttpRequest.Builder request() throws IOException;
    }

    private Optional<HttpResponse<String>> patiently(Duration limit, Try call)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 600));
            try {
                HttpResponse<String> answer =
                        api.exchange(call.request(), ONE_CALL, HttpResponse.BodyHandlers.ofString());
                if (!TRY_AGAIN.contains(answer.statusCode())) {
                    return Optional.of(answer);
                }
                pause = pause.plus(askedFor(answer));
            } catch (IOException brokenOff) {
                pause = pause.plusMillis(200);
            }
            repeated.incrementAndGet();
            Thread.sleep(pause);
        }
        return Optional.empty();
    }

    private static Duration askedFor(HttpResponse<?> answer) {
        long seconds = answer.headers().firstValueAsLong("retry-after").orElse(0);
        return seconds > LONGEST_PAUSE.toSeconds() ? LONGEST_PAUSE : Duration.ofSeconds(seconds);
    }
}
