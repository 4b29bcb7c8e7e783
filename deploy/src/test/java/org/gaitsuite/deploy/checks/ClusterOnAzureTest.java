package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster that {@code azure/aks} makes and the manifests of {@code kubernetes} meet. */
class ClusterOnAzureTest {
    private static final BicepText CLUSTER = BicepText.of("aks/main.bicep");
    private static final BicepText FOUNDATION = BicepText.of("modules/foundation.bicep");

    /** Key in {@code azure.yaml} of the identity of each workload, and how the foundation calls it. */
    private static final Map<String, String> IDENTITIES = Map.of(
            "gateway", "gateway",
            "session-service", "sessions",
            "analysis-api", "analyses",
            "analysis-worker", "analyses");

    @Test
    void entranceAndCertificateAreThoseOfTheApplicationGateway() {
        assertThat(disagreements(Overlays.get("aks"), CLUSTER)).isEmpty();
    }

    @Test
    void anotherSubnetIsCaught() {
        Manifests elsewhere = Overlays.get("aks")
                .with("NetworkPolicy", "gateway", "/spec/ingress/0/from/0/ipBlock/cidr", "10.225.0.0/24");
        assertThat(disagreements(elsewhere, CLUSTER)).singleElement().asString().contains("10.225.0.0/24");
        assertThat(disagreements(Overlays.get("aks"), cluster("'10.40.16.0/24'", "'10.40.17.0/24'")))
                .isNotEmpty();
    }

    @Test
    void anotherCertificateIsCaught() {
        assertThat(disagreements(Overlays.get("aks"), cluster("certificateName = 'gait'", "certificateName = 'suite'")))
                .singleElement()
                .asString()
                .contains("suite");
        assertThat(disagreements(Overlays.get("aks"), cluster("secrets/tls-pfx", "secrets/tls-certificate")))
                .singleElement()
                .asString()
                .contains("tls-certificate");
    }

    @Test
    void everyPodIsTheIdentityOfItsService() {
        assertThat(strangers(Overlays.get("aks"), CLUSTER)).isEmpty();
    }

    @Test
    void aServiceAccountThatNoIdentityKnowsIsCaught() {
        assertThat(strangers(Overlays.get("aks"), cluster("'analysis-api', 'analysis-worker'", "'analysis-api'")))
                .containsExactly("analysis-worker is not the identity analyses");
        assertThat(strangers(
                        Overlays.get("aks")
                                .with("Deployment", "gateway", "/spec/template/spec/serviceAccountName", "web"),
                        CLUSTER))
                .containsExactly("gateway is not the identity gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aks", "small"})
    void noServiceAsksForASecretThatIsNotItsOwn(String overlay) {
        assertThat(refusals(Overlays.get(overlay))).isEmpty();
    }

    @Test
    void aWorkerThatAsksForTheKeyOfIdentitiesIsCaught() {
        String objects = "array:\n  - |\n    objectName: identity-private-key\n    objectType: secret\n";
        assertThat(refusals(Overlays.get("aks")
                        .with("SecretProviderClass", "analysis-service", "/spec/parameters/objects", objects)))
                .contains("analysis-worker may not read identity-private-key");
    }

    @Test
    void servicesLogInToSqlAsThemselves() {
        for (String overlay : List.of("aks", "small")) {
            Manifests manifests = Overlays.get(overlay);
            assertThat(manifests.services().stream()
                            .filter(workload -> !workload.service().equals("gateway")))
                    .allSatisfy(workload -> {
                        String expected = FOUNDATION.parameter(IDENTITIES.get(workload.name()) + "SqlUser");
                        assertThat(workload.environment()).containsEntry("GAIT_SQL_USER", expected);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aks", "aks-monitored"})
    void metricsCarryTheNameOfTheirService(String overlay) {
        assertThat(Overlays.get(overlay).kind("PodMonitor"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(monitor ->
                        assertThat(monitor.at("/spec/jobLabel").asText()).isEqualTo("app.kubernetes.io/name"));
    }

    @Test
    void managedPrometheusIsTurnedOnToldWhatToAskAndLetIn() {
        assertThat(CLUSTER.block("azureMonitorProfile: ").value("metrics")).contains("enabled: true");
        Manifests aks = Overlays.get("aks");
        assertThat(aks.kind("PodMonitor"))
                .allMatch(monitor -> monitor.path("apiVersion").asText().equals("azmonitoring.coreos.com/v1"));
        for (String policy : List.of("gateway", "session-service", "analysis-monitoring")) {
            assertThat(aks.get("NetworkPolicy", policy).toString())
                    .contains("{\"kubernetes.io/metadata.name\":\"kube-system\"}");
        }
    }

    @Test
    void bothCollectionsAreAssociatedWithTheCluster() {
        BicepText collection = BicepText.of("aks/collection.bicep");

        assertThat(collection.blocks("resource \\w+ 'Microsoft.Insights/dataCollectionRuleAssociations@"))
                .hasSize(2)
                .allSatisfy(
                        association -> assertThat(association.value("scope")).isEqualTo("cluster"))
                .extracting(association -> association.value("dataCollectionRuleId"))
                .containsExactlyInAnyOrder("logs.id", "prometheus.id");
        assertThat(CLUSTER.block("module collection ").value("workspaceId"))
                .isEqualTo("foundation.outputs.workspaceId");
    }

    @Test
    void theEntranceThatIsThereIsNotMadeAgain() {
        assertThat(CLUSTER.whole()).contains("applicationGateways@2025-05-01' = if (makeIngress) {");
        assertThat(CLUSTER.parameter("makeIngress")).isEqualTo("true");
        // What refers to it must not need it in the same deployment.
        assertThat(CLUSTER.whole()).doesNotContain("ingress.id").doesNotContain("ingress.properties");
    }

    @ParameterizedTest
    @CsvSource({
        "foundation, operatorAddresses",
        "foundation, operatorPrincipalIds",
        "foundation, sqlServiceObjective",
        "foundation, sqlTier",
        "foundation, sqlZoneRedundant",
        "foundation, sessionsSqlUser",
        "foundation, analysesSqlUser",
        "foundation, tlsPfx",
        "alerts, errorsPerFiveMinutes",
        "alerts, networkBytesPerQuarter"
    })
    void whatOperatorsMaySetIsPassedOn(String module, String parameter) {
        assertThat(CLUSTER.whole()).containsPattern("(?m)^param " + parameter + " ");
        assertThat(CLUSTER.block("module " + module + " ").piece()).contains(" " + parameter + ": " + parameter + "\n");
    }

    @Test
    void thePodThatTriesThePoliciesIsLetIn() throws IOException {
        String readme = Files.readString(SuiteFacts.deploy("kubernetes/README.md"));

        assertThat(admission(readme)).isEmpty();
        assertThat(admission(readme.replace("\"drop\": [\"ALL\"]", "\"drop\": []")))
                .isNotEmpty();
        assertThat(admission(readme.replace("seccompProfile", "secompProfile"))).isNotEmpty();
    }

    /** What the rules for restricted pods and the model of a pod have against the one of the command line in this text. */
    private static List<String> admission(String text) {
        Matcher command = Pattern.compile("(?s)--overrides='(.*?)'").matcher(text);
        assertThat(command.find()).isTrue();
        ObjectNode pod = (ObjectNode) Manifests.yaml(command.group(1));
        List<String> found = new ArrayList<>(StrictKinds.complaints(
                new Manifests("probe", List.of(pod.put("apiVersion", "v1").put("kind", "Pod")))));
        Map.of(
                        "/spec/securityContext/runAsNonRoot", "true",
                        "/spec/securityContext/seccompProfile/type", "\"RuntimeDefault\"",
                        "/spec/containers/0/securityContext/allowPrivilegeEscalation", "false",
                        "/spec/containers/0/securityContext/capabilities/drop", "[\"ALL\"]")
                .forEach((where, due) -> {
                    if (!pod.at(where).toString().equals(due)) {
                        found.add(where + " is not " + due);
                    }
                });
        return found;
    }

    private static List<String> disagreements(Manifests manifests, BicepText cluster) {
        List<String> found = new ArrayList<>();
        String subnet = manifests
                .get("NetworkPolicy", "gateway")
                .at("/spec/ingress/0/from/0/ipBlock/cidr")
                .asText();
        String made = cluster.block("module network ").value("ingressPrefix");
        if (!subnet.equals(made)) {
            found.add("requests may come from %s, and the entrance is in %s".formatted(subnet, made));
        }
        String certificate = manifests
                .get("Ingress", "gateway")
                .at("/metadata/annotations")
                .path("appgw.ingress.kubernetes.io/appgw-ssl-certificate")
                .asText();
        BicepText held = cluster.block("resource ingress ").block("sslCertificates: ");
        if (!certificate.equals(held.value("name"))) {
            found.add("the Ingress wants the certificate %s, and the entrance holds %s"
                    .formatted(certificate, held.value("name")));
        }
        // The one secret of the vault that holds certificate and key together.
        if (!held.whole().contains("keyVaultSecretId: '${foundation.outputs.vaultUri}secrets/tls-pfx'")) {
            found.add("the certificate is not the secret tls-pfx: " + held.piece());
        }
        return found;
    }

    private static List<String> strangers(Manifests manifests, BicepText cluster) {
        List<String> found = new ArrayList<>();
        for (Workload workload : manifests.services()) {
            String identity = IDENTITIES.get(workload.name());
            String account = workload.pod().path("serviceAccountName").asText();
            boolean federated = cluster.blocks("module \\w+ 'federation.bicep'").stream()
                    .filter(module -> module.value("identityName").contains("outputs." + identity + "IdentityId"))
                    .anyMatch(module -> module.value("serviceAccounts").contains("'" + account + "'"));
            if (!federated) {
                found.add("%s is not the identity %s".formatted(workload.name(), identity));
            }
        }
        return found;
    }

    private static List<String> refusals(Manifests manifests) {
        List<String> found = new ArrayList<>();
        for (Workload workload : manifests.services()) {
            Matcher granted = Pattern.compile("(?m)^var " + IDENTITIES.get(workload.name()) + "Reads = \\[(.*)]$")
                    .matcher(FOUNDATION.whole());
            assertThat(granted.find())
                    .as("what " + workload.name() + " may read")
                    .isTrue();
            Workload.vaultObjects(workload.providerClass().orElseThrow()).stream()
                    .filter(secret -> !granted.group(1).contains("'" + secret + "'"))
                    .forEach(secret -> found.add("%s may not read %s".formatted(workload.name(), secret)));
        }
        return found;
    }

    private static BicepText cluster(String right, String wrong) {
        assertThat(CLUSTER.whole()).contains(right);
        return BicepText.ofText(CLUSTER.whole().replace(right, wrong));
    }
}
