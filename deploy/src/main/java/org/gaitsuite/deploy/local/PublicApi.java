package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The suite as a program sees it: over HTTPS, through the gateway, with a session's bearer token. */
final class PublicApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private String token = "";

    private PublicApi(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** An answer that is no success; the message is the problem's own sentence. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Trusts the given certificate and no other. */
    static PublicApi at(URI base, Path certificate) {
        return at(base, certificate, HttpClient.Version.HTTP_2);
    }

    /** Like {@link #at(URI, Path)}, with a given version of HTTP at most. */
    static PublicApi at(URI base, Path certificate, HttpClient.Version version) {
        try (var in = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(tls)
                    .version(version)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            return new PublicApi(client, base);
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("Cannot use the certificate %s: %s.".formatted(certificate, e.getMessage()), e);
        }
    }

    void logIn(String login, String password) throws IOException, InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("login", login)
                .put("password", password)
                .toString();
        JsonNode session = send(request("/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        token = session.path("token").asText();
    }

    /** The token of whoever it goes on as. */
    String bearer() {
        return token;
    }

    /** Goes on as whoever the token belongs to: an API token, or another client's session. */
    void identifyBy(String bearer) {
        token = bearer;
    }

    /** Uploads a video; the answer is the new analysis. */
    JsonNode submit(Path video, Map<String, String> query) throws IOException, InterruptedException {
        String parameters = query.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/v1/analyses?" + parameters)
                .header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.ofFile(video)));
    }

    JsonNode analysis(String id) throws IOException, InterruptedException {
        return send(request("/v1/analyses/" + id).GET());
    }

    /** A request to a path of the API, for {@link #exchange}. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    /** Sends as the account that is logged in, and returns whatever the answer is. */
    HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return exchange(request, Duration.ofMinutes(10), HttpResponse.BodyHandlers.ofString());
    }

    /** Likewise, for at most {@code limit} and with a body of the caller's choice. */
    <T> HttpResponse<T> exchange(HttpRequest.Builder request, Duration limit, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.timeout(limit).build(), body);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() >= 300) {
            throw new Refused(reasonOf(response));
        }
        return JSON.readTree(response.body());
    }

    private static String reasonOf(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            if (problem.hasNonNull("detail")) {
                return problem.get("detail").asText();
            }
        } catch (IOException notJson) {
            return "HTTP %d: %s"
                    .formatted(response.statusCode(), response.body().strip());
        }
        return "HTTP " + response.statusCode();
    }
}
