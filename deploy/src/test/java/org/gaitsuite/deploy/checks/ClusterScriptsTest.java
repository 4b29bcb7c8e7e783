package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The scripts between the cluster that {@code azure/aks} makes and the manifests do as they say; az, kubectl and kubelogin are stand-ins. */
class ClusterScriptsTest {
    private static final BicepText CLUSTER = BicepText.of("aks/main.bicep");

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
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), ClusterScriptsTest::read));
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
