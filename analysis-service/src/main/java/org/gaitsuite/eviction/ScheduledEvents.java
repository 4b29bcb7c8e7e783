package org.gaitsuite.eviction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Azure's scheduled events for this virtual machine (Azure documentation, "Scheduled Events for Linux VMs": {@code
 * /metadata/scheduledevents}, version 2020-07-01). It only reads: approving an event would bring it forward.
 */
final class ScheduledEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDS_THE_MACHINE = Set.of("Preempt", "Terminate");
    /** The first question ever makes Azure begin to keep events, which takes up to two minutes; each answer of its own is quick. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI endpoint;
    private Optional<String> ownName = Optional.empty();

    ScheduledEvents(URI endpoint) {
        this.endpoint = endpoint;
        // The service is on a link-local address and must not be asked through a proxy.
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * The kind of an event that takes this machine away, {@code Preempt} or {@code Terminate}; empty while there is none.
     *
     * @throws IOException if the service does not answer as documented
     */
    Optional<String> end() throws IOException, InterruptedException {
        String self = ownName();
        for (JsonNode event : JSON.readTree(ask("/metadata/scheduledevents?api-version=2020-07-01"))
                .path("Events")) {
            String kind = event.path("EventType").asText();
            if (ENDS_THE_MACHINE.contains(kind) && concerns(event, self)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean concerns(JsonNode event, String self) {
        for (JsonNode resource : event.path("Resources")) {
            if (resource.asText().equals(self)) {
                return true;
            }
        }
        return false;
    }

    private String ownName() throws IOException, InterruptedException {
        if (ownName.isEmpty()) {
            ownName = Optional.of(ask("/metadata/instance/compute/name?api-version=2021-02-01&format=text")
                    .strip());
        }
        return ownName.get();
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .header("Metadata", "true")
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(endpoint + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
