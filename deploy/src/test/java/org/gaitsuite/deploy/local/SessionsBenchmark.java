package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/sessions/current} as a user asks it, through the gateway; the same of session-service alone, signed as by the gateway;
 * and what {@code redis-benchmark} gets of the same Redis with the one command behind it, {@code GET} of a value as long as a session.
 * In turns, so that each round compares like with like. {@code ./bench sessions} runs it.
 */
final class SessionsBenchmark {
    private static final int ROUNDS = Integer.getInteger("gait.bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("gait.bench.seconds", 5);
    private static final int WARM_SECONDS = Integer.getInteger("gait.bench.warm", 45);
    private static final int CONNECTIONS = 64;
    private static final int PORT_OFFSET = 19_000;
    private static final int SESSION_BYTES = 300;
    private static final int ASKED_OF_REDIS = 300_000;
    private static final Pattern REDIS_RATE = Pattern.compile("([\\d.]+) requests per second");

    private final StartedSuite suite;
    private final String bearer;

    private SessionsBenchmark(StartedSuite suite, String bearer) {
        this.suite = suite;
        this.bearer = bearer;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("gait-bench-");
        Map<String, String> settings = Map.of(
                "GAIT_GATEWAY_RATES_ADDRESS", "0",
                "GAIT_GATEWAY_RATES_ACCOUNT", "0");
        try (StartedSuite suite = StartedSuite.start(home, PORT_OFFSET, 1, settings)) {
            new SessionsBenchmark(suite, suite.loggedIn().bearer()).run();
        } finally {
            Trees.delete(home);
        }
    }

    private void run() throws Exception {
        Wrk.warmUp(throughGateway(), Wrk.loggedIn(bearer), CONNECTIONS, WARM_SECONDS);
        Wrk.warmUp(alone(), asGateway(), CONNECTIONS, WARM_SECONDS);
        List<Double> gateway = new ArrayList<>();
        List<Double> gatewayTail = new ArrayList<>();
        List<Double> service = new ArrayList<>();
        List<Double> redis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            redis.add(redis());
            Wrk asUser = Wrk.run(throughGateway(), bearer, CONNECTIONS, SECONDS);
            gateway.add(asUser.requestsPerSecond());
            gatewayTail.add(asUser.p99Millis());
            service.add(Wrk.run(alone(), asGateway(), CONNECTIONS, SECONDS).requestsPerSecond());
        }
        double perRequest = 1 / Median.of(gateway);
        System.out.printf(
                Locale.ROOT,
                """
                figure redis_get_rps %.0f
                figure sessions_current_rps %.0f
                figure sessions_current_p99_ms %.1f
                figure session_service_alone_rps %.0f
                ratio sessions_current_vs_redis_get %.3f
                ratio session_service_share_of_time %.2f
                """,
                Median.of(redis),
                Median.of(gateway),
                Median.of(gatewayTail),
                Median.of(service),
                Median.of(gateway) / Median.of(redis),
                1 / Median.of(service) / perRequest);
    }

    private String throughGateway() {
        return "http://127.0.0.1:" + suite.ports().publicHttp() + "/v1/sessions/current";
    }

    private String alone() {
        return "http://127.0.0.1:" + suite.ports().sessions(1) + "/v1/sessions/current";
    }

    /** What the gateway sends beside the session; good for a minute. */
    private Map<String, String> asGateway() throws IOException, GeneralSecurityException {
        return Map.of(
                "Authorization",
                "Bearer "
                        + GatewaysIdentity.toSessionService()
                                .signed(suite.credentials().identityPrivateKey()),
                "X-Gait-Session",
                bearer);
    }

    private double redis() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "redis-benchmark",
                // It reads no password from its environment; this one is of a Redis that lives for minutes.
                "-a",
                suite.credentials().redisPassword(),
                "-p",
                Integer.toString(suite.ports().redis()),
                "-c",
                Integer.toString(CONNECTIONS),
                "-n",
                Integer.toString(ASKED_OF_REDIS),
                "-d",
                Integer.toString(SESSION_BYTES),
                "-t",
                "get",
                "-q");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = REDIS_RATE.matcher(said);
        if (process.waitFor() != 0 || !rate.find() || said.contains("NOAUTH")) {
            throw new IOException("redis-benchmark: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
