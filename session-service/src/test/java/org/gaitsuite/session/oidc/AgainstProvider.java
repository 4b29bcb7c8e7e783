package org.gaitsuite.session.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.registered;
import static org.gaitsuite.session.oidc.Browser.token;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gaitsuite.session.AgainstService;
import org.gaitsuite.session.Eventually;
import org.gaitsuite.session.WithoutRedis;
import org.junit.jupiter.api.BeforeEach;

/** A service whose people log in with a provider, and one person of the provider's. */
public abstract class AgainstProvider extends AgainstService {
    /** With a stand-in for the provider. */
    public static final class WithProvider extends WithoutRedis {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gait.sessions.single-instance", "true");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            List<TestResourceEntry> all = new ArrayList<>(super.testResources());
            all.add(new TestResourceEntry(StandInProvider.class));
            return all;
        }
    }

    /** The provider's name for the person. */
    final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void theProviderIsThere() {
        Eventually.within(
                Duration.ofSeconds(20), () -> Browser.begin(null).then().statusCode(302));
    }

    /** The session of somebody whom the provider does not know. */
    static String loggedInWithPassword() {
        return logIn(registered(), PASSWORD).path("token");
    }

    /** Nobody is logged in, and the login page says why. */
    static void refused(Response answer, String problem) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/login?problem=" + problem);
        assertThat(answer.getCookie("__Host-gait-session")).isNull();
    }

    /** The account of the session that an answer opens. */
    static String accountOf(Response answer) {
        return lookUp(token(answer)).path("account_id");
    }

    /** How many accounts the person has. */
    int identities() {
        return database.query(
                handle -> handle.createQuery("select count(*) from external_identity where subject = :subject")
                        .bind("subject", subject)
                        .mapTo(Integer.class)
                        .one());
    }

    /** How often the provider was asked what a code is worth. */
    static int exchanges() {
        return given().get(java.net.URI.create(StandInProvider.address() + "/exchanges"))
                .path("count");
    }
}
