package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each pod must be: the ports and probes of its service's code, time to leave, the contract's sizes, no rights. */
final class PodRules {
    /** What Key Vault holds, under the names that all platforms use. */
    static final Set<String> SECRETS = Set.of(
            "redis-url",
            "sql-password",
            "sessions-sql-password",
            "analyses-sql-password",
            "identity-private-key",
            "identity-public-key",
            "bootstrap-password",
            "tls-certificate",
            "tls-private-key");

    /** Beyond a service's own longest leave: the platform's part of it, and the end of the process. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final Duration EVICTION_NOTICE = Duration.ofSeconds(30);
    /** A worker's analyses end beside its requests, with this much to hand back what is not done. */
    private static final Duration HANDING_BACK = Duration.ofSeconds(2);

    private final List<String> complaints = new ArrayList<>();
    private final Workload workload;

    private PodRules(Workload workload) {
        this.workload = workload;
    }

    static List<String> complaints(Manifests manifests) {
        List<String> all = new ArrayList<>();
        for (Workload workload : manifests.workloads()) {
            PodRules rules = new PodRules(workload);
            rules.restricted();
            rules.ranked();
            if (workload.isOfTheSuite()) {
                rules.ports();
                rules.probes();
                rules.leaving();
                rules.sizes();
                rules.writable();
                rules.secrets();
                rules.spread();
            }
            all.addAll(rules.complaints);
        }
        return all;
    }

    private void ports() {
        expect(
                "port management",
                SuiteFacts.managementPort(workload.service()),
                workload.ports().get("management"));
        if (!workload.isWorker()) {
            expect(
                    "port http",
                    SuiteFacts.httpPort(workload.service()),
                    workload.ports().get("http"));
        }
    }

    private void probes() {
        boolean gateway = workload.service().equals("gateway");
        String port = gateway ? "http" : "management";
        probe("startupProbe", gateway ? "/startup" : "/health/started", port, 1, 60);
        probe("livenessProbe", "/health/live", port, 10, 3);
        probe("readinessProbe", gateway ? "/health" : "/health/live", port, 5, 2);
    }

    private void probe(String name, String path, String port, int period, int failures) {
        JsonNode probe = workload.container().path(name);
        expect(name + " path", path, probe.at("/httpGet/path").asText());
        expect(name + " port", port, probe.at("/httpGet/port").asText());
        expect(name + " period", period, probe.path("periodSeconds").asInt());
        expect(name + " failures", failures, probe.path("failureThreshold").asInt());
    }

    private void leaving() {
        Duration grace = Duration.ofSeconds(
                workload.pod().path("terminationGracePeriodSeconds").asInt());
        expect("terminationGracePeriodSeconds", GRACE, grace);
        Duration longest = workload.longestLeave().plus(MARGIN);
        refuse(grace.compareTo(longest) < 0, "needs up to %s to leave and has %s".formatted(longest, grace));
        boolean mayBeEvicted = Workload.stream(workload.pod().path("tolerations"))
                .anyMatch(toleration -> toleration.path("value").asText().equals("spot"));
        if (mayBeEvicted) {
            expect(
                    "GAIT_EVICTION_WATCH on spot machines",
                    "true",
                    workload.environment().get("GAIT_EVICTION_WATCH"));
            Duration work = workload.setting("GAIT_WORKER_SHUTDOWN_GRACE").orElse(EVICTION_NOTICE);
            refuse(
                    work.plus(HANDING_BACK).multipliedBy(3).compareTo(EVICTION_NOTICE.multipliedBy(2)) > 0,
                    "works on for %s, which leaves no third of an eviction's notice".formatted(work));
        }
        expect(
                "maxUnavailable of an upgrade",
                "0",
                workload.document()
                        .at("/spec/strategy/rollingUpdate/maxUnavailable")
                        .asText());
        refuse(
                workload.document()
                        .at("/spec/strategy/rollingUpdate/maxSurge")
                        .asText("0")
                        .equals("0"),
                "has no surge, so an upgrade cannot begin");
    }

    private void sizes() {
        JsonNode resources = workload.container().path("resources");
        boolean worker = workload.isWorker();
        expect(
                "cpu requested",
                worker ? "500m" : "250m",
                resources.at("/requests/cpu").asText());
        expect(
                "memory requested",
                worker ? "512Mi" : "256Mi",
                resources.at("/requests/memory").asText());
        expect(
                "cpu limit",
                worker ? "1000m" : "500m",
                resources.at("/limits/cpu").asText());
        expect(
                "memory limit",
                worker ? "1Gi" : "512Mi",
                resources.at("/limits/memory").asText());
        if (worker) {
            expect("GAIT_WORKER_CONCURRENCY", "1", workload.environment().get("GAIT_WORKER_CONCURRENCY"));
            expect("GAIT_COMPUTATION_MEMORY", "640M", workload.environment().get("GAIT_COMPUTATION_MEMORY"));
        }
    }

    /** By the cluster's own rules for restricted pods, and uid 10001 and a read-only root beyond them. */
    private void restricted() {
        JsonNode pod = workload.pod();
        JsonNode rights = pod.path("securityContext");
        expect("runAsNonRoot", "true", rights.path("runAsNonRoot").asText());
        expect(
                "seccomp profile",
                "RuntimeDefault",
                rights.at("/seccompProfile/type").asText());
        if (workload.isOfTheSuite()) {
            expect("user", 10001, rights.path("runAsUser").asInt());
            expect("group", 10001, rights.path("runAsGroup").asInt());
        }
        expect(
                "token of the cluster",
                "false",
                pod.path("automountServiceAccountToken").asText());
        expect("service links", "false", pod.path("enableServiceLinks").asText());
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            refuse(pod.path(shared).asBoolean(), "has " + shared);
        }
        Workload.stream(pod.path("volumes"))
                .forEach(volume -> refuse(volume.has("hostPath"), "mounts a folder of its node"));
        for (JsonNode container : pod.path("containers")) {
            JsonNode may = container.path("securityContext");
            expect(
                    "allowPrivilegeEscalation",
                    "false",
                    may.path("allowPrivilegeEscalation").asText());
            expect(
                    "readOnlyRootFilesystem",
                    "true",
                    may.path("readOnlyRootFilesystem").asText());
            expect(
                    "capabilities dropped",
                    "[\"ALL\"]",
                    may.at("/capabilities/drop").toString());
            refuse(may.at("/capabilities").has("add"), "adds capabilities");
            refuse(may.path("privileged").asBoolean(), "is privileged");
        }
        expect("containers", 1, pod.path("containers").size());
        refuse(pod.has("initContainers"), "has init containers, which no rule here looks at");
        String account = pod.path("serviceAccountName").asText();
        refuse(workload.manifests().find("ServiceAccount", account).isEmpty(), "has no service account " + account);
    }

    private void ranked() {
        String name = workload.pod().path("priorityClassName").asText();
        if (!name.isEmpty()) {
            refuse(workload.manifests().find("PriorityClass", name).isEmpty(), "has an unknown priority " + name);
        }
        if (workload.isOfTheSuite()) {
            expect("priority", workload.isWorker() ? "gait-work" : "gait-serving", name);
            refuse(priority("gait-work") >= priority("gait-serving"), "may displace what answers requests");
        }
    }

    private int priority(String name) {
        return workload.manifests().get("PriorityClass", name).path("value").asInt();
    }

    private void writable() {
        for (String path : List.of("/tmp", "/data")) {
            String volume = Workload.stream(workload.container().path("volumeMounts"))
                    .filter(mount -> mount.path("mountPath").asText().equals(path))
                    .map(mount -> mount.path("name").asText())
                    .findFirst()
                    .orElse("");
            boolean bounded = Workload.stream(workload.pod().path("volumes"))
                    .filter(candidate -> candidate.path("name").asText().equals(volume))
                    .anyMatch(candidate ->
                            candidate.at("/emptyDir").has("sizeLimit") || candidate.has("persistentVolumeClaim"));
            refuse(!bounded, "has no bounded " + path);
        }
    }

    private void secrets() {
        Set<String> files = workload.secretFiles();
        files.stream()
                .filter(file -> !SECRETS.contains(file))
                .forEach(file -> complain("mounts an unknown secret " + file));
        for (Map.Entry<String, String> variable : workload.environment().entrySet()) {
            String value = variable.getValue();
            if (variable.getKey().endsWith("_FILE") && value.startsWith("/secrets/")) {
                refuse(!files.contains(value.substring("/secrets/".length())), "lacks the file " + value);
            }
        }
        for (JsonNode reference : workload.secretVariables()) {
            String key = reference.path("key").asText();
            refuse(!SECRETS.contains(key), "uses an unknown secret " + key);
            workload.providerClass().ifPresent(provider -> copied(provider, reference));
        }
        refuse(
                workload.secretKey("REDIS_URL").filter("redis-url"::equals).isEmpty(),
                "is given no REDIS_URL from its secrets");
        boolean keepsData = !workload.service().equals("gateway");
        Map<String, String> told = workload.environment();
        if (keepsData && Overlays.DEPLOYED.contains(workload.manifests().overlay())) {
            refuse(!told.getOrDefault("GAIT_SQL_URL", "").startsWith("jdbc:sqlserver://"), "is given no SQL Server");
            refuse(!told.containsKey("GAIT_SQL_USER"), "is given no GAIT_SQL_USER");
        }
    }

    /** A variable that comes from Key Vault comes by way of a Secret, which the same pod's volume makes. */
    private void copied(JsonNode provider, JsonNode reference) {
        String key = reference.path("key").asText();
        boolean made = Workload.stream(provider.at("/spec/secretObjects"))
                .filter(secret -> secret.path("secretName")
                        .asText()
                        .equals(reference.path("name").asText()))
                .flatMap(secret -> Workload.stream(secret.path("data")))
                .anyMatch(entry -> entry.path("key").asText().equals(key)
                        && Workload.vaultObjects(provider)
                                .contains(entry.path("objectName").asText()));
        refuse(
                !made,
                "needs the key %s of %s, which nothing makes"
                        .formatted(key, reference.path("name").asText()));
    }

    private void spread() {
        for (String place : List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")) {
            boolean spread = Workload.stream(workload.pod().path("topologySpreadConstraints"))
                    .anyMatch(constraint ->
                            constraint.path("topologyKey").asText().equals(place)
                                    && selectsItself(constraint.path("labelSelector")));
            refuse(!spread, "is not spread over " + place);
        }
        boolean apart = Workload.stream(
                        workload.pod().at("/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution"))
                .anyMatch(term -> selectsItself(term.at("/podAffinityTerm/labelSelector")));
        refuse(!apart, "does not keep away from its like");
    }

    private boolean selectsItself(JsonNode selector) {
        return new LabelSelector(selector).matches(workload.labels());
    }

    private void expect(String what, Object expected, @Nullable Object found) {
        refuse(!expected.equals(found), "%s is %s and should be %s".formatted(what, found, expected));
    }

    private void refuse(boolean wrong, String complaint) {
        if (wrong) {
            complain(complaint);
        }
    }

    private void complain(String complaint) {
        complaints.add("%s: %s %s".formatted(workload.manifests().overlay(), workload.name(), complaint));
    }
}
