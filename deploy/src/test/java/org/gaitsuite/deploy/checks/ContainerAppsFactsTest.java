package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers and names of the container apps in Azure agree with the code of the services. */
class ContainerAppsFactsTest {
    private static final BicepText CONTAINER_APPS = BicepText.of("containerapps/main.bicep");

    @Test
    void containerAppsProbeWhatTheContractSays() {
        containerProbesOf(CONTAINER_APPS);
    }

    @Test
    void containerAppsSendRequestsToThePortsOfTheServices() {
        assertThat(CONTAINER_APPS.block("resource gateway ").number("targetPort"))
                .isEqualTo(SuiteFacts.httpPort("gateway"));
        assertThat(CONTAINER_APPS.block("resource sessions ").number("targetPort"))
                .isEqualTo(SuiteFacts.httpPort("session-service"));
        assertThat(CONTAINER_APPS.block("resource analysisApi ").number("targetPort"))
                .isEqualTo(SuiteFacts.httpPort("analysis-service"));
        assertThat(CONTAINER_APPS.block("resource analysisWorker ").values("targetPort"))
                .isEmpty();
    }

    @Test
    void workersFollowTheQueueOfTheCode() {
        queueOf(CONTAINER_APPS);
    }

    @Test
    void eachAppIsItsServiceAlone() {
        identitiesOf(CONTAINER_APPS);
    }

    @Test
    void everyAppIsToldOfRedis() {
        redisOf(CONTAINER_APPS);
    }

    @Test
    void plantedErrorsAreCaught() {
        BicepText.planted(CONTAINER_APPS, "port: 9002", "port: 8082", ContainerAppsFactsTest::containerProbesOf);
        BicepText.planted(
                CONTAINER_APPS,
                "analyses-sql-password'\n          identity: foundation.outputs.analysesIdentityId",
                "analyses-sql-password'\n          identity: foundation.outputs.sessionsIdentityId",
                ContainerAppsFactsTest::identitiesOf);
        BicepText.planted(
                CONTAINER_APPS,
                "'${identityFolder}/identity-private-key.pem' }\n            { name: 'REDIS_URL', secretRef: 'redis-url' }",
                "'${identityFolder}/identity-private-key.pem' }",
                ContainerAppsFactsTest::redisOf);
        BicepText.planted(CONTAINER_APPS, "stream: 'gait:jobs'", "stream: 'gait:job'", ContainerAppsFactsTest::queueOf);
    }

    private static void containerProbesOf(BicepText apps) {
        BicepText gateway = apps.block("resource gateway ");
        probe(gateway, "Liveness", "/health/live", SuiteFacts.httpPort("gateway"), 10, 3);
        probe(gateway, "Readiness", "/health", SuiteFacts.httpPort("gateway"), 5, 2);
        probe(gateway, "Startup", "/health/live", SuiteFacts.httpPort("gateway"), 6, 10);
        List.of("sessions", "analysisApi", "analysisWorker").forEach(name -> {
            BicepText app = apps.block("resource " + name + " ");
            int port = SuiteFacts.managementPort(name.equals("sessions") ? "session-service" : "analysis-service");
            probe(app, "Startup", "/health/started", port, 6, 10);
            probe(app, "Liveness", "/health/live", port, 10, 3);
            probe(app, "Readiness", "/health/live", port, 5, 2);
        });
    }

    private static void probe(BicepText app, String type, String path, int port, int period, int failures) {
        BicepText probe = app.objectsWith("type: '" + type + "'").getFirst();

        assertThat(probe.value("path")).isEqualTo(path);
        assertThat(probe.number("port")).isEqualTo(port);
        assertThat(probe.number("periodSeconds")).isEqualTo(period);
        assertThat(probe.number("failureThreshold")).isEqualTo(failures);
    }

    private static void identitiesOf(BicepText apps) {
        Map.of("gateway", "gateway", "sessions", "sessions", "analysisApi", "analyses", "analysisWorker", "analyses")
                .forEach((app, service) -> {
                    BicepText block = apps.block("resource " + app + " ");
                    assertThat(block.piece()).contains("${foundation.outputs." + service + "IdentityId}");
                    assertThat(block.values("identity").filter(value -> value.startsWith("foundation.")))
                            .isNotEmpty()
                            .containsOnly("foundation.outputs." + service + "IdentityId");
                });
    }

    private static void redisOf(BicepText apps) {
        for (String app : List.of("gateway", "sessions", "analysisApi", "analysisWorker")) {
            assertThat(apps.block("resource " + app + " ").piece())
                    .contains("keyVaultUrl: '${secretsUri}/redis-url'")
                    .contains("{ name: 'REDIS_URL', secretRef: 'redis-url' }");
        }
    }

    private static void queueOf(BicepText apps) {
        BicepText rule = apps.block("resource analysisWorker ").block("metadata: ");

        assertThat(rule.value("stream")).isEqualTo(SuiteFacts.stream());
        assertThat(rule.value("streamLength")).isEqualTo("5");
        // The group's lag means nothing: entries are delivered out of order.
        assertThat(rule.values("consumerGroup")).isEmpty();
    }
}
