package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every overlay is built and loaded by the rules of its kinds; nothing that a cluster would refuse or drop in silence. */
class KubernetesManifestsTest {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @BeforeAll
    static void sayWhatIsCheckedOtherwise() {
        System.out.println(
                "Kubernetes: no model is published for these kinds, they are checked against schemas of this project: "
                        + String.join(", ", StrictKinds.WITH_SCHEMA));
    }

    @ParameterizedTest
    @FieldSource("org.gaitsuite.deploy.checks.Overlays#NAMES")
    void everyObjectIsWhatItsKindAllows(String overlay) {
        assertThat(StrictKinds.complaints(Overlays.get(overlay))).isEmpty();
    }

    @Test
    void aFieldThatADeploymentDoesNotKnowIsCaught() {
        assertCaught(
                Overlays.get("aks").with("Deployment", "gateway", CONTAINER + "/readynessProbe", true),
                "readynessProbe");
    }

    @Test
    void aNumberWhereTextIsDueIsCaught() {
        assertCaught(
                Overlays.get("aks").with("Deployment", "analysis-worker", CONTAINER + "/env/0/value", 1), "String");
    }

    @Test
    void textWhereANumberIsDueIsCaught() {
        assertCaught(
                Overlays.get("aks").with("HorizontalPodAutoscaler", "gateway", "/spec/maxReplicas", "8"), "Integer");
    }

    @Test
    void aMisspeltFieldOfABudgetIsCaught() {
        assertCaught(
                Overlays.get("aks").with("PodDisruptionBudget", "gateway", "/spec/minAvailabel", 2), "minAvailabel");
    }

    @Test
    void aMisspeltFieldOfANetworkPolicyIsCaught() {
        assertCaught(Overlays.get("aks").with("NetworkPolicy", "sql", "/spec/egress/0/port", 1433), "port");
    }

    @Test
    void aMisspeltFieldOfAnIngressIsCaught() {
        assertCaught(Overlays.get("aks").with("Ingress", "gateway", "/spec/ingressClass", "nginx"), "ingressClass");
    }

    @Test
    void aMisspeltFieldOfKedaIsCaught() {
        assertCaught(
                Overlays.get("aks").with("ScaledObject", "analysis-worker", "/spec/maxReplicas", 200), "maxReplicas");
    }

    @Test
    void aMisspeltSettingOfTheScalerIsCaught() {
        assertCaught(
                Overlays.get("aks")
                        .with("ScaledObject", "analysis-worker", "/spec/triggers/0/metadata/streamLenght", "5"),
                "streamLenght");
    }

    @Test
    void aNumberAsASettingOfTheScalerIsCaught() {
        assertCaught(
                Overlays.get("aks")
                        .with("ScaledObject", "analysis-worker", "/spec/triggers/0/metadata/streamLength", 5),
                "string");
    }

    @Test
    void aMisspeltParameterOfTheScalersSecretIsCaught() {
        assertCaught(
                Overlays.get("aks")
                        .with("TriggerAuthentication", "redis", "/spec/secretTargetRef/0/parameter", "adress"),
                "parameter");
    }

    @Test
    void aMisspeltParameterOfKeyVaultIsCaught() {
        assertCaught(
                Overlays.get("aks").with("SecretProviderClass", "gateway", "/spec/parameters/keyVaultName", "v"),
                "keyVaultName");
    }

    @Test
    void aKindOfWhichNothingIsKnownIsCaught() {
        Manifests changed = Overlays.get("aks")
                .changed("Ingress", "gateway", (ObjectNode ingress) -> ingress.put("apiVersion", "extensions/v1beta1"));
        assertCaught(changed, "nothing is known");
    }

    private static void assertCaught(Manifests manifests, String word) {
        assertThat(StrictKinds.complaints(manifests)).singleElement().asString().contains(word);
    }
}
