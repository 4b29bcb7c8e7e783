package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every overlay says agrees with the code of the services, with the sizing, and with itself. */
class KubernetesFactsTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#NAMES")
    void podsAreAsTheirServicesSay(String overlay) {
        assertThat(PodRules.complaints(Overlays.get(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#NAMES")
    void numbersOfPodsAreThoseOfTheSizing(String overlay) {
        assertThat(ScalingRules.complaints(Overlays.get(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#NAMES")
    void eachFlowIsAllowedAndNoOtherPort(String overlay) {
        assertThat(NetworkRules.complaints(Overlays.get(overlay))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#NAMES")
    void theNamespaceRefusesPodsThatAskForMore(String overlay) {
        JsonNode labels = Overlays.get(overlay).get("Namespace", "gait").at("/metadata/labels");
        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#DEPLOYED")
    void everyPlaceholderIsFilled(String overlay) {
        assertThat(Overlays.get(overlay).documents())
                .noneMatch(document -> document.toString().contains("from-azure"));
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#DEPLOYED")
    void nothingThatIsOnlyForTheBuildReachesTheCluster(String overlay) {
        assertThat(Overlays.get(overlay).find("ConfigMap", "azure")).isEmpty();
    }

    @Test
    void workersReachBlobStorageAsAnIdentity() {
        Manifests aks = Overlays.get("aks");
        for (String role : List.of("analysis-api", "analysis-worker")) {
            assertThat(new Workload(aks, aks.get("Deployment", role)).labels())
                    .containsEntry("azure.workload.identity/use", "true");
            assertThat(aks.get("ServiceAccount", role)
                            .at("/metadata/annotations")
                            .path("azure.workload.identity/client-id")
                            .asText())
                    .isNotEmpty();
        }
    }

    @Test
    void theScalersSecretIsTheOneThatTheScriptMakes() throws Exception {
        String script = Files.readString(SuiteFacts.deploy("kubernetes/scaler-secret"));
        Overlays.get("aks")
                .get("TriggerAuthentication", "redis")
                .at("/spec/secretTargetRef")
                .forEach(reference -> {
                    assertThat(script)
                            .contains("name: " + reference.path("name").asText());
                    assertThat(script).contains("  " + reference.path("key").asText() + ": $(");
                });
    }

    @Test
    void aForeignPortIsCaught() {
        assertCaught(
                PodRules.complaints(aks("Deployment", "gateway", CONTAINER + "/ports/1/containerPort", 9009)),
                "port management");
    }

    @Test
    void aReadinessThatDependsOnRedisIsCaught() {
        assertCaught(
                PodRules.complaints(aks(
                        "Deployment", "session-service", CONTAINER + "/readinessProbe/httpGet/path", "/health/ready")),
                "readinessProbe path");
    }

    @Test
    void tooLittleTimeToLeaveIsCaught() {
        assertCaught(
                PodRules.complaints(aks("Deployment", "analysis-api", POD + "/terminationGracePeriodSeconds", 30)),
                "to leave");
    }

    @Test
    void aServiceToldToTakeLongerThanItHasIsCaught() {
        Manifests changed = Overlays.get("small")
                .changed(
                        "Deployment",
                        "gateway",
                        deployment -> ((ObjectNode) deployment.at(CONTAINER))
                                .withArray("env")
                                .addObject()
                                .put("name", "GAIT_SHUTDOWN_TIMEOUT")
                                .put("value", "60S"));
        assertCaught(PodRules.complaints(changed), "to leave");
    }

    @Test
    void aWorkerThatWorksThroughTheWholeNoticeOfAnEvictionIsCaught() {
        Manifests changed = Overlays.get("aks")
                .changed(
                        "Deployment",
                        "analysis-worker",
                        deployment -> deployment.at(CONTAINER + "/env").forEach(variable -> {
                            if (variable.path("name").asText().equals("GAIT_WORKER_SHUTDOWN_GRACE")) {
                                ((ObjectNode) variable).put("value", "29S");
                            }
                        }));
        assertCaught(PodRules.complaints(changed), "eviction");
    }

    @Test
    void aWritableRootIsCaught() {
        assertCaught(
                PodRules.complaints(
                        aks("Deployment", "headroom", CONTAINER + "/securityContext/readOnlyRootFilesystem", false)),
                "readOnlyRootFilesystem");
    }

    @Test
    void aSecretThatNobodyKnowsIsCaught() {
        assertCaught(
                PodRules.complaints(Overlays.get("base")
                        .with("Deployment", "gateway", POD + "/volumes/2/secret/items/0/path", "signing-key")),
                "signing-key");
    }

    @Test
    void aVariableWhoseSecretNothingMakesIsCaught() {
        assertCaught(
                PodRules.complaints(
                        aks("SecretProviderClass", "session-service", "/spec/secretObjects/0/data/0/key", "redis")),
                "which nothing makes");
    }

    @Test
    void aServiceWithoutItsDatabaseIsCaught() {
        String settings = Overlays.get("local").kind("ConfigMap").stream()
                .map(Manifests::name)
                .filter(name -> name.startsWith("session-service"))
                .findFirst()
                .orElseThrow();
        Manifests changed = Overlays.get("local")
                .changed("ConfigMap", settings, map -> map.withObject("/data").remove("GAIT_SQL_URL"));
        assertCaught(PodRules.complaints(new Manifests("local", changed.documents())), "no SQL Server");
    }

    @Test
    void workersAboveWhatAnswersRequestsAreCaught() {
        assertThat(PodRules.complaints(aks("PriorityClass", "gait-work", "/value", 200_000)))
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains("displace"));
    }

    @Test
    void aStreamThatTheCodeDoesNotWriteIsCaught() {
        assertCaught(
                ScalingRules.complaints(
                        aks("ScaledObject", "analysis-worker", "/spec/triggers/0/metadata/stream", "gait:job")),
                "the code writes");
    }

    @Test
    void countingByConsumerGroupIsCaught() {
        assertCaught(
                ScalingRules.complaints(aks(
                        "ScaledObject",
                        "analysis-worker",
                        "/spec/triggers/0/metadata/consumerGroup",
                        SuiteFacts.consumerGroup())),
                "consumer group");
    }

    @Test
    void aBudgetThatKeepsEveryPodIsCaught() {
        assertCaught(
                ScalingRules.complaints(
                        Overlays.get("small").with("PodDisruptionBudget", "gateway", "/spec/minAvailable", 2)),
                "no node can be drained");
    }

    @Test
    void anotherRangeOfPodsIsCaught() {
        assertCaught(
                ScalingRules.complaints(aks("HorizontalPodAutoscaler", "session-service", "/spec/maxReplicas", 9)),
                "Range[");
    }

    @Test
    void replicasBesideAnAutoscalerAreCaught() {
        assertCaught(
                ScalingRules.complaints(aks("Deployment", "gateway", "/spec/replicas", 3)), "beside its autoscaler");
    }

    @Test
    void aServiceThatChoosesNoPodIsCaught() {
        assertThat(NetworkRules.complaints(
                        aks("Service", "analysis-api", "/spec/selector", Map.of("app.kubernetes.io/name", "analysis"))))
                .anyMatch(complaint -> complaint.contains("chooses no pod"));
    }

    @Test
    void aServiceThatLeadsToNoPortIsCaught() {
        assertCaught(
                NetworkRules.complaints(aks("Service", "gateway", "/spec/ports/0/targetPort", "web")),
                "the Service gateway leads");
    }

    @Test
    void trafficThatIsNotDeniedIsCaught() {
        assertCaught(
                NetworkRules.complaints(Overlays.get("aks").without("NetworkPolicy", "default-deny")), "does not deny");
    }

    @Test
    void aFlowThatNoPolicyAllowsIsCaught() {
        assertThat(NetworkRules.complaints(Overlays.get("aks").without("NetworkPolicy", "sql")))
                .anyMatch(complaint -> complaint.contains("session-service does not reach SQL at 1433"));
        assertThat(NetworkRules.complaints(Overlays.get("aks").without("NetworkPolicy", "redis-clients")))
                .anyMatch(complaint -> complaint.contains("analysis-worker does not reach Redis at 10000"))
                .anyMatch(complaint -> complaint.contains("gateway does not reach Redis at 10000"));
    }

    @Test
    void aGatewayThatMayGoToSqlIsCaught() {
        assertCaught(
                NetworkRules.complaints(
                        aks("NetworkPolicy", "sql", "/spec/podSelector/matchExpressions/0/values/0", "gateway")),
                "the gateway may go to SQL");
    }

    @Test
    void aRedisThatDoesNotLetTheGatewayInIsCaught() {
        assertCaught(
                NetworkRules.complaints(Overlays.get("local")
                        .with(
                                "NetworkPolicy",
                                "redis",
                                "/spec/ingress/0/from/0/podSelector/matchExpressions/0/values/0",
                                "nobody")),
                "Redis does not let gateway in");
    }

    @Test
    void aServiceThatIsNotToldOfRedisIsCaught() {
        Manifests changed = Overlays.get("aks")
                .changed(
                        "Deployment",
                        "gateway",
                        deployment -> ((ObjectNode) deployment.at(CONTAINER))
                                .withArray("env")
                                .removeAll());
        assertCaught(PodRules.complaints(changed), "gateway is given no REDIS_URL");
    }

    @Test
    void gatewaysHaveAUserOfRedisThatMayOnlyCount() throws Exception {
        Manifests local = Overlays.get("local");
        List<String> arguments = Workload.stream(new Workload(local, local.get("StatefulSet", "redis"))
                        .container()
                        .path("args"))
                .map(JsonNode::asText)
                .toList();
        int user = arguments.indexOf("--user");
        assertThat(arguments.subList(user, user + 4))
                .containsExactly("--user", "gateway", "on", ">$(GATEWAY_REDIS_PASSWORD)");
        String rights = arguments.stream()
                .skip(user + 4L)
                .takeWhile(argument -> !argument.startsWith("--"))
                .collect(Collectors.joining(" "));
        // Which the gateway's own tests show to be enough.
        assertThat(Files.readString(SuiteFacts.root().resolve("docs/operations.md")))
                .contains("ACL SETUSER gateway on >PASSWORD " + rights + "`");

        JsonNode secret = local.kind("Secret").stream()
                .filter(candidate -> Manifests.name(candidate).startsWith("gateway-secrets"))
                .findFirst()
                .orElseThrow();
        assertThat(Workload.stream(secret.path("data")).count()).isEqualTo(2);
        assertThat(new String(
                        Base64.getDecoder().decode(secret.at("/data/redis-url").asText()), StandardCharsets.UTF_8))
                .startsWith("redis://gateway:");
    }

    @Test
    void aPortThatAPolicyForgetsIsCaught() {
        assertThat(NetworkRules.complaints(aks("NetworkPolicy", "gateway", "/spec/ingress/1/ports/0/port", 9001)))
                .anyMatch(complaint -> complaint.contains("nobody may reach port management of gateway"))
                .anyMatch(complaint -> complaint.contains("opens 9001"));
    }

    @Test
    void aGatewayThatRefusesBeforeTheEntranceKnowsIsCaught() {
        assertCaught(
                NetworkRules.complaints(aks(
                        "Ingress",
                        "gateway",
                        "/metadata/annotations/appgw.ingress.kubernetes.io~1health-probe-interval",
                        "10")),
                "the entrance");
    }

    private static Manifests aks(String kind, String name, String pointer, Object value) {
        return Overlays.get("aks").with(kind, name, pointer, value);
    }

    private static void assertCaught(List<String> complaints, String words) {
        assertThat(complaints).isNotEmpty().anyMatch(complaint -> complaint.contains(words));
    }
}
