package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;

/** Calls of the API document to a running suite, and people who have accounts there. One thread at a time. */
final class ApiCalls {
    /** Everybody's who registers here. */
    static final String PASSWORD = "four slow steps to the window";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Set<String> UNFINISHED = Set.of("QUEUED", "RUNNING");

    private final ApiDocument document;
    private final PublicApi api;
    private final Listener listener;

    /** Hears every answer. */
    @FunctionalInterface
    interface Listener {
        void heard(Operation operation, HttpResponse<byte[]> answer) throws IOException;
    }

    ApiCalls(ApiDocument document, StartedSuite suite, Listener listener) {
        this.document = document;
        this.api = PublicApi.at(suite.url(), suite.credentials().certificate(), HttpClient.Version.HTTP_1_1);
        this.listener = listener;
    }

    Sent to(String call) {
        return Sent.to(document.operation(call));
    }

    /** The request as it would be sent. */
    HttpRequest.Builder request(Sent sent) {
        return sent.request(api);
    }

    /** One of no call, as whoever knows no document may make it. */
    HttpRequest.Builder request(String path) {
        return api.request(path);
    }

    HttpResponse<byte[]> send(Sent sent) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request(sent));
        listener.heard(sent.operation(), answer);
        return answer;
    }

    /** Unheard by the listener. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return api.exchange(request, LIMIT, HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Missing where the answer is empty. */
    static JsonNode read(HttpResponse<byte[]> answer) throws IOException {
        return answer.body().length == 0 ? JsonNodeFactory.instance.missingNode() : JSON.readTree(answer.body());
    }

    static String id(HttpResponse<byte[]> answer) throws IOException {
        return read(answer).path("id").asText();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode person(String login) {
        return object().put("login", login).put("password", PASSWORD);
    }

    /** A new account; its login. */
    String register() throws IOException, InterruptedException {
        String login = UUID.randomUUID() + "@example.org";
        made(send(to("register").json(person(login))));
        return login;
    }

    /** The token of a new session. */
    String logIn(String login, String password) throws IOException, InterruptedException {
        return made(send(to("logIn").json(person(login).put("password", password))))
                .path("token")
                .asText();
    }

    /** The session of somebody who was not here before. */
    String newPerson() throws IOException, InterruptedException {
        return logIn(register(), PASSWORD);
    }

    /** With these scopes, or as many as there are. */
    JsonNode issueToken(String person, String... scopes) throws IOException, InterruptedException {
        ObjectNode body = object().put("name", "of a test");
        if (scopes.length > 0) {
            List.of(scopes).forEach(body.putArray("scopes")::add);
        }
        return made(send(to("issueToken").as(person).json(body)));
    }

    private static JsonNode made(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        return read(answer);
    }

    /** An analysis that was just accepted; its id. */
    String submit(Sent submission) throws IOException, InterruptedException {
        HttpResponse<byte[]> accepted = send(submission);
        assertThat(accepted.statusCode()).as(text(accepted)).isEqualTo(202);
        return id(accepted);
    }

    /** An analysis that has come to its end. */
    JsonNode awaitEnd(String owner, String analysis) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (true) {
            JsonNode found = read(send(to("readAnalysis").as(owner).at(analysis)));
            if (!isUnfinished(found)) {
                return found;
            }
            assertThat(Instant.now()).as("%s has not ended", found).isBefore(end);
            Thread.sleep(100);
        }
    }

    /** Nobody computes what somebody submitted for the sake of the call alone. */
    void cancelUnfinished(String owner) throws IOException, InterruptedException {
        JsonNode listed = read(send(to("listAnalyses").as(owner).query("limit=100")));
        for (JsonNode analysis : listed.path("items")) {
            if (isUnfinished(analysis)) {
                send(to("deleteAnalysis").as(owner).at(analysis.path("id").asText()));
            }
        }
    }

    private static boolean isUnfinished(JsonNode analysis) {
        return UNFINISHED.contains(analysis.path("state").asText());
    }
}
