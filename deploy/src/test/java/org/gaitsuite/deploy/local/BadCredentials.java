package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gaitsuite.redis.real.RedisAsk;

/** Sessions and API tokens that are good no longer, or never were: ended, revoked, tampered with. */
final class BadCredentials {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StartedSuite suite;
    private final ApiCalls calls;
    private final String owner;
    private final String oldToken;

    /** Ends session-service for a moment, since only one process opens the database at a time. */
    BadCredentials(StartedSuite suite, ApiCalls calls, String owner) throws Exception {
        this.suite = suite;
        this.calls = calls;
        this.owner = owner;
        JsonNode old = calls.issueToken(owner);
        oldToken = old.path("token").asText();
        endToken(old.path("id").asText());
    }

    /** Of everybody who has none that is good: in words, and what they send. */
    Map<String, String> all() throws Exception {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("nobody", "");
        bad.put("whoever guesses", "A".repeat(43));
        bad.put("whoever sends what is no token", "not-a-token");

        String revoked = calls.newPerson();
        calls.send(calls.to("logOut").as(revoked));
        bad.put("a session that was logged out", revoked);

        String everywhere = calls.newPerson();
        calls.send(calls.to("logOutEverywhere").as(everywhere));
        bad.put("a session that was logged out everywhere", everywhere);

        String ended = calls.newPerson();
        endSession(ended);
        bad.put("a session whose time is over", ended);

        bad.put("a session with one letter changed", changed(owner));
        String program = calls.issueToken(owner).path("token").asText();
        bad.put("an API token with one letter changed", changed(program));
        bad.put("an API token without its prefix", program.substring("gait_".length()));

        JsonNode withdrawn = calls.issueToken(owner);
        calls.send(calls.to("revokeToken").as(owner).at(withdrawn.path("id").asText()));
        bad.put("a revoked API token", withdrawn.path("token").asText());

        bad.put("an API token whose time is over", oldToken);
        return bad;
    }

    private static String changed(String token) {
        int last = token.length() - 2;
        char other = token.charAt(last) == 'x' ? 'y' : 'x';
        return token.substring(0, last) + other + token.substring(last + 1);
    }

    /** Sets a session's end into the past, as the store has it. */
    private void endSession(String token) throws IOException {
        String key = "session:" + Sha256.of(token);
        try (RedisAsk redis = suite.redis()) {
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

    /** Sets an API token's end into the past, in the database. */
    private void endToken(String id) throws Exception {
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
}
