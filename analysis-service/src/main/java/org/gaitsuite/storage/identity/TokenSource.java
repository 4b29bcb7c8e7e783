package org.gaitsuite.storage.identity;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a platform hands out access tokens, and how it is asked. */
sealed interface TokenSource {
    /** @param resource whom the token is for, for example {@code https://storage.azure.com} */
    HttpRequest.Builder request(String resource) throws IOException;

    /** For messages. */
    String name();

    /** The one that the environment of a process speaks of. */
    static TokenSource of(Map<String, String> environment, Optional<String> clientId) {
        String file = environment.get("AZURE_FEDERATED_TOKEN_FILE");
        String tenant = environment.get("AZURE_TENANT_ID");
        Optional<String> client = clientId.or(() -> Optional.ofNullable(environment.get("AZURE_CLIENT_ID")));
        if (file != null && tenant != null && client.isPresent()) {
            String authority = environment.getOrDefault("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/");
            return new Workload(URI.create(authority), tenant, client.get(), Path.of(file));
        }
        String endpoint = environment.get("IDENTITY_ENDPOINT");
        String header = environment.get("IDENTITY_HEADER");
        if (endpoint != null && header != null) {
            return new AppService(URI.create(endpoint), header, client);
        }
        return new MachineMetadata(MachineMetadata.ADDRESS, client);
    }

    /**
     * Workload identity of Kubernetes: a token that the cluster writes to a file is exchanged for one of Azure.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">client credentials with a
     *     federated credential</a>
     */
    record Workload(URI authority, String tenant, String clientId, Path tokenFile) implements TokenSource {
        @Override
        public HttpRequest.Builder request(String resource) throws IOException {
            // Read each time: the cluster renews it.
            String assertion = Files.readString(tokenFile).strip();
            String form = query(Map.of(
                    "client_id",
                    clientId,
                    "grant_type",
                    "client_credentials",
                    "scope",
                    resource + "/.default",
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    assertion));
            return HttpRequest.newBuilder(authority.resolve("/" + tenant + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }

        @Override
        public String name() {
            return "workload identity at " + authority;
        }
    }

    /**
     * App Service, Functions and Container Apps.
     *
     * @param secret proves that the caller is the app
     * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference">its endpoint</a>
     */
    record AppService(URI endpoint, String secret, Optional<String> clientId) implements TokenSource {
        @Override
        public HttpRequest.Builder request(String resource) {
            return HttpRequest.newBuilder(withResource(endpoint, "2019-08-01", resource, clientId))
                    .header("X-IDENTITY-HEADER", secret);
        }

        @Override
        public String name() {
            return "managed identity at " + endpoint;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Virtual machines and scale sets.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">the metadata
     *     service</a>
     */
    record MachineMetadata(URI endpoint, Optional<String> clientId) implements TokenSource {
        static final URI ADDRESS = URI.create("http://169.254.169.254/metadata/identity/oauth2/token");

        @Override
        public HttpRequest.Builder request(String resource) {
            return HttpRequest.newBuilder(withResource(endpoint, "2018-02-01", resource, clientId))
                    .header("Metadata", "true");
        }

        @Override
        public String name() {
            return "managed identity at " + endpoint;
        }
    }

    private static URI withResource(URI endpoint, String version, String resource, Optional<String> clientId) {
        String client = clientId.map(id -> "&" + query(Map.of("client_id", id))).orElse("");
        return URI.create(endpoint + "?" + query(Map.of("api-version", version)) + "&"
                + query(Map.of("resource", resource)) + client);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
