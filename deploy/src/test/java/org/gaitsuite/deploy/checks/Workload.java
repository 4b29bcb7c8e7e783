package org.gaitsuite.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A Deployment or StatefulSet, and the pods that it makes. */
record Workload(Manifests manifests, JsonNode document) {
    String name() {
        return Manifests.name(document);
    }

    JsonNode pod() {
        return document.at("/spec/template/spec");
    }

    /** Here every pod has one. */
    JsonNode container() {
        return pod().at("/containers/0");
    }

    Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        document.at("/spec/template/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** The name of the image without registry and version: that of the service in the sources. */
    String service() {
        String image = container().path("image").asText();
        return image.replaceFirst(".*/", "").replaceFirst("[:@].*", "");
    }

    boolean isOfTheSuite() {
        return container().path("image").asText().contains("gait/") && SuiteFacts.SERVICES.contains(service());
    }

    boolean isWorker() {
        return environment().getOrDefault("GAIT_ROLE", "").equals("worker");
    }

    /** By name. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        container()
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }

    /** What it is told in plain text: its own variables before those of its ConfigMaps. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode from : container().path("envFrom")) {
            manifests
                    .find("ConfigMap", from.at("/configMapRef/name").asText())
                    .ifPresent(map -> map.path("data")
                            .properties()
                            .forEach(entry -> environment.put(
                                    entry.getKey(), entry.getValue().asText())));
        }
        for (JsonNode variable : container().path("env")) {
            Optional.ofNullable(variable.get("value"))
                    .ifPresent(value -> environment.put(variable.path("name").asText(), value.asText()));
        }
        return environment;
    }

    /** Keys of Secrets that become environment variables. */
    List<JsonNode> secretVariables() {
        return stream(container().path("env"))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(reference -> !reference.isMissingNode())
                .toList();
    }

    /** The key of a Secret from which a variable comes. */
    Optional<String> secretKey(String variable) {
        return stream(container().path("env"))
                .filter(candidate -> candidate.path("name").asText().equals(variable))
                .map(found -> found.at("/valueFrom/secretKeyRef/key"))
                .filter(key -> !key.isMissingNode())
                .map(JsonNode::asText)
                .findFirst();
    }

    /** Names of the files that a Secret or a Key Vault puts into the pod. */
    Set<String> secretFiles() {
        Set<String> files = new HashSet<>();
        for (JsonNode volume : pod().path("volumes")) {
            volume.at("/secret/items")
                    .forEach(item -> files.add(item.path("path").asText()));
            providerClass(volume).ifPresent(provider -> files.addAll(vaultObjects(provider)));
        }
        return files;
    }

    /** Where the pod's secrets come from, if it is a Key Vault. */
    Optional<JsonNode> providerClass() {
        return stream(pod().path("volumes"))
                .flatMap(volume -> providerClass(volume).stream())
                .findFirst();
    }

    static Set<String> vaultObjects(JsonNode providerClass) {
        Set<String> names = new HashSet<>();
        for (JsonNode object : Manifests.yaml(
                        providerClass.at("/spec/parameters/objects").asText())
                .path("array")) {
            names.add(Manifests.yaml(object.asText()).path("objectName").asText());
        }
        return names;
    }

    /** How long it may take to leave, with what it is told here instead of the service's own settings. */
    Duration longestLeave() {
        Duration delay = setting("GAIT_SHUTDOWN_DELAY").orElseGet(() -> SuiteFacts.shutdownDelay(service()));
        Duration timeout = setting("GAIT_SHUTDOWN_TIMEOUT").orElseGet(() -> SuiteFacts.shutdownTimeout(service()));
        return delay.plus(timeout);
    }

    Optional<Duration> setting(String variable) {
        return Optional.ofNullable(environment().get(variable)).map(written -> Duration.parse("PT" + written));
    }

    private Optional<JsonNode> providerClass(JsonNode volume) {
        JsonNode name = volume.at("/csi/volumeAttributes/secretProviderClass");
        return name.isMissingNode() ? Optional.empty() : manifests.find("SecretProviderClass", name.asText());
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
