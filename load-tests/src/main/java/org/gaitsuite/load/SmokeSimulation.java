package org.gaitsuite.load;

import static io.gatling.javaapi.core.CoreDsl.RawFileBody;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The main job, end to end, by a few users at a time: each registers, logs in, uploads a walk, asks until it is
 * analysed, fetches the result and logs out. Thresholds are assertions, so the run fails when the suite does not hold
 * them.
 */
public final class SmokeSimulation extends Simulation {
    private static final String PASSWORD = "a long walk along the river";
    private static final Set<String> FINAL_STATES = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    // Names of requests, in reports and thresholds.
    private static final String REGISTER = "register";
    private static final String LOG_IN = "log in";
    private static final String UPLOAD = "upload";
    private static final String ASK = "ask for progress";
    private static final String FETCH = "fetch result";
    private static final String LOG_OUT = "log out";

    public SmokeSimulation() {
        SmokeSettings settings = SmokeSettings.from(System.getProperties());
        HttpProtocolBuilder gateway = http.baseUrl(settings.target().base().toString())
                .disableWarmUp()
                .disableFollowRedirect()
                .acceptHeader("application/json")
                .userAgentHeader("gait-suite-load-tests");

        ScenarioBuilder walk = scenario("a walk, from upload to result")
                .exec(this::withLogin)
                .exec(comeIn())
                .exec(upload(settings), exitHereIfFailed(), await(settings.patience()), fetch(), leave());

        setUp(walk.injectOpen(rampUsers(settings.users()).during(settings.ramp())))
                .protocols(gateway)
                .maxDuration(settings.longest())
                .assertions(
                        global().failedRequests().count().is(0L),
                        // Argon2 takes its time by design; the rest is waiting for a turn.
                        details(REGISTER).responseTime().percentile(95).lt(5_000),
                        details(LOG_IN).responseTime().percentile(95).lt(5_000),
                        details(ASK).responseTime().percentile(95).lt(1_000),
                        details(FETCH).responseTime().percentile(95).lt(1_000),
                        details(FETCH).successfulRequests().count().is((long) settings.users()));
    }

    private Session withLogin(Session session) {
        return session.set("login", "load-%s@example.invalid".formatted(UUID.randomUUID()));
    }

    private static ChainBuilder comeIn() {
        String credentials = "{\"login\": \"#{login}\", \"password\": \"%s\"}".formatted(PASSWORD);
        return exec(
                http(REGISTER)
                        .post("/v1/accounts")
                        .header("Content-Type", "application/json")
                        .body(StringBody(credentials))
                        .check(status().is(201)),
                http(LOG_IN)
                        .post("/v1/sessions")
                        .header("Content-Type", "application/json")
                        .body(StringBody(credentials))
                        .check(status().is(201), jsonPath("$.token").saveAs("token")),
                exitHereIfFailed(),
                // A program sends its token; the cookie is for the web page.
                exec(flushCookieJar()));
    }

    private static ChainBuilder upload(SmokeSettings settings) {
        return exec(http(UPLOAD)
                .post("/v1/analyses")
                .queryParam("height", String.format(Locale.ROOT, "%.2f", settings.heightMetres()))
                .queryParam("name", "load test")
                .header("Authorization", "Bearer #{token}")
                .header("Content-Type", "application/octet-stream")
                .body(RawFileBody(settings.video().toString()))
                .check(
                        status().is(202),
                        jsonPath("$.id").saveAs("id"),
                        jsonPath("$.state").saveAs("state")));
    }

    private static ChainBuilder await(Duration patience) {
        return asLongAsDuring(session -> !FINAL_STATES.contains(session.getString("state")), patience)
                .on(pause(BETWEEN_QUESTIONS)
                        .exec(http(ASK)
                                .get("/v1/analyses/#{id}")
                                .header("Authorization", "Bearer #{token}")
                                .check(status().is(200), jsonPath("$.state").saveAs("state"))));
    }

    private static ChainBuilder fetch() {
        return exec(
                http(ASK)
                        .get("/v1/analyses/#{id}")
                        .header("Authorization", "Bearer #{token}")
                        .check(status().is(200), jsonPath("$.state").is("SUCCEEDED")),
                http(FETCH)
                        .get("/v1/analyses/#{id}/result.json")
                        .header("Authorization", "Bearer #{token}")
                        .check(
                                status().is(200),
                                jsonPath("$.schema").is("gait-result/1"),
                                jsonPath("$.parameters[*].name").exists()));
    }

    private static ChainBuilder leave() {
        return exec(http(LOG_OUT)
                .delete("/v1/sessions/current")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(204)));
    }
}
