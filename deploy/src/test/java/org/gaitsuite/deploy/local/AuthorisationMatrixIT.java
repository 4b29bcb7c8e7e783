package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every call of the API document, asked by everybody who might: nobody, somebody else, the owner, an operator, whoever holds a token that
 * has ended, was revoked or was tampered with, and whoever reaches a service past the gateway. A new call is asked too: one that is for
 * everybody goes into {@link #FOR_EVERYBODY}, one with a body into {@link OwnersCalls}, one that ends its caller's session into
 * {@link #END_THE_CALLER}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorisationMatrixIT {
    private static final String PROBLEM = "urn:gait-suite:problem:";

    /** Whoever knows no secret may make these, and no other. */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "register",
            "logIn",
            "waysIn",
            "logInWithProvider",
            "returnFromProvider",
            "page",
            "docs",
            "openapi",
            "health",
            "live",
            "ready",
            "startup");

    /** Calls that concern whoever makes them; asked by somebody who is needed no more. */
    private static final Set<String> END_THE_CALLER =
            Set.of("closeAccount", "logOut", "logOutEverywhere", "changePassword");

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(26_000, 1);

    private final ApiDocument document;
    private final HttpClient plain = HttpClient.newHttpClient();

    private ApiCalls calls;
    private OwnersCalls all;
    private BadCredentials bad;
    private String owner;
    private String ownerLogin;
    private String operator;

    AuthorisationMatrixIT() throws IOException {
        document = ApiDocument.in(StartedSuite.root());
    }

    @BeforeAll
    void prepare() throws Exception {
        StartedSuite suite = SUITE.get();
        calls = new ApiCalls(document, suite, (operation, answer) -> {});
        operator = calls.logIn(Credentials.LOGIN, suite.credentials().loginPassword());
        ownerLogin = calls.register();
        owner = calls.logIn(ownerLogin, ApiCalls.PASSWORD);
        String analysis = calls.submit(calls.to("submit")
                .as(owner)
                .query("height=" + SampleWalk.HEIGHT)
                .body("video/mp4", HttpRequest.BodyPublishers.ofFile(Walks.tiny(suite))));
        bad = new BadCredentials(suite, calls, owner);
        JsonNode ended = calls.awaitEnd(owner, analysis);
        String artefact = ended.path("artefacts").path(0).path("name").asText();
        assertThat(artefact).as(ended.toString()).isNotEmpty();
        all = new OwnersCalls(
                document, analysis, artefact, calls.issueToken(owner).path("id").asText());
    }

    @Test
    void nothingIsOpenToEverybodyButWhatMustBe() {
        assertThat(document.operations().stream()
                        .filter(OwnersCalls::isForEverybody)
                        .map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    @Test
    void whoeverHasNoGoodCredentialIsRefusedByEveryCall() throws Exception {
        List<String> holes = new ArrayList<>();
        for (Map.Entry<String, String> shown : bad.all().entrySet()) {
            for (Operation operation : all.secured()) {
                for (boolean cookie : new boolean[] {false, true}) {
                    HttpResponse<byte[]> answer = cookie
                            ? withCookie(all.asked(operation), shown.getValue())
                            : send(all.asked(operation), shown.getValue());
                    String type = ApiCalls.read(answer).path("type").asText();
                    // Whoever shows what is no session is as good as logged out, and nobody else is logged out by it.
                    boolean nothingToEnd = operation.id().equals("logOut")
                            && !shown.getValue().isEmpty()
                            && (answer.statusCode() == 204 || answer.statusCode() == 403);
                    boolean refused = nothingToEnd
                            || answer.statusCode() == 401
                                    && (type.equals(PROBLEM + "session-required")
                                            || type.equals(PROBLEM + "session-expired"));
                    if (!refused) {
                        holes.add(told(operation, shown.getKey() + (cookie ? " in a cookie" : ""), answer));
                    }
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void somebodyElseFindsNothingOfTheOwners() throws Exception {
        assertThat(holesFor(false)).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void anOperatorSeesTheQueueAndNobodysAnalyses() throws Exception {
        assertThat(holesFor(true)).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void theOwnerMayReadAllThatIsTheirs() throws Exception {
        List<String> closed = new ArrayList<>();
        for (Operation operation : all.secured()) {
            if (!operation.method().equals("GET") || operation.id().equals("followAnalysis")) {
                continue;
            }
            HttpResponse<byte[]> answer = send(all.asked(operation), owner);
            int expected = OwnersCalls.isForOperators(operation) ? 403 : 200;
            if (answer.statusCode() != expected) {
                closed.add(told(operation, "the owner", answer));
            }
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void aTokenMayNoMoreThanItsScopes() throws Exception {
        Map<String, String> ofOwner = Map.of(
                "analyses:read",
                        calls.issueToken(owner, "analyses:read").path("token").asText(),
                "analyses:write",
                        calls.issueToken(owner, "analyses:write").path("token").asText(),
                "operations",
                        calls.issueToken(operator, "operations").path("token").asText());
        Map<String, String> ofOperator = Map.of(
                "analyses:read",
                        calls.issueToken(operator, "analyses:read")
                                .path("token")
                                .asText(),
                "analyses:write",
                        calls.issueToken(operator, "analyses:write")
                                .path("token")
                                .asText());
        List<String> holes = new ArrayList<>();
        for (Operation operation : all.secured()) {
            boolean concernsAnalyses = OwnersCalls.isForOperators(operation)
                    || operation.path().startsWith("/v1/analyses")
                    || operation.path().startsWith("/v1/audit");
            if (!concernsAnalyses) {
                continue;
            }
            String needed = operation.method().equals("GET") ? "analyses:read" : "analyses:write";
            for (Map.Entry<String, String> token :
                    (OwnersCalls.isForOperators(operation) ? ofOperator : ofOwner).entrySet()) {
                if (!OwnersCalls.isForOperators(operation) && token.getKey().equals(needed)) {
                    continue;
                }
                HttpResponse<byte[]> answer = send(all.asked(operation), token.getValue());
                if (!ApiCalls.read(answer).path("type").asText().equals(PROBLEM + "insufficient-scope")) {
                    holes.add(told(operation, "a token for " + token.getKey(), answer));
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void aProgramsTokenCannotActAsAPerson() throws Exception {
        String program = calls.issueToken(owner).path("token").asText();
        List<String> holes = new ArrayList<>();
        for (Operation operation : all.secured()) {
            boolean ofThePerson = operation.path().startsWith("/v1/tokens")
                    || operation.path().startsWith("/v1/accounts")
                    || (operation.path().startsWith("/v1/sessions")
                            && !operation.method().equals("GET"));
            if (ofThePerson) {
                HttpResponse<byte[]> answer = send(all.asked(operation), program);
                if (answer.statusCode() != 403) {
                    holes.add(told(operation, "an API token", answer));
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void servicesAnswerNobodyButTheGateway() throws Exception {
        List<String> holes = new ArrayList<>();
        int ports = 0;
        for (Map.Entry<String, String> forged :
                ForgedIdentities.of(SUITE.get(), owner).entrySet()) {
            for (Operation operation : all.secured()) {
                URI service = serviceOf(operation);
                ports++;
                HttpResponse<byte[]> answer = direct(service, all.asked(operation), forged.getValue());
                if (answer.statusCode() != 401 && answer.statusCode() != 403) {
                    holes.add(told(operation, forged.getKey() + ", at " + service, answer));
                }
            }
            for (String path : List.of("/internal/session", "/v1/sessions", "/v1/accounts")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                sessionService().resolve(path))
                        .header("X-Gait-Session", owner)
                        .header("Content-Type", "application/json");
                if (!path.startsWith("/internal")) {
                    request.POST(HttpRequest.BodyPublishers.ofString(
                            "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(ownerLogin, ApiCalls.PASSWORD)));
                }
                if (!forged.getValue().isEmpty()) {
                    request.header("Authorization", "Bearer " + forged.getValue());
                }
                HttpResponse<byte[]> answer = plain.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 401 && answer.statusCode() != 403) {
                    holes.add(path + " by " + forged.getKey() + ": " + answer.statusCode());
                }
            }
        }
        assertThat(ports).as("calls tried").isGreaterThan(100);
        assertThat(holes).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void whatTheGatewayTellsServicesCannotBeSaidByAClient() throws Exception {
        HttpRequest.Builder forged = calls.request("/v1/sessions/current")
                .header("X-Gait-Session", owner)
                .GET();
        assertThat(calls.send(forged).statusCode()).isEqualTo(401);

        String pretended = GatewaysIdentity.toSessionService()
                .signed(SUITE.get().credentials().identityPrivateKey());
        assertThat(send(all.asked(document.operation("listAnalyses")), pretended)
                        .statusCode())
                .as("even the gateway's own signature is no session")
                .isEqualTo(401);
        HttpResponse<byte[]> within = calls.send(calls.request("/internal/session")
                .header("X-Gait-Session", owner)
                .GET());
        assertThat(within.statusCode()).isEqualTo(404);
        assertThat(ApiCalls.text(within)).doesNotContain(ownerLogin);
    }

    private List<String> holesFor(boolean asOperator) throws Exception {
        List<String> holes = new ArrayList<>();
        String other = asOperator ? operator : calls.newPerson();
        for (Operation operation : all.secured()) {
            String who = other;
            if (END_THE_CALLER.contains(operation.id())) {
                who = calls.newPerson();
            }
            HttpResponse<byte[]> answer = send(all.asked(operation), who);
            boolean isOwners = operation.path().contains("{id}") && !OwnersCalls.isForOperators(operation);
            boolean right = isOwners
                    ? answer.statusCode() == 404
                    : OwnersCalls.isForOperators(operation)
                            ? (asOperator ? isSuccessOrUnknown(answer) : answer.statusCode() == 403)
                            : isDone(operation, answer);
            String body = ApiCalls.text(answer);
            // The whole audit trail names analyses and accounts by their ids, for operators.
            boolean tells = !operation.id().equals("readWholeAudit")
                    && !operation.path().equals("/v1/ops/audit")
                    && (body.contains(all.analysis()) || body.contains(all.tokenId()) || body.contains(ownerLogin));
            // A refusal may repeat the id that was asked for, and no more.
            if (!right || (tells && answer.statusCode() < 300)) {
                holes.add(told(operation, asOperator ? "an operator" : "somebody else", answer));
            }
        }
        return holes;
    }

    private static boolean isDone(Operation operation, HttpResponse<byte[]> answer) {
        return operation.id().equals("submit") ? answer.statusCode() == 422 : answer.statusCode() < 300;
    }

    private static boolean isSuccessOrUnknown(HttpResponse<byte[]> answer) {
        return answer.statusCode() < 300 || answer.statusCode() == 404;
    }

    private void assertThatTheOwnerHasLostNothing() throws Exception {
        assertThat(send(all.asked(document.operation("readAnalysis")), owner).statusCode())
                .isEqualTo(200);
        assertThat(send(all.asked(document.operation("fetchArtefact")), owner).statusCode())
                .isEqualTo(200);
        assertThat(send(all.asked(document.operation("showToken")), owner).statusCode())
                .isEqualTo(200);
    }

    private URI serviceOf(Operation operation) {
        Ports ports = SUITE.get().ports();
        boolean ofSessions = operation.path().startsWith("/v1/accounts")
                || operation.path().startsWith("/v1/sessions")
                || operation.path().startsWith("/v1/tokens");
        return ofSessions ? sessionService() : URI.create("http://127.0.0.1:" + ports.analysis(1));
    }

    private static URI sessionService() {
        return URI.create("http://127.0.0.1:" + SUITE.get().ports().sessions(1));
    }

    private HttpResponse<byte[]> direct(URI service, Sent sent, String identity) throws Exception {
        HttpRequest gatewayRequest = calls.request(sent).build();
        URI asked = gatewayRequest.uri();
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(
                        asked.getRawQuery() == null
                                ? asked.getRawPath()
                                : asked.getRawPath() + "?" + asked.getRawQuery()))
                .method(
                        gatewayRequest.method(),
                        gatewayRequest.bodyPublisher().orElse(HttpRequest.BodyPublishers.noBody()))
                .header("X-Gait-Session", owner)
                .timeout(Duration.ofSeconds(20));
        gatewayRequest.headers().map().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        if (!identity.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + identity);
        }
        return plain.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> withCookie(Sent sent, String token) throws Exception {
        return send(token.isEmpty() ? sent : sent.header("Cookie", "__Host-gait-session=" + token), "");
    }

    private HttpResponse<byte[]> send(Sent sent, String token) throws Exception {
        return calls.send(sent.as(token));
    }

    private static String told(Operation operation, String who, HttpResponse<byte[]> answer) {
        String text = ApiCalls.text(answer);
        String body = text.substring(0, Math.min(200, text.length()));
        return operation.method() + " " + operation.path() + " by " + who + ": " + answer.statusCode() + " " + body;
    }
}
