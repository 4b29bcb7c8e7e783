package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every call of the API document, asked by everybody who might: nobody, somebody else, the owner, an operator, whoever holds a token that
 * has ended, was revoked or was tampered with, and whoever reaches a service past the gateway. A new call is asked too: one that is for
 * everybody goes into {@link #FOR_EVERYBODY}, one with a body into {@link #asked}, one that ends its caller's session into
 * {@link #END_THE_CALLER}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorisationMatrixIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "quiet rivers carry many boats";
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
    private @Nullable PublicApi gateway;

    /** What the owner has, to fill paths with. */
    private String analysis = "";

    private String artefact = "";
    private String tokenId = "";
    private String oldToken = "";
    private String owner = "";
    private String ownerLogin = "";
    private String operator = "";

    AuthorisationMatrixIT() throws IOException {
        document = ApiDocument.in(StartedSuite.root());
    }

    @BeforeAll
    void prepare() throws Exception {
        StartedSuite suite = SUITE.get();
        gateway = PublicApi.at(suite.url(), suite.credentials().certificate(), HttpClient.Version.HTTP_1_1);
        operator = logIn(Credentials.LOGIN, suite.credentials().loginPassword());
        ownerLogin = register();
        owner = logIn(ownerLogin, PASSWORD);
        tokenId = issueToken(owner).path("id").asText();
        JsonNode submitted = read(send(
                Sent.to(document.operation("submit"))
                        .query("height=" + SampleWalk.HEIGHT)
                        .body("video/mp4", HttpRequest.BodyPublishers.ofFile(Walks.tiny(suite))),
                owner));
        analysis = submitted.path("id").asText();
        JsonNode old = issueToken(owner);
        oldToken = old.path("token").asText();
        endToken(old.path("id").asText());
        JsonNode ended = awaitEnd();
        artefact = ended.path("artefacts").path(0).path("name").asText();
        assertThat(artefact).as(ended.toString()).isNotEmpty();
    }

    @Test
    void nothingIsOpenToEverybodyButWhatMustBe() {
        assertThat(document.operations().stream()
                        .filter(AuthorisationMatrixIT::isForEverybody)
                        .map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    @Test
    void whoeverHasNoGoodCredentialIsRefusedByEveryCall() throws Exception {
        List<String> holes = new ArrayList<>();
        for (Map.Entry<String, String> bad : badCredentials().entrySet()) {
            for (Operation operation : secured()) {
                for (boolean cookie : new boolean[] {false, true}) {
                    HttpResponse<String> answer = cookie
                            ? withCookie(asked(operation), bad.getValue())
                            : send(asked(operation), bad.getValue());
                    String type = read(answer).path("type").asText();
                    // Whoever shows what is no session is as good as logged out, and nobody else is logged out by it.
                    boolean nothingToEnd = operation.id().equals("logOut")
                            && !bad.getValue().isEmpty()
                            && (answer.statusCode() == 204 || answer.statusCode() == 403);
                    boolean refused = nothingToEnd
                            || answer.statusCode() == 401
                                    && (type.equals(PROBLEM + "session-required")
                                            || type.equals(PROBLEM + "session-expired"));
                    if (!refused) {
                        holes.add(told(operation, bad.getKey() + (cookie ? " in a cookie" : ""), answer));
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
        for (Operation operation : secured()) {
            if (!operation.method().equals("GET") || operation.id().equals("followAnalysis")) {
                continue;
            }
            HttpResponse<String> answer = send(asked(operation), owner);
            int expected = isForOperators(operation) ? 403 : 200;
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
                        issueToken(owner, "analyses:read").path("token").asText(),
                "analyses:write",
                        issueToken(owner, "analyses:write").path("token").asText(),
                "operations", issueToken(operator, "operations").path("token").asText());
        Map<String, String> ofOperator = Map.of(
                "analyses:read",
                        issueToken(operator, "analyses:read").path("token").asText(),
                "analyses:write",
                        issueToken(operator, "analyses:write").path("token").asText());
        List<String> holes = new ArrayList<>();
        for (Operation operation : secured()) {
            boolean concernsAnalyses = isForOperators(operation)
                    || operation.path().startsWith("/v1/analyses")
                    || operation.path().startsWith("/v1/audit");
            if (!concernsAnalyses) {
                continue;
            }
            String needed = operation.method().equals("GET") ? "analyses:read" : "analyses:write";
            for (Map.Entry<String, String> token : (isForOperators(operation) ? ofOperator : ofOwner).entrySet()) {
                if (!isForOperators(operation) && token.getKey().equals(needed)) {
                    continue;
                }
                HttpResponse<String> answer = send(asked(operation), token.getValue());
                if (!read(answer).path("type").asText().equals(PROBLEM + "insufficient-scope")) {
                    holes.add(told(operation, "a token for " + token.getKey(), answer));
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThatTheOwnerHasLostNothing();
    }

    @Test
    void aProgramsTokenCannotActAsAPerson() throws Exception {
        String program = issueToken(owner).path("token").asText();
        List<String> holes = new ArrayList<>();
        for (Operation operation : secured()) {
            boolean ofThePerson = operation.path().startsWith("/v1/tokens")
                    || operation.path().startsWith("/v1/accounts")
                    || (operation.path().startsWith("/v1/sessions")
                            && !operation.method().equals("GET"));
            if (ofThePerson) {
                HttpResponse<String> answer = send(asked(operation), program);
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
        for (Map.Entry<String, String> forged : forgedIdentities().entrySet()) {
            for (Operation operation : secured()) {
                URI service = serviceOf(operation);
                ports++;
                HttpResponse<String> answer = direct(service, asked(operation), forged.getValue());
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
                            "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(ownerLogin, PASSWORD)));
                }
                if (!forged.getValue().isEmpty()) {
                    request.header("Authorization", "Bearer " + forged.getValue());
                }
                HttpResponse<String> answer = plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
        HttpRequest.Builder forged = api().request("/v1/sessions/current")
                .header("X-Gait-Session", owner)
                .GET();
        assertThat(api().exchange(forged).statusCode()).isEqualTo(401);

        String pretended = GatewaysIdentity.toSessionService()
                .signed(SUITE.get().credentials().identityPrivateKey());
        assertThat(send(asked(document.operation("listAnalyses")), pretended).statusCode())
                .as("even the gateway's own signature is no session")
                .isEqualTo(401);
        HttpResponse<String> within = api().exchange(api().request("/internal/session")
                .header("X-Gait-Session", owner)
                .GET());
        assertThat(within.statusCode()).isEqualTo(404);
        assertThat(within.body()).doesNotContain(ownerLogin);
    }

    private List<String> holesFor(boolean asOperator) throws Exception {
        List<String> holes = new ArrayList<>();
        String other = asOperator ? operator : logIn(register(), PASSWORD);
        for (Operation operation : secured()) {
            String who = other;
            if (END_THE_CALLER.contains(operation.id())) {
                who = logIn(register(), PASSWORD);
            }
            HttpResponse<String> answer = send(asked(operation), who);
            boolean isOwners = operation.path().contains("{id}") && !isForOperators(operation);
            boolean right = isOwners
                    ? answer.statusCode() == 404
                    : isForOperators(operation)
                            ? (asOperator ? isSuccessOrUnknown(answer) : answer.statusCode() == 403)
                            : isDone(operation, answer);
            String body = answer.body();
            // The whole audit trail names analyses and accounts by their ids, for operators.
            boolean tells = !operation.id().equals("readWholeAudit")
                    && !operation.path().equals("/v1/ops/audit")
                    && (body.contains(analysis) || body.contains(tokenId) || body.contains(ownerLogin));
            // A refusal may repeat the id that was asked for, and no more.
            if (!right || (tells && answer.statusCode() < 300)) {
                holes.add(told(operation, asOperator ? "an operator" : "somebody else", answer));
            }
        }
        return holes;
    }

    private static boolean isDone(Operation operation, HttpResponse<String> answer) {
        return operation.id().equals("submit") ? answer.statusCode() == 422 : answer.statusCode() < 300;
    }

    private static boolean isSuccessOrUnknown(HttpResponse<String> answer) {
        return answer.statusCode() < 300 || answer.statusCode() == 404;
    }

    private void assertThatTheOwnerHasLostNothing() throws Exception {
        assertThat(send(asked(document.operation("readAnalysis")), owner).statusCode())
                .isEqualTo(200);
        assertThat(send(asked(document.operation("fetchArtefact")), owner).statusCode())
                .isEqualTo(200);
        assertThat(send(asked(document.operation("showToken")), owner).statusCode())
                .isEqualTo(200);
    }

    private List<Operation> secured() {
        return document.operations().stream()
                .filter(operation -> !isForEverybody(operation))
                .toList();
    }

    private static boolean isForEverybody(Operation operation) {
        JsonNode security = operation.node().path("security");
        return security.isArray() && security.isEmpty();
    }

    private static boolean isForOperators(Operation operation) {
        return operation.path().startsWith("/v1/ops/");
    }

    /** The call as the owner would make it. */
    private Sent asked(Operation operation) throws IOException {
        String id = operation.path().startsWith("/v1/tokens")
                ? tokenId
                : operation.path().startsWith("/v1/ops/") ? UUID.randomUUID().toString() : analysis;
        Sent sent = Sent.to(operation).at(id).file(artefact);
        return switch (operation.id()) {
            case "closeAccount" -> sent.json(object().put("password", PASSWORD));
            case "changePassword" ->
                sent.json(object().put("current_password", PASSWORD).put("new_password", PASSWORD + " home"));
            case "issueToken" -> sent.json(object().put("name", "of the matrix"));
            case "eraseAll" -> sent.query("all=true");
            // No film, so that nothing is computed: who may send one is told that it is none.
            case "submit" -> sent.body("video/mp4", "Dear doctor, ".repeat(500));
            default -> {
                if (operation.node().path("requestBody").path("required").asBoolean()) {
                    throw new AssertionError(operation.id() + " needs a body that this test does not know");
                }
                yield sent;
            }
        };
    }

    /** Of everybody who has none that is good: in words, and what they send. */
    private Map<String, String> badCredentials() throws Exception {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("nobody", "");
        bad.put("whoever guesses", "A".repeat(43));
        bad.put("whoever sends what is no token", "not-a-token");

        String revoked = logIn(register(), PASSWORD);
        send(Sent.to(document.operation("logOut")), revoked);
        bad.put("a session that was logged out", revoked);

        String everywhere = logIn(register(), PASSWORD);
        send(Sent.to(document.operation("logOutEverywhere")), everywhere);
        bad.put("a session that was logged out everywhere", everywhere);

        String ended = logIn(register(), PASSWORD);
        endSession(ended);
        bad.put("a session whose time is over", ended);

        bad.put("a session with one letter changed", changed(owner));
        String program = issueToken(owner).path("token").asText();
        bad.put("an API token with one letter changed", changed(program));
        bad.put("an API token without its prefix", program.substring("gait_".length()));

        JsonNode withdrawn = issueToken(owner);
        send(Sent.to(document.operation("revokeToken")).at(withdrawn.path("id").asText()), owner);
        bad.put("a revoked API token", withdrawn.path("token").asText());

        bad.put("an API token whose time is over", oldToken);
        return bad;
    }

    /** What somebody might show a service who is not the gateway. */
    private Map<String, String> forgedIdentities() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        var own = keys.generateKeyPair().getPrivate();
        var real = SUITE.get().credentials().identityPrivateKey();
        GatewaysIdentity gateway = GatewaysIdentity.toSessionService();
        GatewaysIdentity user = new GatewaysIdentity(
                "analysis-service", UUID.randomUUID().toString(), "operator", Duration.ofSeconds(60));
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("nobody's signature", "");
        forged.put("a session's token", owner);
        forged.put("an unsigned gateway", gateway.unsigned());
        forged.put("an unsigned operator", user.unsigned());
        forged.put("a gateway with a key of its own", gateway.signed(own));
        forged.put("an operator with a key of their own", user.signed(own));
        forged.put("yesterday's gateway", gateway.lasting(Duration.ofHours(-24)).signed(real));
        forged.put("yesterday's operator", user.lasting(Duration.ofHours(-24)).signed(real));
        forged.put(
                "what was meant for another service",
                gateway.meantFor("analysis-service-of-others").signed(real));
        forged.put(
                "an operator, meant for session-service",
                user.meantFor("session-service").signed(real));
        return forged;
    }

    private static String changed(String token) {
        int last = token.length() - 2;
        char other = token.charAt(last) == 'x' ? 'y' : 'x';
        return token.substring(0, last) + other + token.substring(last + 1);
    }

    /** Sets a session's end into the past, as the store has it. */
    private void endSession(String token) throws IOException {
        String key = "session:" + Sha256.of(token);
        try (RedisAsk redis = new RedisAsk(SUITE.get())) {
            ObjectNode session = (ObjectNode) JSON.readTree((String) Objects.requireNonNull(redis.ask("GET", key)));
            assertThat(session.path("expires_at").asText())
                    .as("how a session is kept")
                    .isNotEmpty();
            redis.ask(
                    "SET",
                    key,
                    session.put("expires_at", "2020-01-01T00:00:00Z").toString(),
                    "KEEPTTL");
        }
    }

    /** Sets an API token's end into the past, in the database, which only one process opens at a time. */
    private static void endToken(String id) throws Exception {
        StartedSuite suite = SUITE.get();
        Part.hold(suite, "session-service");
        suite.kill("session-service");
        String url = "jdbc:h2:file:%s;MODE=MSSQLServer;IFEXISTS=TRUE"
                .formatted(suite.folders().data().resolve("accounts"));
        try (Connection sql = DriverManager.getConnection(
                        url, "gait", suite.credentials().sqlPassword());
                PreparedStatement update =
                        sql.prepareStatement("update api_token set expires_at = created_at where id = ?")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isOne();
        }
        Part.release(suite, "session-service");
        suite.awaitAllUp(Duration.ofSeconds(60));
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

    private HttpResponse<String> direct(URI service, Sent sent, String identity) throws Exception {
        HttpRequest gatewayRequest = sent.request(api()).build();
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
        return plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> withCookie(Sent sent, String token) throws Exception {
        return send(token.isEmpty() ? sent : sent.header("Cookie", "__Host-gait-session=" + token), "");
    }

    private HttpResponse<String> send(Sent sent, String token) throws Exception {
        return api().exchange(
                        sent.as(token).request(api()), Duration.ofSeconds(30), HttpResponse.BodyHandlers.ofString());
    }

    private PublicApi api() {
        return Objects.requireNonNull(gateway, "prepared before the first test");
    }

    private String register() throws Exception {
        String login = "matrix-" + UUID.randomUUID();
        HttpResponse<String> answer = send(
                Sent.to(document.operation("register"))
                        .json(object().put("login", login).put("password", PASSWORD)),
                "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return login;
    }

    private String logIn(String login, String password) throws Exception {
        HttpResponse<String> answer = send(
                Sent.to(document.operation("logIn"))
                        .json(object().put("login", login).put("password", password)),
                "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return read(answer).path("token").asText();
    }

    private JsonNode issueToken(String person, String... scopes) throws Exception {
        ObjectNode body = object().put("name", "of the matrix");
        if (scopes.length > 0) {
            var array = body.putArray("scopes");
            for (String scope : scopes) {
                array.add(scope);
            }
        }
        HttpResponse<String> answer =
                send(Sent.to(document.operation("issueToken")).json(body), person);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return read(answer);
    }

    private JsonNode awaitEnd() throws Exception {
        for (int i = 0; i < 600; i++) {
            JsonNode found =
                    read(send(Sent.to(document.operation("readAnalysis")).at(analysis), owner));
            if (!Set.of("QUEUED", "RUNNING").contains(found.path("state").asText())) {
                return found;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the analysis has not ended within a minute");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return answer.body().isEmpty() ? JsonNodeFactory.instance.missingNode() : JSON.readTree(answer.body());
    }

    private static String told(Operation operation, String who, HttpResponse<String> answer) {
        String body = answer.body().length() > 200 ? answer.body().substring(0, 200) : answer.body();
        return operation.method() + " " + operation.path() + " by " + who + ": " + answer.statusCode() + " " + body;
    }
}
