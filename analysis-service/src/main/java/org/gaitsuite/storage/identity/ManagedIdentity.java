package org.gaitsuite.storage.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The identity that Azure gives a process: no secret has to be kept. A token is used until five minutes before it runs out; if the
 * platform does not answer then, it is used to its end. Thread-safe; calls block for at most about 10 s.
 */
public final class ManagedIdentity implements TokenCredential {
    private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final String ALL_OF = "/.default";

    private final TokenSource source;
    private final InstantSource clock;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

    ManagedIdentity(TokenSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(ANSWER)
                // The metadata service is reached directly, whatever proxy the machine has for the rest.
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * @param environment of the process, where App Service, Container Apps and Kubernetes say where to ask; a virtual machine says
     *     nothing and has one address
     * @param clientId of a user-assigned identity, where there are several
     */
    public static ManagedIdentity of(Map<String, String> environment, Optional<String> clientId) {
        return new ManagedIdentity(TokenSource.of(environment, clientId), InstantSource.system());
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        String scope = request.getScopes().getFirst();
        String resource = scope.endsWith(ALL_OF) ? scope.substring(0, scope.length() - ALL_OF.length()) : scope;
        AccessToken known = tokens.get(resource);
        return known != null && lasts(known, RENEWED_BEFORE_ITS_END) ? known : renewed(resource);
    }

    private boolean lasts(AccessToken token, Duration atLeast) {
        return clock.instant().plus(atLeast).isBefore(token.getExpiresAt().toInstant());
    }

    /** One at a time, so that a burst of calls asks once. */
    private synchronized AccessToken renewed(String resource) {
        AccessToken known = tokens.get(resource);
        if (known != null && lasts(known, RENEWED_BEFORE_ITS_END)) {
            return known;
        }
        try {
            AccessToken token = ask(resource);
            tokens.put(resource, token);
            return token;
        } catch (IOException e) {
            if (known != null && lasts(known, Duration.ZERO)) {
                return known;
            }
            throw new UncheckedIOException(e);
        }
    }

    private AccessToken ask(String resource) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> answer = http.send(
                        source.request(resource).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return token(answer.body());
                }
                // The body may quote what was sent, the status says enough.
                if (attempt == TRIES || !isPassing(answer.statusCode())) {
                    throw new Refused("%s gives no token: status %d".formatted(source.name(), answer.statusCode()));
                }
                Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new IOException(source.name() + " does not answer: " + e, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a token was asked for", e);
            }
        }
    }

    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Those that the metadata service is documented to answer while it is busy or being updated. */
    private static boolean isPassing(int status) {
        return status == 404 || status == 410 || status == 429 || status >= 500;
    }

    private AccessToken token(String body) throws IOException {
        JsonNode answer = json.readTree(body);
        String token = answer.path("access_token").asText();
        // A moment in seconds since 1970, or how long it lasts.
        Instant end = answer.has("expires_on")
                ? Instant.ofEpochSecond(answer.path("expires_on").asLong())
                : clock.instant().plusSeconds(answer.path("expires_in").asLong());
        if (token.isEmpty() || !end.isAfter(clock.instant())) {
            throw new Refused(source.name() + " gave no token that is valid now");
        }
        return new AccessToken(token, end.atOffset(ZoneOffset.UTC));
    }
}
