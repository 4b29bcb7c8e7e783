package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and names in the Bicep files agree with the code of the services and with each other. */
class AzureFactsTest {
    private static final BicepText SCALE_SET = BicepText.of("vmss/main.bicep");
    private static final BicepText CONTAINER_APPS = BicepText.of("containerapps/main.bicep");
    private static final BicepText CLUSTER = BicepText.of("aks/main.bicep");
    private static final BicepText APP_SERVICE = BicepText.of("appservice/main.bicep");

    @Test
    void loadBalancerAsksTheGatewayForHealth() {
        trafficProbeOf(SCALE_SET);
    }

    @Test
    void loadBalancerLeadsToTheGateway() {
        BicepText balancer = SCALE_SET.block("resource balancer ");

        BicepText http = balancer.objectsWith("frontendPort: 80").getFirst();
        assertThat(http.number("backendPort")).isEqualTo(SuiteFacts.httpPort("gateway"));
        BicepText https = balancer.objectsWith("frontendPort: 443").getFirst();
        assertThat(https.number("backendPort")).isEqualTo(SuiteFacts.httpsPort());
        for (BicepText rule : List.of(http, https)) {
            assertThat(rule.value("enableTcpReset")).isEqualTo("true");
            assertThat(rule.value("disableOutboundSnat")).isEqualTo("true");
            // The gateway lets a request be silent for 600 s.
            assertThat(rule.number("idleTimeoutInMinutes")).isGreaterThan(10);
        }
    }

    @Test
    void everyMachineHasPortsForSsh() {
        natPortsOf(SCALE_SET);
    }

    @Test
    void repairsGoByWhetherTheProcessLives() {
        BicepText machines = healthSettings("resource machineSet ");
        assertThat(machines.value("requestPath")).isEqualTo("/health/live");
        assertThat(machines.number("port")).isEqualTo(SuiteFacts.httpPort("gateway"));

        BicepText workers = healthSettings("resource workers ");
        assertThat(workers.value("requestPath")).isEqualTo("/health/live");
        assertThat(workers.number("port")).isEqualTo(SuiteFacts.managementPort("analysis-service"));

        for (BicepText settings : List.of(machines, workers)) {
            assertThat(settings.number("intervalInSeconds")).isEqualTo(10);
            assertThat(settings.number("numberOfProbes")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"standard, 2, 3, 10, 70, 30", "small, 2, 2, 3, 75, 20"})
    void presetsScaleBetweenTheirBounds(String name, int minimum, int standard, int maximum, int out, int in) {
        BicepText preset = SCALE_SET.block("var presets = ").block(name + ": ");

        assertThat(preset.number("minimum")).isEqualTo(minimum).isLessThanOrEqualTo(preset.number("default"));
        assertThat(preset.number("default")).isEqualTo(standard).isLessThanOrEqualTo(preset.number("maximum"));
        assertThat(preset.number("maximum")).isEqualTo(maximum);
        assertThat(preset.number("cpuOut")).isEqualTo(out);
        assertThat(preset.number("cpuIn")).isEqualTo(in);
    }

    @Test
    void memoryOfMachinesIsMeasuredAsWhatIsAvailable() {
        BicepText autoscale = SCALE_SET.block("module autoscale ");

        assertThat(autoscale.value("memoryMetric")).isEqualTo("Available Memory Percentage");
        assertThat(autoscale.value("memoryOperator")).isEqualTo("LessThan");
        assertThat(autoscale.number("memoryThreshold")).isEqualTo(20);
    }

    @Test
    void boundsAreInOrder() {
        inOrder(SCALE_SET, "workersMinimum", "workersDefault", "workersMaximum");
        inOrder(CONTAINER_APPS, "gatewayMinimum", "gatewayMaximum");
        inOrder(CONTAINER_APPS, "serviceMinimum", "serviceMaximum");
        inOrder(CONTAINER_APPS, "workersMinimum", "workersMaximum");
        inOrder(CLUSTER, "systemMinimum", "systemMaximum");
        inOrder(CLUSTER, "userMinimum", "userMaximum");
        inOrder(CLUSTER, "ingressMinimum", "ingressMaximum");
        inOrder(APP_SERVICE, "minimum", "standard", "maximum");
    }

    @Test
    void scalingWaitsFiveMinutesToGrowAndTenToShrink() {
        BicepText rules = BicepText.of("modules/autoscale.bicep");

        assertThat(rules.objectsWith("metricName: cpuMetric"))
                .hasSize(2)
                .satisfiesExactly(
                        out -> assertThat(out.value("timeWindow")).isEqualTo("PT5M"),
                        in -> assertThat(in.value("timeWindow")).isEqualTo("PT10M"));
        assertThat(rules.objectsWith("metricName: memoryMetric").getFirst().value("timeWindow"))
                .isEqualTo("PT5M");
    }

    @Test
    void upgradesReplaceAFifthAtATimeAndGoBackOnFailure() {
        BicepText policy = SCALE_SET.block("rollingUpgradePolicy: ");

        assertThat(policy.number("maxBatchInstancePercent")).isEqualTo(20);
        assertThat(policy.number("maxUnhealthyInstancePercent")).isEqualTo(20);
        assertThat(policy.value("pauseTimeBetweenBatches")).isEqualTo("PT30S");
        assertThat(policy.value("maxSurge")).isEqualTo("true");
        assertThat(policy.value("rollbackFailedInstancesOnPolicyBreach")).isEqualTo("true");
    }

    @Test
    void appServiceScalesAsTheMachinesDo() {
        assertThat(APP_SERVICE.parameter("minimum")).isEqualTo("2");
        assertThat(APP_SERVICE.parameter("standard")).isEqualTo("3");
        assertThat(APP_SERVICE.parameter("maximum")).isEqualTo("10");
        assertThat(APP_SERVICE.parameter("cpuOut")).isEqualTo("70");
        assertThat(APP_SERVICE.parameter("memoryOut")).isEqualTo("80");
        assertThat(APP_SERVICE.parameter("cpuIn")).isEqualTo("30");
        assertThat(APP_SERVICE.parameter("planSize")).isEqualTo("P1v3");
    }

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
    void everyPlatformWaitsForTheSlowestService() {
        long slowest = SuiteFacts.SERVICES.stream()
                .map(SuiteFacts::longestLeave)
                .mapToLong(Duration::toSeconds)
                .max()
                .orElseThrow();

        assertThat(CONTAINER_APPS.values("terminationGracePeriodSeconds").map(Long::valueOf))
                .hasSize(4)
                .allSatisfy(grace -> assertThat(grace).isGreaterThanOrEqualTo(slowest));
        assertThat(setting(APP_SERVICE, "WEBSITES_CONTAINER_STOP_TIME_LIMIT")).isGreaterThanOrEqualTo(slowest);
        assertThat(CLUSTER.block("connectionDraining: ").number("drainTimeoutInSec"))
                .isGreaterThanOrEqualTo((int) slowest);
        for (BicepText set : SCALE_SET.blocks("terminateNotificationProfile: ")) {
            assertThat(Duration.parse(set.value("notBeforeTimeout")).toSeconds())
                    .isGreaterThanOrEqualTo(slowest);
        }
    }

    @Test
    void ingressOfTheClusterIsPatientAndAsksTheGatewayForHealth() {
        assertThat(CLUSTER.number("requestTimeout")).isEqualTo(600);
        BicepText probe = CLUSTER.objectsWith("path: '/health'").getFirst();
        assertThat(probe.number("port")).isEqualTo(SuiteFacts.httpPort("gateway"));
        assertThat(probe.number("interval")).isEqualTo(5);
        assertThat(probe.number("unhealthyThreshold")).isEqualTo(2);
    }

    @Test
    void appServiceKnowsThePortsAndTheHealthOfTheContainers() {
        assertThat(APP_SERVICE.value("healthCheckPath")).isEqualTo("/health");
        BicepText containers = APP_SERVICE.block("var containerList = ");
        for (String service : SuiteFacts.SERVICES) {
            BicepText container =
                    containers.objectsWith("name: '" + service + "'").getFirst();
            assertThat(container.number("targetPort")).isEqualTo(SuiteFacts.httpPort(service));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions-sql-password",
                "analyses-sql-password",
                "identity-private-key",
                "identity-public-key",
                "bootstrap-password",
                "tls-certificate",
                "tls-private-key",
                "tls-pfx"
            })
    void vaultHoldsTheSecret(String name) {
        assertThat(BicepText.of("modules/vault.bicep").values("name")).contains("${vault.name}/" + name);
    }

    @Test
    void eachAppIsItsServiceAlone() {
        identitiesOf(CONTAINER_APPS);
    }

    @Test
    void everyServiceIsToldOfRedis() {
        redisOf(CONTAINER_APPS);
        redisInContainersOf(APP_SERVICE);
    }

    @Test
    void onlyProductionWorksOffTheQueue() {
        rolesOf(APP_SERVICE);
    }

    @Test
    void redisIsOneServerThatForgetsNothing() {
        BicepText redis = BicepText.of("modules/redis.bicep");

        assertThat(redis.value("clusteringPolicy")).isEqualTo("NoCluster");
        assertThat(redis.value("evictionPolicy")).isEqualTo("NoEviction");
        assertThat(redis.value("clientProtocol")).isEqualTo("Encrypted");
        assertThat(redis.values("value")).anyMatch(url -> url.contains("uriComponent("));
    }

    @Test
    void nobodySeesASecret() throws Exception {
        for (var file : BicepTest.bicepFiles()) {
            BicepText text = BicepText.of(file);
            secretsStaySecretIn(text);
        }
    }

    @Test
    void plantedErrorsAreCaught() {
        BicepText.planted(
                SCALE_SET,
                "requestPath: '/health'\n",
                "requestPath: '/health/ready'\n",
                AzureFactsTest::trafficProbeOf);
        BicepText.planted(
                SCALE_SET, "var gatewayPort = 8080", "var gatewayPort = 8081", AzureFactsTest::trafficProbeOf);
        BicepText.planted(
                SCALE_SET, "frontendPortRangeEnd: 50119", "frontendPortRangeEnd: 50009", AzureFactsTest::natPortsOf);
        BicepText.planted(CONTAINER_APPS, "port: 9002", "port: 8082", AzureFactsTest::containerProbesOf);
        BicepText.planted(
                CONTAINER_APPS,
                "analyses-sql-password'\n          identity: foundation.outputs.analysesIdentityId",
                "analyses-sql-password'\n          identity: foundation.outputs.sessionsIdentityId",
                AzureFactsTest::identitiesOf);
        BicepText.planted(
                APP_SERVICE,
                "concat(settings, roleInTheSlot)",
                "concat(settings, roleInProduction)",
                AzureFactsTest::rolesOf);
        BicepText.planted(
                APP_SERVICE, "appSettingNames: [ 'GAIT_ROLE' ]", "appSettingNames: []", AzureFactsTest::rolesOf);
        BicepText.planted(
                CONTAINER_APPS,
                "'${identityFolder}/identity-private-key.pem' }\n            { name: 'REDIS_URL', secretRef: 'redis-url' }",
                "'${identityFolder}/identity-private-key.pem' }",
                AzureFactsTest::redisOf);
        BicepText.planted(
                APP_SERVICE,
                "'GAIT_IDENTITY_PRIVATE_KEY_FILE' }\n      { name: 'REDIS_URL', value: 'REDIS_URL' }",
                "'GAIT_IDENTITY_PRIVATE_KEY_FILE' }",
                AzureFactsTest::redisInContainersOf);
        BicepText.planted(CONTAINER_APPS, "stream: 'gait:jobs'", "stream: 'gait:job'", AzureFactsTest::queueOf);
        BicepText.planted(
                APP_SERVICE,
                "param minimum int = 2",
                "param minimum int = 4",
                text -> inOrder(text, "minimum", "standard", "maximum"));
        BicepText.planted(
                BicepText.ofText("@secure()\nparam sqlPassword string\n"),
                "@secure()\n",
                "",
                AzureFactsTest::secretsStaySecretIn);
        BicepText.planted(
                BicepText.ofText("output id string = database.id\n"),
                "database.id",
                "database.listKeys().primaryKey",
                AzureFactsTest::secretsStaySecretIn);
    }

    private static BicepText healthSettings(String set) {
        return SCALE_SET
                .block(set)
                .objectsWith("type: 'ApplicationHealthLinux'")
                .getFirst()
                .block("settings: ");
    }

    private static void trafficProbeOf(BicepText scaleSet) {
        BicepText probe = scaleSet.block("resource balancer ").block("probes: ");

        assertThat(probe.value("protocol")).isEqualTo("Http");
        assertThat(probe.value("requestPath")).isEqualTo("/health");
        assertThat(probe.number("port")).isEqualTo(SuiteFacts.httpPort("gateway"));
        assertThat(probe.number("intervalInSeconds")).isEqualTo(5);
        assertThat(probe.number("probeThreshold")).isEqualTo(2);
    }

    private static void natPortsOf(BicepText scaleSet) {
        BicepText ports = scaleSet.block("inboundNatRules: ");
        int most = scaleSet.block("var presets = ")
                .values("maximum")
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();

        assertThat(ports.number("backendPort")).isEqualTo(22);
        assertThat(ports.number("frontendPortRangeStart")).isEqualTo(50000);
        // A rolling upgrade has new machines beside the old ones.
        assertThat(ports.number("frontendPortRangeEnd") - ports.number("frontendPortRangeStart") + 1)
                .isGreaterThanOrEqualTo(2 * most);
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

    private static void redisInContainersOf(BicepText site) {
        for (BicepText container : site.block("var containerList = ").objectsWith("name: '[a-z-]+'")) {
            boolean told = container.piece().contains("{ name: 'REDIS_URL', value: 'REDIS_URL' }");
            assertThat(told || container.value("inherits").equals("true"))
                    .as(container.value("targetPort"))
                    .isTrue();
        }
    }

    private static void rolesOf(BicepText site) {
        assertThat(site.piece()).contains("var roleInProduction = [ { name: 'GAIT_ROLE', value: 'all' } ]");
        assertThat(site.piece()).contains("var roleInTheSlot = [ { name: 'GAIT_ROLE', value: 'api' } ]");
        assertThat(site.block("resource app ").value("siteConfig")).contains("concat(settings, roleInProduction)");
        assertThat(site.block("resource staging ").value("siteConfig")).contains("concat(settings, roleInTheSlot)");
        assertThat(site.block("resource ofTheSlot ").value("appSettingNames")).contains("GAIT_ROLE");
    }

    private static void queueOf(BicepText apps) {
        BicepText rule = apps.block("resource analysisWorker ").block("metadata: ");

        assertThat(rule.value("stream")).isEqualTo(SuiteFacts.stream());
        assertThat(rule.value("streamLength")).isEqualTo("5");
        // The group's lag means nothing: entries are delivered out of order.
        assertThat(rule.values("consumerGroup")).isEmpty();
    }

    private static void inOrder(BicepText file, String... parameters) {
        assertThat(List.of(parameters).stream().map(file::parameter).map(Integer::valueOf))
                .isSorted();
    }

    private static void secretsStaySecretIn(BicepText file) {
        assertThat(file.whole().lines().filter(line -> line.startsWith("output ")))
                .noneMatch(line -> line.matches("(?i).*(listKeys|password|privateKey|primaryKey|sharedKey).*"));
        assertThat(("\n" + file.whole()).split("\nparam "))
                .as("parameters and what stands before each")
                .satisfies(parts -> {
                    for (int i = 1; i < parts.length; i++) {
                        boolean secret =
                                parts[i].matches("(?s)\\w*(Password|PrivateKey|[cC]ertificate|Pfx)\\w* string.*");
                        assertThat(!secret || parts[i - 1].endsWith("@secure()"))
                                .as("param " + parts[i].lines().findFirst().orElse(""))
                                .isTrue();
                    }
                });
    }

    private static long setting(BicepText file, String name) {
        return file.piece()
                .lines()
                .filter(line -> line.contains("'" + name + "'"))
                .map(line -> line.replaceAll(".*value: '(\\d+)'.*", "$1"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
