package org.gaitsuite.gateway.proxy;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static org.gaitsuite.gateway.proxy.Operation.Door.ANALYSIS;
import static org.gaitsuite.gateway.proxy.Operation.Door.SESSION;
import static org.gaitsuite.gateway.proxy.Operation.Pace.CALL;
import static org.gaitsuite.gateway.proxy.Operation.Pace.STREAM;
import static org.gaitsuite.gateway.proxy.Operation.Pace.UPLOAD;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every call that passes through the gateway. Whatever is not listed is refused here and never reaches a service, above
 * all their internal paths; so the parts of a path that vary must be plain names, without dots alone, slashes or escapes.
 */
public final class PublicApi {
    /** The way back from an organisation's login provider: the one call for which a cookie beside the session's is passed on. */
    static final Operation RETURN_FROM_PROVIDER = new Operation(GET, "/v1/sessions/oidc/callback", SESSION, CALL);

    /** The calls, literal paths before those that vary. */
    public static final List<Operation> OPERATIONS = List.of(
            new Operation(POST, "/v1/accounts", SESSION, CALL),
            new Operation(DELETE, "/v1/accounts/current", SESSION, CALL),
            new Operation(POST, "/v1/accounts/current/password", SESSION, CALL),
            new Operation(POST, "/v1/sessions", SESSION, CALL),
            new Operation(DELETE, "/v1/sessions", SESSION, CALL),
            new Operation(GET, "/v1/sessions/current", SESSION, CALL),
            new Operation(DELETE, "/v1/sessions/current", SESSION, CALL),
            new Operation(GET, "/v1/sessions/providers", SESSION, CALL),
            new Operation(GET, "/v1/sessions/oidc", SESSION, CALL),
            RETURN_FROM_PROVIDER,
            new Operation(POST, "/v1/tokens", SESSION, CALL),
            new Operation(GET, "/v1/tokens", SESSION, CALL),
            new Operation(GET, "/v1/tokens/{id}", SESSION, CALL),
            new Operation(DELETE, "/v1/tokens/{id}", SESSION, CALL),
            new Operation(POST, "/v1/analyses", ANALYSIS, UPLOAD),
            new Operation(GET, "/v1/analyses", ANALYSIS, CALL),
            new Operation(DELETE, "/v1/analyses", ANALYSIS, CALL),
            new Operation(GET, "/v1/analyses/{id}", ANALYSIS, CALL),
            new Operation(DELETE, "/v1/analyses/{id}", ANALYSIS, CALL),
            new Operation(GET, "/v1/analyses/{id}/events", ANALYSIS, STREAM),
            new Operation(GET, "/v1/analyses/{id}/{artefact}", ANALYSIS, STREAM),
            new Operation(GET, "/v1/audit", ANALYSIS, CALL),
            new Operation(GET, "/v1/ops/queue", ANALYSIS, CALL),
            new Operation(GET, "/v1/ops/dead-letters", ANALYSIS, CALL),
            new Operation(DELETE, "/v1/ops/dead-letters/{id}", ANALYSIS, CALL),
            new Operation(POST, "/v1/ops/dead-letters/{id}/requeue", ANALYSIS, CALL),
            new Operation(GET, "/v1/ops/audit", ANALYSIS, CALL));

    private static final List<Resource> RESOURCES = resources();

    private PublicApi() {}

    /** The calls that {@code path} takes, by method; null when it is not a path of the API. */
    public static @Nullable Resource find(String path) {
        String[] segments = path.substring(1).split("/", -1);
        for (Resource resource : RESOURCES) {
            if (resource.matches(segments)) {
                return resource;
            }
        }
        return null;
    }

    private static List<Resource> resources() {
        Map<String, Map<HttpMethod, Operation>> byPath = new LinkedHashMap<>();
        for (Operation operation : OPERATIONS) {
            byPath.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method(), operation);
        }
        List<Resource> resources = new ArrayList<>();
        byPath.forEach((path, operations) ->
                resources.add(new Resource(path, List.of(path.substring(1).split("/")), Map.copyOf(operations))));
        return List.copyOf(resources);
    }

    /**
     * A path and what can be done there.
     *
     * @param template the path, with {@code {names}} for what varies
     * @param segments its parts
     * @param operations by method
     */
    public record Resource(String template, List<String> segments, Map<HttpMethod, Operation> operations) {
        /** The call that {@code method} makes here; null when it is none. */
        @Nullable
        Operation operation(HttpMethod method) {
            return operations.get(HttpMethod.HEAD.equals(method) ? GET : method);
        }

        /** The methods that can be used here, as the Allow header lists them. */
        String allowed() {
            return operations.keySet().stream()
                    .map(method -> GET.equals(method) ? "GET, HEAD" : method.name())
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        boolean matches(String[] path) {
            if (path.length != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                String segment = segments.get(i);
                boolean fits = segment.charAt(0) == '{' ? isPlainName(path[i]) : segment.equals(path[i]);
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPlainName(String segment) {
            if (segment.isEmpty() || segment.charAt(0) == '.') {
                return false;
            }
            for (int i = 0; i < segment.length(); i++) {
                char c = segment.charAt(i);
                boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!plain && c != '-' && c != '_' && c != '.') {
                    return false;
                }
            }
            return true;
        }
    }
}
