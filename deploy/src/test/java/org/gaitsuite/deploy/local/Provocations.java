package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Promise;

/** Makes refusals happen that the API document describes, by the name of their example. */
final class Provocations {
    private static final int TOO_MANY = 120;

    private final StartedSuite suite;
    private final ApiDocument document;
    private final ApiCalls calls;
    private final GoodRequests good;
    private final ExampleFiles files;
    private final String apiToken;
    private final String ended;
    private final List<String> unknown = new ArrayList<>();

    Provocations(StartedSuite suite, ApiDocument document, ApiCalls calls, GoodRequests good, ExampleFiles files)
            throws IOException, InterruptedException {
        this.suite = suite;
        this.document = document;
        this.calls = calls;
        this.good = good;
        this.files = files;
        apiToken = calls.issueToken(good.anna()).path("token").asText();
        ended = calls.newPerson();
        calls.send(calls.to("logOut").as(ended));
    }

    /** A program's, which is Anna's. */
    String apiToken() {
        return apiToken;
    }

    /** A sentence for each refusal that nothing here makes happen. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Makes a described refusal happen; most are the same for all calls. */
    void provoke(Promise promise) throws IOException, InterruptedException {
        String call = promise.operation();
        Sent sound = good.aimed(call);
        switch (promise.what()) {
            case "session-required" -> calls.send(sound.as(""));
            case "session-expired" -> calls.send(sound.as(ended));
            case "forbidden-foreign-site" -> calls.send(sound.fromAnotherSite());
            case "forbidden-api-token" -> calls.send(sound.as(apiToken));
            case "forbidden-no-operator" -> calls.send(sound.as(good.anna()));
            case "not-found-provider" -> calls.send(sound);
            case "not-found" -> calls.send(sound.at(UUID.randomUUID().toString()));
            case "body-not-json" -> calls.send(sound.body("text/plain", "{}"));
            case "request-too-large" -> calls.send(sound.body("application/json", "{}" + " ".repeat(70 * 1024)));
            case "upload-too-large" ->
                calls.send(sound.body(
                        sound.type(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                new byte[call.equals("submit") ? 5 << 20 : (1 << 20) + 1])));
            case "invalid-parameter" -> {
                if (call.equals("submit")) {
                    calls.send(sound.query("height=175"));
                } else if (call.equals("eraseAll")) {
                    calls.send(sound.query(""));
                } else if (document.operation(call).node().has("requestBody")) {
                    calls.send(sound.json(ApiCalls.object()));
                } else {
                    calls.send(sound.query("limit=1000"));
                }
            }
            case "weak-password" ->
                calls.send(sound.json(ApiCalls.person("weak@example.org")
                        .put("password", "1234")
                        .put("current_password", ApiCalls.PASSWORD)
                        .put("new_password", "1234")));
            case "login-taken" -> calls.send(sound.json(ApiCalls.person(Credentials.LOGIN)));
            case "login-failed" ->
                calls.send(sound.json(ApiCalls.person("nobody@example.org")
                        .put("password", "not this one, surely")
                        .put("current_password", "not this one, surely")
                        .put("new_password", "nor this one, I hope")));
            case "last-operator" ->
                calls.send(sound.as(good.operator())
                        .json(ApiCalls.person("")
                                .put("password", suite.credentials().loginPassword())));
            case "too-many-attempts" -> untilTooMany(call, sound);
            case "empty-body" -> calls.send(sound.body("video/mp4", HttpRequest.BodyPublishers.noBody()));
            case "unsupported-media-type" -> calls.send(sound.body("image/png", "png"));
            case "range-not-satisfiable" -> calls.send(sound.header("Range", "bytes=1000000000-"));
            case "not-a-video" -> calls.send(sound.body("video/mp4", "Dear doctor, ".repeat(500)));
            case "truncated-video" -> {
                byte[] whole = Files.readAllBytes(files.walk());
                calls.send(sound.body("video/mp4", HttpRequest.BodyPublishers.ofByteArray(whole, 0, whole.length / 2)));
            }
            case "video-too-long" ->
                calls.send(sound.body("video/mp4", HttpRequest.BodyPublishers.ofFile(Walks.lasting30s(suite))));
            case "unknown-recording" ->
                calls.send(sound.body(
                        "application/zip",
                        HttpRequest.BodyPublishers.ofByteArray(ExampleFiles.zip("letter.txt", "Dear doctor"))));
            case "malformed-recording" -> {
                byte[] whole = ExampleFiles.zip("letter.txt", "Dear doctor, ".repeat(500));
                byte[] brokenOff = Arrays.copyOf(whole, 50);
                calls.send(sound.body("application/zip", HttpRequest.BodyPublishers.ofByteArray(brokenOff)));
            }
            default ->
                unknown.add(promise + " is described, and nothing makes it happen: add a case to Provocations.provoke,"
                        + " or name it in ContractIT.NOT_PROVOKED with the reason");
        }
    }

    private void untilTooMany(String call, Sent sound) throws IOException, InterruptedException {
        ObjectNode wrong = switch (call) {
            // A registration tells who has an account, so that is what there may not be many of.
            case "register" -> ApiCalls.person(Credentials.LOGIN);
            case "changePassword" ->
                ApiCalls.object().put("current_password", "wrong").put("new_password", "another sentence of mine");
            default -> ApiCalls.person("guessed@example.org").put("password", "wrong");
        };
        for (int attempt = 0; attempt < TOO_MANY; attempt++) {
            if (calls.send(sound.json(wrong)).statusCode() == 429) {
                return;
            }
        }
        throw new AssertionError(call + " was never refused with 429");
    }
}
