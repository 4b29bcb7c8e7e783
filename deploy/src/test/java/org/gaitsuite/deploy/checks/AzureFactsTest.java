package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and names of App Service, of the cluster and of what all platforms share agree with the code of the services and with each other. */
class AzureFactsTest {
    private static final BicepText SCALE_SET = BicepText.of("vmss/main.bicep");
    private static final BicepText CONTAINER_APPS = BicepText.of("containerapps/main.bicep");
    private static final BicepText CLUSTER = BicepText.of("aks/main.bicep");
    private static final BicepText APP_SERVICE = BicepText.of("appservice/main.bicep");

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
    void everyContainerIsToldOfRedis() {
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
                APP_SERVICE,
                "concat(settings, roleInTheSlot)",
                "concat(settings, roleInProduction)",
                AzureFactsTest::rolesOf);
        BicepText.planted(
                APP_SERVICE, "appSettingNames: [ 'GAIT_ROLE' ]", "appSettingNames: []", AzureFactsTest::rolesOf);
        BicepText.planted(
                APP_SERVICE,
                "'GAIT_IDENTITY_PRIVATE_KEY_FILE' }\n      { name: 'REDIS_URL', value: 'REDIS_URL' }",
                "'GAIT_IDENTITY_PRIVATE_KEY_FILE' }",
                AzureFactsTest::redisInContainersOf);
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
