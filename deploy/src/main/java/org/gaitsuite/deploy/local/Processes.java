package org.gaitsuite.deploy.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says which processes an installation consists of, with which commands and environments. Starts none of them. Where {@code REDIS_URL}
 * is set, that Redis is used and none is started.
 */
final class Processes {
    /** SQL Server's dialect, and every commit on disk before it is answered, so that a killed process loses nothing. */
    private static final String H2_OPTIONS = ";MODE=MSSQLServer;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private static final Map<String, String> LOOPBACK_AND_READABLE_LOGS =
            Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_MANAGEMENT_HOST", "127.0.0.1", "GAIT_LOG_JSON", "false");

    private final Folders folders;
    private final Ports ports;
    private final Credentials credentials;
    private final Options options;
    private final HttpClient http;
    private final Optional<String> givenRedis;

    Processes(Folders folders, Ports ports, Credentials credentials, Options options, HttpClient http) {
        this.folders = folders;
        this.ports = ports;
        this.credentials = credentials;
        this.options = options;
        this.http = http;
        this.givenRedis = Optional.ofNullable(System.getenv("REDIS_URL")).filter(url -> !url.isBlank());
    }

    /** Rounds of processes: each is started at once, and awaited before the next. */
    List<List<Child>> inOrderOfStart() {
        List<Child> stores = new ArrayList<>();
        if (givenRedis.isEmpty()) {
            stores.add(RedisProgram.child(folders, ports, credentials));
        }
        if (several()) {
            stores.add(SqlProgram.child(folders, ports));
        }
        List<Child> services = new ArrayList<>();
        List<Child> gateways = new ArrayList<>();
        for (int instance = 1; instance <= options.instances(); instance++) {
            services.add(sessionService(instance));
            services.add(analysisService(instance));
            gateways.add(gateway(instance));
        }
        List<List<Child>> rounds = new ArrayList<>(List.of(stores, services, gateways));
        if (several()) {
            rounds.add(List.of(LoadBalancer.child(folders, ports, credentials, http)));
        }
        return rounds;
    }

    /** Whether those in front of a process send it requests; services behind gateways are tried with every request. */
    Child.Readiness admission(Child child) {
        return several() && child.kind().equals("gateway")
                ? Child.Readiness.http(http, loopback(ports.balancerStatus(), "/" + child.name()))
                : () -> true;
    }

    /** Every port that must be free, with what it is for. */
    Map<Integer, String> portsInUse() {
        Map<Integer, String> used = new HashMap<>();
        used.put(ports.publicHttp(), "HTTP");
        used.put(ports.publicHttps(), "HTTPS");
        if (givenRedis.isEmpty()) {
            used.put(ports.redis(), "Redis");
        }
        if (several()) {
            used.put(ports.sql(), "SQL");
            used.put(ports.balancerStatus(), "load balancer, status");
        }
        for (int i = 1; i <= options.instances(); i++) {
            used.put(ports.gatewayHttp(i), "gateway");
            used.put(ports.gatewayHttps(i), "gateway, HTTPS");
            used.put(ports.analysis(i), "analysis-service");
            used.put(ports.sessions(i), "session-service");
            used.put(ports.gatewayManagement(i), "gateway, management");
            used.put(ports.analysisManagement(i), "analysis-service, management");
            used.put(ports.sessionsManagement(i), "session-service, management");
        }
        return used;
    }

    private boolean several() {
        return options.instances() > 1;
    }

    private String numbered(String name, int instance) {
        return several() ? name + "-" + instance : name;
    }

    private String sqlUrl(String database) {
        String place = several()
                ? "jdbc:h2:tcp://127.0.0.1:%d/./%s".formatted(ports.sql(), database)
                : "jdbc:h2:file:%s".formatted(folders.data().resolve(database));
        return place + H2_OPTIONS;
    }

    private Child sessionService(int instance) {
        Map<String, String> environment = service("accounts");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.sessions(instance)));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.sessionsManagement(instance)));
        environment.put("GAIT_BOOTSTRAP_LOGIN", Credentials.LOGIN);
        environment.put("GAIT_BOOTSTRAP_PASSWORD", credentials.loginPassword());
        return quarkus("session-service", instance, "192m", environment, ports.sessionsManagement(instance));
    }

    private Child analysisService(int instance) {
        Map<String, String> environment = service("analyses");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.analysis(instance)));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.analysisManagement(instance)));
        environment.put("GAIT_ROLE", options.role(instance));
        environment.put("GAIT_LIBRARY_DIR", Build.libraries(folders).toString());
        environment.put(
                "GAIT_MODEL_DIR",
                Optional.ofNullable(System.getenv("GAIT_MODEL_DIR"))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder).toAbsolutePath())
                        .orElse(folders.models())
                        .toString());
        return quarkus("analysis-service", instance, "768m", environment, ports.analysisManagement(instance));
    }

    private Map<String, String> service(String database) {
        Map<String, String> environment = new HashMap<>();
        environment.putAll(LOOPBACK_AND_READABLE_LOGS);
        if (!several()) {
            // Nobody could take over in the meantime.
            environment.put("GAIT_SHUTDOWN_DELAY", "0S");
        }
        environment.put("GAIT_DATA_DIR", folders.data().toString());
        environment.put("GAIT_SQL_URL", sqlUrl(database));
        environment.put("GAIT_SQL_USER", "gait");
        environment.put("GAIT_SQL_PASSWORD", credentials.sqlPassword());
        environment.put("REDIS_URL", redisUrl());
        environment.put(
                "GAIT_IDENTITY_PUBLIC_KEY_FILE", credentials.identityPublicKey().toString());
        return environment;
    }

    private String redisUrl() {
        return givenRedis.orElseGet(
                () -> "redis://:%s@127.0.0.1:%d/0".formatted(credentials.redisPassword(), ports.redis()));
    }

    private Child gateway(int instance) {
        Map<String, String> environment = new HashMap<>();
        environment.putAll(LOOPBACK_AND_READABLE_LOGS);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.gatewayHttp(instance)));
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(ports.gatewayHttps(instance)));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.gatewayManagement(instance)));
        environment.put("GAIT_BEHIND_PROXY", Boolean.toString(several()));
        // A load balancer needs a moment to see that an instance leaves; a person who pressed Ctrl-C does not.
        environment.put("GAIT_SHUTDOWN_DELAY", several() ? "2S" : "0S");
        environment.put("GAIT_TLS_CERTIFICATE_FILE", credentials.certificate().toString());
        environment.put("GAIT_TLS_KEY_FILE", credentials.certificateKey().toString());
        environment.put(
                "GAIT_IDENTITY_PRIVATE_KEY_FILE",
                credentials.identityPrivateKey().toString());
        environment.put("REDIS_URL", redisUrl());
        environment.put("GAIT_GATEWAY_SESSION_SERVICE_URLS", urls(ports::sessions, i -> true));
        environment.put("GAIT_GATEWAY_ANALYSIS_SERVICE_URLS", urls(ports::analysis, options::answersRequests));
        return new Child(
                numbered("gateway", instance),
                options.build().service(folders, "gateway", "160m"),
                environment,
                folders.log(numbered("gateway", instance)),
                Child.Readiness.http(http, loopback(ports.gatewayHttp(instance), "/health/ready")));
    }

    private String urls(IntUnaryOperator port, IntPredicate asked) {
        return IntStream.rangeClosed(1, options.instances())
                .filter(asked)
                .mapToObj(i -> "http://127.0.0.1:" + port.applyAsInt(i))
                .collect(Collectors.joining(","));
    }

    private Child quarkus(String module, int instance, String heap, Map<String, String> environment, int management) {
        String name = numbered(module, instance);
        return new Child(
                name,
                options.build().service(folders, module, heap),
                environment,
                folders.log(name),
                Child.Readiness.http(http, loopback(management, "/health/ready")));
    }

    private static URI loopback(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
