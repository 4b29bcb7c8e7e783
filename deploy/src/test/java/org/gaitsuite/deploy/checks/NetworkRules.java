package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who reaches whom: Services, the entrance, and policies that allow each flow of the suite and no other port. */
final class NetworkRules {
    private static final Pattern SQL_SERVER = Pattern.compile("jdbc:sqlserver://[^:;]+:(\\d+)");

    private final Manifests manifests;
    private final List<String> complaints = new ArrayList<>();

    private NetworkRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> complaints(Manifests manifests) {
        NetworkRules rules = new NetworkRules(manifests);
        rules.services();
        rules.deniedByDefault();
        rules.ingressPoliciesNameOnlyPortsThatExist();
        for (Workload workload : manifests.services()) {
            rules.reached(workload);
            rules.reaches(workload);
        }
        rules.entrance();
        return rules.complaints;
    }

    private void services() {
        for (JsonNode service : manifests.kind("Service")) {
            String name = Manifests.name(service);
            List<Workload> chosen = manifests.workloads().stream()
                    .filter(workload -> chooses(service, workload))
                    .toList();
            refuse(chosen.isEmpty(), "the Service " + name + " chooses no pod");
            for (Workload workload : chosen) {
                for (JsonNode port : service.at("/spec/ports")) {
                    Integer target =
                            workload.ports().get(port.path("targetPort").asText());
                    refuse(
                            target == null || target != port.path("port").asInt(),
                            "the Service %s leads to %s of %s, which is %s"
                                    .formatted(name, port.path("targetPort"), workload.name(), target));
                }
            }
        }
    }

    private void deniedByDefault() {
        boolean denied = manifests.kind("NetworkPolicy").stream()
                .map(policy -> policy.path("spec"))
                .anyMatch(spec -> spec.path("podSelector").isEmpty()
                        && spec.path("policyTypes").size() == 2
                        && !spec.has("ingress")
                        && !spec.has("egress"));
        refuse(!denied, "does not deny all traffic that no policy allows");
    }

    private void ingressPoliciesNameOnlyPortsThatExist() {
        for (JsonNode policy : manifests.kind("NetworkPolicy")) {
            List<Workload> chosen = manifests.workloads().stream()
                    .filter(workload -> applies(policy, workload))
                    .toList();
            refuse(chosen.isEmpty(), "the policy " + Manifests.name(policy) + " applies to no pod");
            for (JsonNode rule : policy.at("/spec/ingress")) {
                refuse(rule.path("from").isEmpty(), "the policy " + Manifests.name(policy) + " lets everybody in");
                for (JsonNode port : rule.path("ports")) {
                    boolean declared = chosen.stream()
                            .allMatch(workload -> workload.ports()
                                    .containsValue(port.path("port").asInt()));
                    refuse(
                            !declared,
                            "the policy %s opens %s, which its pods do not have"
                                    .formatted(Manifests.name(policy), port.path("port")));
                }
                refuse(rule.path("ports").isEmpty(), "the policy " + Manifests.name(policy) + " opens every port");
            }
        }
    }

    /** Each port that a pod declares is open to somebody; management to monitoring. */
    private void reached(Workload workload) {
        for (Map.Entry<String, Integer> port : workload.ports().entrySet()) {
            boolean open = port.getKey().equals("management")
                    ? admits(workload, port.getValue(), NetworkRules::isMonitoring)
                    : admits(workload, port.getValue(), peer -> true);
            refuse(!open, "nobody may reach port %s of %s".formatted(port.getKey(), workload.name()));
        }
    }

    private static boolean isMonitoring(JsonNode peer) {
        return new LabelSelector(peer.path("namespaceSelector"))
                        .matches(Map.of("kubernetes.io/metadata.name", "monitoring"))
                && peer.has("namespaceSelector");
    }

    /** What a pod is told to use it may reach. */
    private void reaches(Workload workload) {
        refuse(
                !allows(workload, "UDP", 53, peer -> peer.has("namespaceSelector")),
                workload.name() + " finds no names");
        Map<String, String> told = workload.environment();
        reachesRedis(workload);
        if (workload.service().equals("gateway")) {
            reachesOtherServices(workload, told);
            refuse(allows(workload, "TCP", 1433, peer -> true), "the gateway may go to SQL");
            return;
        }
        sqlPort(told)
                .ifPresent(port -> refuse(
                        !allows(workload, "TCP", port, NetworkRules::isAnywhere),
                        "%s does not reach SQL at %d".formatted(workload.name(), port)));
        if (workload.service().equals("analysis-service")) {
            refuse(!allows(workload, "TCP", 443, NetworkRules::isAnywhere), workload.name() + " does not reach blobs");
        }
        if (told.containsKey("GAIT_EVICTION_WATCH")) {
            refuse(
                    !allows(
                            workload,
                            "TCP",
                            80,
                            peer -> peer.at("/ipBlock/cidr").asText().equals("169.254.169.254/32")),
                    workload.name() + " does not hear that its machine is taken away");
        }
    }

    private void reachesRedis(Workload workload) {
        Optional<Workload> own = manifests.find("StatefulSet", "redis").map(found -> new Workload(manifests, found));
        for (int port : own.isPresent() ? List.of(6379) : List.of(6380, 10000)) {
            Predicate<JsonNode> redis = own.<Predicate<JsonNode>>map(pod -> peer -> choosesPod(peer, pod.labels()))
                    .orElse(NetworkRules::isAnywhere);
            refuse(
                    !allows(workload, "TCP", port, redis),
                    "%s does not reach Redis at %d".formatted(workload.name(), port));
            own.ifPresent(pod -> refuse(
                    !admits(pod, port, peer -> choosesPod(peer, workload.labels())),
                    "Redis does not let %s in".formatted(workload.name())));
        }
    }

    private void reachesOtherServices(Workload gateway, Map<String, String> told) {
        for (String variable : Set.of("GAIT_GATEWAY_SESSION_SERVICE_URLS", "GAIT_GATEWAY_ANALYSIS_SERVICE_URLS")) {
            URI url = URI.create(told.getOrDefault(variable, "http://nobody:1"));
            Optional<Workload> target = manifests.find("Service", String.valueOf(url.getHost())).stream()
                    .flatMap(service -> manifests.services().stream().filter(workload -> chooses(service, workload)))
                    .findFirst();
            if (target.isEmpty()) {
                complain(variable + " leads nowhere: " + url);
                continue;
            }
            Map<String, String> labels = target.get().labels();
            refuse(
                    !allows(gateway, "TCP", url.getPort(), peer -> choosesPod(peer, labels)),
                    "the gateway may not go to " + url);
            refuse(
                    !admits(target.get(), url.getPort(), peer -> choosesPod(peer, gateway.labels())),
                    "the gateway is not let in at " + url);
        }
    }

    private void entrance() {
        for (JsonNode ingress : manifests.kind("Ingress")) {
            JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
            boolean found = manifests.find("Service", backend.path("name").asText()).stream()
                    .flatMap(service -> Workload.stream(service.at("/spec/ports")))
                    .anyMatch(port -> port.path("name")
                            .asText()
                            .equals(backend.at("/port/name").asText()));
            refuse(!found, "the Ingress leads to no port of a Service");
            if (ingress.at("/spec/ingressClassName").asText().equals("azure-application-gateway")) {
                applicationGateway(ingress);
            }
        }
    }

    private void applicationGateway(JsonNode ingress) {
        JsonNode annotations = ingress.at("/metadata/annotations");
        Workload gateway = new Workload(manifests, manifests.get("Deployment", "gateway"));
        annotated(annotations, "request-timeout", "600");
        annotated(annotations, "ssl-redirect", "true");
        annotated(annotations, "connection-draining", "true");
        annotated(annotations, "health-probe-path", "/health");
        annotated(annotations, "health-probe-port", String.valueOf(SuiteFacts.httpPort("gateway")));
        annotated(annotations, "health-probe-interval", "5");
        annotated(annotations, "health-probe-unhealthy-threshold", "2");
        refuse(
                !annotation(annotations, "waf-policy-for-path").startsWith("/subscriptions/"),
                "the entrance has no firewall policy");
        Duration noticed = Duration.ofSeconds(Long.parseLong(annotation(annotations, "health-probe-interval")))
                .multipliedBy(Long.parseLong(annotation(annotations, "health-probe-unhealthy-threshold")));
        Duration delay = gateway.setting("GAIT_SHUTDOWN_DELAY").orElseGet(() -> SuiteFacts.shutdownDelay("gateway"));
        refuse(
                delay.compareTo(noticed) <= 0,
                "a gateway that leaves refuses requests after %s, the entrance knows it after %s"
                        .formatted(delay, noticed));
    }

    private void annotated(JsonNode annotations, String name, String expected) {
        String found = annotation(annotations, name);
        refuse(!found.equals(expected), "%s of the entrance is %s, not %s".formatted(name, found, expected));
    }

    private static String annotation(JsonNode annotations, String name) {
        return annotations.path("appgw.ingress.kubernetes.io/" + name).asText();
    }

    private static Optional<Integer> sqlPort(Map<String, String> told) {
        Matcher url = SQL_SERVER.matcher(told.getOrDefault("GAIT_SQL_URL", ""));
        return url.lookingAt() ? Optional.of(Integer.valueOf(url.group(1))) : Optional.empty();
    }

    private static boolean chooses(JsonNode service, Workload workload) {
        Map<String, String> labels = workload.labels();
        JsonNode selector = service.at("/spec/selector");
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
    }

    private static boolean applies(JsonNode policy, Workload workload) {
        return new LabelSelector(policy.at("/spec/podSelector")).matches(workload.labels());
    }

    private static boolean choosesPod(JsonNode peer, Map<String, String> labels) {
        return peer.has("podSelector")
                && !peer.has("namespaceSelector")
                && new LabelSelector(peer.path("podSelector")).matches(labels);
    }

    private static boolean isAnywhere(JsonNode peer) {
        return peer.at("/ipBlock/cidr").asText().equals("0.0.0.0/0");
    }

    private boolean admits(Workload workload, int port, Predicate<JsonNode> peer) {
        return rule(workload, "ingress", "from", "TCP", port, peer);
    }

    private boolean allows(Workload workload, String protocol, int port, Predicate<JsonNode> peer) {
        return rule(workload, "egress", "to", protocol, port, peer);
    }

    private boolean rule(
            Workload workload, String direction, String side, String protocol, int port, Predicate<JsonNode> peer) {
        return manifests.kind("NetworkPolicy").stream()
                .filter(policy -> applies(policy, workload))
                .flatMap(policy -> Workload.stream(policy.path("spec").path(direction)))
                .anyMatch(rule -> Workload.stream(rule.path("ports"))
                                .anyMatch(allowed ->
                                        allowed.path("protocol").asText().equals(protocol)
                                                && allowed.path("port").asInt() == port)
                        && Workload.stream(rule.path(side)).anyMatch(peer));
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
