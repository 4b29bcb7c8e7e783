package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster that {@code azure/aks} makes and the manifests of {@code kubernetes} meet, and the scripts between them do as they say. */
class ClusterOnAzureTest {
    private static final BicepText CLUSTER = BicepText.of("aks/main.bicep");
    private static final BicepText FOUNDATION = BicepText.of("modules/foundation.bicep");

    /** Key in {@code azure.yaml} of the identity of each workload, and how the foundation calls it. */
    private static final Map<String, String> IDENTITIES = Map.of(
            "gateway", "gateway",
            "session-service", "sessions",
            "analysis-api", "analyses",
            "analysis-worker", "analyses");

    private static final Pattern ASKED_OUTPUT =
            Pattern.compile("(?m)(?:told |put_output \\S+ (?:'[^']*'|\\S+) )(\\w+)\\)?$|told (\\w+)\\)");

    @TempDir
    Path folder;

    private Path kubernetes;
    private Path scripts;

    @BeforeEach
    void copyWhatIsWritten() throws IOException {
        kubernetes = folder.resolve("deploy/kubernetes");
        scripts = folder.resolve("deploy/azure/aks");
        copy(SuiteFacts.deploy("kubernetes"), kubernetes);
        copy(SuiteFacts.deploy("azure/aks"), scripts);
        standIn("az", """
                case "$*" in
                  "deployment group show "*) cat "$ROOM/outputs" ;;
                  "aks show "*powerState*) cat "$ROOM/power" ;;
                  "aks show "*offHours*) cat "$ROOM/off-hours" ;;
                esac
                """);
        standIn("kubelogin", "");
        // The Secret holds rediss://:key@r.example:10000/0.
        standIn("kubectl", """
                case "$*" in
                  *" get secret "*) printf %s cmVkaXNzOi8vOmtleUByLmV4YW1wbGU6MTAwMDAvMA== ;;
                  *" -f -") cat > "$ROOM/applied" ;;
                esac
                """);
        Files.writeString(folder.resolve("outputs"), outputs(""));
        Files.writeString(folder.resolve("power"), "Running\n");
        Files.writeString(folder.resolve("off-hours"), "true\n");
    }

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
    void connectAsksForOutputsThatThereAre() throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher output = ASKED_OUTPUT.matcher(Files.readString(SuiteFacts.deploy("azure/aks/connect.sh")));
        while (output.find()) {
            asked.add(output.group(1) == null ? output.group(2) : output.group(1));
        }
        Set<String> made = Pattern.compile("(?m)^output (\\w+) ")
                .matcher(CLUSTER.whole())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(asked).hasSize(16).isSubsetOf(made);
    }

    @Test
    void connectWritesWhatWasDeployedAndLeavesTheRest() throws Exception {
        CheckingProgram run = connect("--group", "walks", "--version", "0.2.0", "--write-only");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(calls()).hasSize(1).first().asString().startsWith("az deployment group show --resource-group walks");
        Overlays.get("aks");
        Manifests written =
                Manifests.of("aks", Kustomize.find().orElseThrow().build(kubernetes.resolve("overlays/aks")));
        assertThat(written.documents())
                .noneMatch(document -> document.toString().matches(".*(example|00000000-0000|from-azure).*"));
        assertThat(PodRules.complaints(written)).isEmpty();
        assertThat(NetworkRules.complaints(written)).isEmpty();
        JsonNode ingress = written.get("Ingress", "gateway");
        assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("of-host");
        Workload worker = new Workload(written, written.get("Deployment", "analysis-worker"));
        assertThat(worker.container().path("image").asText()).isEqualTo("of-registry/gait/analysis-service:0.2.0");
        assertThat(worker.environment())
                .containsEntry("GAIT_SQL_URL", "jdbc:sqlserver://s.database.windows.net:1433;databaseName=analyses")
                .containsEntry("GAIT_SQL_USER", "of-sqlAnalysesUser")
                .containsEntry("GAIT_STORE_BLOB_ENDPOINT", "of-blobEndpoint");
        assertThat(written.get("ServiceAccount", "analysis-worker").toString()).contains("of-analysesIdentityClientId");
        assertThat(written.get("SecretProviderClass", "gateway").toString())
                .contains("of-gatewayIdentityClientId", "of-vault", "of-tenantId");
    }

    @Test
    void connectWritesTheSameAgain() throws Exception {
        connect("--group", "walks", "--host", "walks.example.org", "--write-only");
        Map<String, String> once = overlay();
        connect("--group", "walks", "--host", "walks.example.org", "--write-only");

        assertThat(overlay()).isEqualTo(once);
        assertThat(once.get("azure.yaml")).contains("\n  host: walks.example.org\n");
        assertThat(once.get("kustomization.yaml")).contains("newTag: 0.1.0");
    }

    @Test
    void connectAppliesWaitsAndGivesKedaItsSecret() throws Exception {
        CheckingProgram run = connect("--group", "walks");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(calls().stream().skip(1).map(call -> call.replace(folder.toString(), "")))
                .satisfiesExactly(
                        call -> assertThat(call)
                                .startsWith("az aks get-credentials --resource-group walks --name of-cluster"),
                        call -> assertThat(call).isEqualTo("kubelogin convert-kubeconfig --login azurecli"),
                        call -> assertThat(call).startsWith("kubectl --context of-cluster apply -k "),
                        call -> assertThat(call).contains("rollout status deployment/gateway "),
                        call -> assertThat(call).contains("rollout status deployment/session-service "),
                        call -> assertThat(call).contains("rollout status deployment/analysis-api "),
                        call -> assertThat(call).contains("rollout status deployment/analysis-worker "),
                        call -> assertThat(call).contains("get secret analysis-service-secrets"),
                        call -> assertThat(call).contains("--context of-cluster apply --server-side"));
        assertThat(Files.readString(folder.resolve("applied"))).contains("name: redis-scaler");
    }

    @Test
    void connectShowsADifferenceAndAppliesNothing() throws Exception {
        CheckingProgram run = connect("--group", "walks", "--diff");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(calls()).last().asString().contains("diff -k");
        assertThat(calls()).noneMatch(call -> call.contains(" apply "));
    }

    @Test
    void connectStopsWhereAnOutputIsMissing() throws Exception {
        Files.writeString(folder.resolve("outputs"), outputs("firewallPolicyId"));

        CheckingProgram run = connect("--group", "walks");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("says nothing of firewallPolicyId");
        assertThat(calls()).noneMatch(call -> call.startsWith("kubectl"));
    }

    @Test
    void connectStopsWhereTheOverlayHasNoPlaceForAValue() throws Exception {
        Path azure = kubernetes.resolve("overlays/aks/azure.yaml");
        Files.writeString(azure, Files.readString(azure).replace("  entrance-subnet:", "  entrance:"));

        CheckingProgram run = connect("--group", "walks");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("entrance-subnet");
    }

    @Test
    void aClusterIsStoppedWithItsEntranceAndStartedAfterIt() throws Exception {
        assertThat(offHours("stop").status()).isZero();
        assertThat(verbs()).containsExactly("aks stop", "network application-gateway stop");
        Files.delete(folder.resolve("calls"));
        Files.writeString(folder.resolve("power"), "Stopped\n");

        assertThat(offHours("start").status()).isZero();
        assertThat(verbs()).containsExactly("network application-gateway start", "aks start");
    }

    @Test
    void aClusterThatPeopleRelyOnIsNotStopped() throws Exception {
        Files.writeString(folder.resolve("off-hours"), "\n");

        CheckingProgram run = offHours("stop");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("offHours=true");
        assertThat(verbs()).isEmpty();
        assertThat(CLUSTER.parameter("offHours")).isEqualTo("false");
    }

    @Test
    void aClusterThatIsStoppedAlreadyIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("power"), "Stopped\n");

        assertThat(offHours("stop").status()).isZero();
        assertThat(verbs()).containsExactly("network application-gateway stop");
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

    /** Each is told by its name, but for those whose form counts. */
    private static String outputs(String missing) {
        Map<String, String> formed = Map.of(
                "certificate", "gait",
                "entranceSubnet", "10.40.16.0/24",
                "firewallPolicyId", "/subscriptions/s/resourceGroups/g/providers/p/of-firewall",
                "sqlAccountsUrl", "jdbc:sqlserver://s.database.windows.net:1433;databaseName=accounts",
                "sqlAnalysesUrl", "jdbc:sqlserver://s.database.windows.net:1433;databaseName=analyses");
        return Pattern.compile("(?m)^output (\\w+) ")
                .matcher(CLUSTER.whole())
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals(missing))
                .map(name -> "\"%s\": {\"type\": \"String\", \"value\": \"%s\"}"
                        .formatted(name, formed.getOrDefault(name, "of-" + name)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private CheckingProgram connect(String... options) throws Exception {
        return script("connect.sh", options);
    }

    private CheckingProgram offHours(String verb) throws Exception {
        return script("off-hours.sh", verb, "--group", "walks");
    }

    private CheckingProgram script(String name, String... options) throws Exception {
        CheckingProgram.need("jq", "jq", "scripts of deploy/azure/aks");
        List<String> command = new ArrayList<>(List.of(scripts.resolve(name).toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("ROOM", folder.toString());
        return CheckingProgram.run(builder);
    }

    /** A program of this name that notes how it was called, and then does as it is told here. */
    private void standIn(String program, String body) throws IOException {
        Path file = Files.writeString(
                folder.resolve(program),
                "#!/usr/bin/env bash\necho \"%s $*\" >> \"$ROOM/calls\"\n%s".formatted(program, body));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    /** What was done to Azure. */
    private List<String> verbs() throws IOException {
        return calls().stream()
                .filter(call -> call.matches("az .* (stop|start) .*"))
                .map(call -> call.replaceFirst("az (.* (?:stop|start)) .*", "$1"))
                .toList();
    }

    private Map<String, String> overlay() throws IOException {
        try (Stream<Path> files = Files.list(kubernetes.resolve("overlays/aks"))) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), ClusterOnAzureTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
