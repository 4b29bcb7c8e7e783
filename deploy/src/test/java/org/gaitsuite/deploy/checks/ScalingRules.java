package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many pods there are, who decides that, and how many of them may be away at a time. */
final class ScalingRules {
    /** Smallest and largest numbers of pods. */
    record Range(int least, int most) {}

    /** What the rules of one overlay demand. */
    record Sizing(Range serving, Range workers) {
        static Sizing of(String overlay) {
            return overlay.startsWith("small")
                    ? new Sizing(new Range(2, 3), new Range(0, 3))
                    : new Sizing(new Range(3, 8), new Range(1, 200));
        }
    }

    private final Manifests manifests;
    private final List<String> complaints = new ArrayList<>();

    private ScalingRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> complaints(Manifests manifests) {
        ScalingRules rules = new ScalingRules(manifests);
        // On one machine there is one pod of each, and nothing to scale.
        if (manifests.overlay().startsWith("local")) {
            rules.nothingScales();
        } else {
            rules.autoscalers();
            rules.queue();
            rules.budgets();
        }
        return rules.complaints;
    }

    private void nothingScales() {
        for (String kind : List.of("HorizontalPodAutoscaler", "ScaledObject", "PodDisruptionBudget")) {
            refuse(!manifests.kind(kind).isEmpty(), "has a " + kind + " for single pods");
        }
    }

    private void autoscalers() {
        Range expected = Sizing.of(manifests.overlay()).serving();
        for (Workload workload : manifests.services()) {
            refuse(
                    workload.document().at("/spec").has("replicas"),
                    workload.name() + " sets replicas beside its autoscaler");
            if (workload.isWorker()) {
                continue;
            }
            Optional<JsonNode> scaler = manifests.kind("HorizontalPodAutoscaler").stream()
                    .filter(candidate -> targets(candidate, workload))
                    .findFirst();
            if (scaler.isEmpty()) {
                complain(workload.name() + " has no autoscaler");
                continue;
            }
            JsonNode spec = scaler.get().path("spec");
            Range found = new Range(
                    spec.path("minReplicas").asInt(), spec.path("maxReplicas").asInt());
            refuse(!found.equals(expected), "%s has %s, not %s".formatted(workload.name(), found, expected));
            refuse(
                    spec.at("/metrics/0/resource/target/averageUtilization").asInt() != 70
                            || !spec.at("/metrics/0/resource/name").asText().equals("cpu"),
                    workload.name() + " does not scale at 70 % of its CPU");
            refuse(
                    spec.at("/behavior/scaleDown/stabilizationWindowSeconds").asInt() < 300,
                    workload.name() + " shrinks at the first lull");
        }
    }

    private void queue() {
        Range expected = Sizing.of(manifests.overlay()).workers();
        for (JsonNode scaler : manifests.kind("ScaledObject")) {
            JsonNode spec = scaler.path("spec");
            JsonNode trigger = spec.at("/triggers/0");
            JsonNode metadata = trigger.path("metadata");
            Range found = new Range(
                    spec.path("minReplicaCount").asInt(),
                    spec.path("maxReplicaCount").asInt());
            refuse(!found.equals(expected), "workers have %s, not %s".formatted(found, expected));
            refuse(!trigger.path("type").asText().equals("redis-streams"), "workers do not scale on the stream");
            refuse(
                    !metadata.path("stream").asText().equals(SuiteFacts.stream()),
                    "KEDA looks at %s, the code writes %s".formatted(metadata.path("stream"), SuiteFacts.stream()));
            refuse(!metadata.path("streamLength").asText().equals("5"), "a worker is not sized for 5 analyses");
            refuse(metadata.has("consumerGroup"), "KEDA counts by consumer group, which means nothing here");
            refuse(
                    manifests
                            .find(
                                    "TriggerAuthentication",
                                    trigger.at("/authenticationRef/name").asText())
                            .isEmpty(),
                    "KEDA has no way into Redis");
            refuse(
                    manifests.services().stream()
                            .noneMatch(workload -> workload.isWorker() && targets(scaler, workload)),
                    "the queue scales no worker");
        }
        refuse(manifests.kind("ScaledObject").size() != 1, "does not scale its workers on the queue");
    }

    private void budgets() {
        for (Workload workload : manifests.services()) {
            List<JsonNode> budgets = manifests.kind("PodDisruptionBudget").stream()
                    .filter(budget -> new LabelSelector(budget.at("/spec/selector")).matches(workload.labels()))
                    .toList();
            if (budgets.size() != 1) {
                complain("%s has %d budgets".formatted(workload.name(), budgets.size()));
                continue;
            }
            JsonNode spec = budgets.getFirst().path("spec");
            int least = leastPods(workload);
            refuse(
                    spec.has("minAvailable") && spec.path("minAvailable").asInt() >= least,
                    "%s keeps %s of %d pods, so that no node can be drained"
                            .formatted(workload.name(), spec.path("minAvailable"), least));
            refuse(
                    spec.path("maxUnavailable").asText("1").startsWith("0"),
                    workload.name() + " lets no pod go, so that no node can be drained");
            refuse(
                    !workload.isWorker() && spec.path("minAvailable").asInt() < 1,
                    workload.name() + " may lose all its pods at once");
        }
    }

    private int leastPods(Workload workload) {
        return manifests.documents().stream()
                .filter(scaler -> targets(scaler, workload))
                .map(scaler -> scaler.path("spec"))
                .mapToInt(spec -> spec.has("minReplicaCount")
                        ? spec.path("minReplicaCount").asInt()
                        : spec.path("minReplicas").asInt())
                .findFirst()
                .orElse(1);
    }

    private static boolean targets(JsonNode scaler, Workload workload) {
        return scaler.at("/spec/scaleTargetRef/name").asText().equals(workload.name())
                && scaler.at("/spec/scaleTargetRef/kind")
                        .asText()
                        .equals(workload.document().path("kind").asText());
    }

    private void refuse(boolean wrong, String complaint) {
        if (wrong) {
            complain(complaint);
        }
    }

    private void complain(String complaint) {
        complaints.add(manifests.overlay() + ": " + complaint);
    }
}
