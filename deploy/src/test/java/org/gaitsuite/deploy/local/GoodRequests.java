package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import org.gaitsuite.deploy.contract.ApiDocument;

/** A request to every call that succeeds: whose it is, and what it is about, is made for it. A new call needs a case in {@link #to}. */
final class GoodRequests {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final StartedSuite suite;
    private final ApiDocument document;
    private final ApiCalls calls;
    private final ExampleFiles files;
    private final String operator;
    private final String anna;
    /** Whom a call may end that should have been refused. */
    private final String spare;

    private final String finished;
    private final JsonNode analysis;

    /** Returns when Anna's walk has a result. */
    GoodRequests(StartedSuite suite, ApiDocument document, ApiCalls calls, ExampleFiles files)
            throws IOException, InterruptedException {
        this.suite = suite;
        this.document = document;
        this.calls = calls;
        this.files = files;
        operator = calls.logIn(Credentials.LOGIN, suite.credentials().loginPassword());
        anna = calls.newPerson();
        spare = calls.newPerson();
        finished = calls.submit(
                calls.to("submit").as(anna).query("height=" + SampleWalk.HEIGHT).body("video/mp4", film()));
        analysis = calls.awaitEnd(anna, finished);
        assertThat(analysis.path("state").asText()).as(analysis.toString()).isEqualTo("SUCCEEDED");
    }

    String operator() {
        return operator;
    }

    /** Somebody without any right but her own. */
    String anna() {
        return anna;
    }

    /** Her walk, with its result. */
    JsonNode analysis() {
        return analysis;
    }

    private HttpRequest.BodyPublisher film() throws IOException {
        return HttpRequest.BodyPublishers.ofFile(files.walk());
    }

    JsonNode example(String name) {
        return document.root().path("components").path("examples").path(name).path("value");
    }

    /** A request that succeeds, with whatever it needs made for it. */
    Sent to(String call) throws IOException, InterruptedException {
        Sent plain = calls.to(call);
        return switch (call) {
            case "register" -> {
                free(example("registration").path("login").asText());
                yield plain.json(example("registration"));
            }
            case "logIn" -> {
                free(example("login").path("login").asText());
                calls.send(calls.to("register").json(example("login")));
                yield plain.json(example("login"));
            }
            case "closeAccount" -> plain.as(calls.newPerson()).json(example("farewell"));
            case "changePassword" -> plain.as(calls.newPerson()).json(example("password-change"));
            case "logOutEverywhere", "logOut" -> plain.as(calls.newPerson());
            case "whoAmI", "listTokens", "listAnalyses", "readAudit" -> plain.as(anna);
            case "issueToken" -> plain.as(anna).json(example("token-request"));
            case "showToken", "revokeToken" ->
                plain.as(anna).at(calls.issueToken(anna).path("id").asText());
            case "submit" -> plain.as(anna).body("video/mp4", film());
            case "eraseAll" -> plain.as(calls.newPerson()).query("all=true");
            case "deleteAnalysis" -> plain.as(anna).at(newAnalysis(anna));
            case "readAnalysis", "followAnalysis" -> plain.as(anna).at(finished);
            case "fetchArtefact" -> plain.as(anna).at(finished).file("cycles.csv");
            case "readQueue", "listDeadLetters", "readWholeAudit" -> plain.as(operator);
            case "dropDeadLetter", "requeueDeadLetter" -> plain.as(operator).at(deadLetter());
            case "waysIn", "logInWithProvider", "returnFromProvider" -> plain;
            case "health", "live", "ready", "startup", "openapi", "docs", "page" -> plain;
            default ->
                throw new AssertionError(
                        "GoodRequests.to knows no request that " + call + " answers with success: add a case for it");
        };
    }

    /** Like {@link #to}, for what is refused before anybody looks for what the call is about and would take seconds to make. */
    Sent aimed(String call) throws IOException, InterruptedException {
        return switch (call) {
            case "dropDeadLetter", "requeueDeadLetter" ->
                calls.to(call).as(operator).at(UUID.randomUUID().toString());
            case "deleteAnalysis" -> calls.to(call).as(anna).at(finished);
            case "register" -> calls.to(call).json(example("registration"));
            case "logIn" -> calls.to(call).json(example("login"));
            case "closeAccount" -> calls.to(call).as(spare).json(example("farewell"));
            case "changePassword" -> calls.to(call).as(spare).json(example("password-change"));
            case "logOut", "logOutEverywhere" -> calls.to(call).as(spare);
            case "eraseAll" -> calls.to(call).as(spare).query("all=true");
            default -> to(call);
        };
    }

    /** Whoever has the login of an example goes, so that the example can be sent again. */
    private void free(String login) throws IOException, InterruptedException {
        String theirs = ApiCalls.read(calls.send(calls.to("logIn").json(ApiCalls.person(login))))
                .path("token")
                .asText();
        if (!theirs.isEmpty()) {
            calls.send(calls.to("closeAccount").as(theirs).json(ApiCalls.person(login)));
        }
    }

    /** One that was just accepted, and computed again whoever submitted the film before. */
    String newAnalysis(String owner) throws IOException, InterruptedException {
        return calls.submit(calls.to("submit").as(owner).query("again=true").body("video/mp4", film()));
    }

    /** One whose computation crashed as often as it may here, which is once. */
    private String deadLetter() throws IOException, InterruptedException {
        String id = newAnalysis(operator);
        ComputingProcess.await(suite, id, LIMIT).signal("SEGV");
        JsonNode dead = calls.awaitEnd(operator, id);
        assertThat(dead.path("state").asText()).as(dead.toString()).isEqualTo("FAILED");
        return id;
    }
}
