package org.gaitsuite.session.oidc;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gaitsuite.session.outage.Outage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's provider. The framework reads its description, exchanges codes and checks proofs; this class decides what is asked
 * of it. A provider that is away at start is asked again until it answers; nothing else waits for it. Calls block.
 */
@ApplicationScoped
public class Provider {
    private static final Logger LOG = Logger.getLogger(Provider.class);
    private static final int LONGEST_REASON = 300;

    private final OidcSettings settings;
    private final TenantConfigBean tenants;
    private final Outage outage;
    private final CountDownLatch ending = new CountDownLatch(1);

    Provider(OidcSettings settings, TenantConfigBean tenants) {
        this.settings = settings;
        this.tenants = tenants;
        this.outage = new Outage(
                LOG,
                "OpenID Connect provider "
                        + settings.issuer().map(URI::toString).orElse("(none)"));
    }

    /** Whether there is one at all. */
    public boolean isOffered() {
        return settings.issuer().isPresent();
    }

    /** What people call it. */
    public String name() {
        return settings.providerName();
    }

    /** Why its description could not be read so far; empty when it could, and where there is no provider. */
    public Optional<String> outage() {
        return Optional.ofNullable(outage.reason());
    }

    void start(@Observes StartupEvent event) {
        if (isOffered()) {
            Thread.ofVirtual().name("oidc-watch").start(this::watch);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        ending.countDown();
    }

    private void watch() {
        try {
            do {
                lookAgain();
            } while (!tenant().ready() && !ending.await(settings.retryInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain() {
        try {
            TenantConfigContext found = answer(tenant().initialize());
            if (found.ready()) {
                outage.found();
            } else {
                outage.lost("its description cannot be read");
            }
        } catch (RuntimeException fault) {
            outage.lost(reason(fault));
        }
    }

    /**
     * Where a browser goes to log in.
     *
     * @throws ProviderRefused when the provider's description could not be read so far
     */
    URI addressFor(LoginAttempt attempt) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId().orElseThrow());
        query.put("redirect_uri", redirectUri());
        query.put("scope", settings.scopes());
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        String address = described().getMetadata().getAuthorizationUri();
        return URI.create(query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", address + (address.contains("?") ? "&" : "?"), "")));
    }

    /**
     * Exchanges a code for the provider's proof and checks it.
     *
     * @throws ProviderRefused when the provider does not take the code, cannot be reached, or its proof does not hold
     */
    ProviderProof exchange(String code, LoginAttempt attempt) {
        OidcProvider provider = described();
        AuthorizationCodeTokens tokens;
        try {
            tokens = answer(provider.getCodeFlowTokens(code, redirectUri(), attempt.verifier()));
        } catch (RuntimeException fault) {
            throw exchangeFailed(fault);
        }
        String idToken = tokens.getIdToken();
        if (idToken == null) {
            throw new ProviderRefused(
                    ProviderRefusal.NOT_ACCEPTED, "the provider gave no ID token: gait.oidc.scopes needs openid");
        }
        try {
            // A signature by the provider's own keys, no symmetric or missing one; then issuer, audience, expiry, nonce
            // and subject.
            answer(provider.getKeyResolverAndVerifyJwtToken(
                    new IdTokenCredential(idToken), true, true, attempt.nonce(), true));
        } catch (RuntimeException fault) {
            throw new ProviderRefused(ProviderRefusal.NOT_ACCEPTED, "the ID token does not hold: " + reason(fault));
        }
        return ProviderProof.of(
                OidcCommonUtils.decodeJwtContent(idToken),
                provider.getMetadata().getIssuer(),
                settings);
    }

    /** The framework passes the provider's own words on, which are JSON with an {@code error} when it was the provider that refused. */
    private static ProviderRefused exchangeFailed(RuntimeException fault) {
        String said = reason(fault);
        String error = fault instanceof OIDCException ? errorIn(fault.getMessage()) : null;
        if (error == null) {
            return new ProviderRefused(ProviderRefusal.PROVIDER_AWAY, "the code could not be exchanged: " + said);
        }
        ProviderRefusal refusal =
                error.equals("invalid_grant") ? ProviderRefusal.EXPIRED : ProviderRefusal.NOT_ACCEPTED;
        return new ProviderRefused(refusal, "the provider refused the code: " + said);
    }

    private static @Nullable String errorIn(@Nullable String body) {
        try {
            return body == null ? null : new JsonObject(body).getString("error");
        } catch (DecodeException | ClassCastException notItsForm) {
            return null;
        }
    }

    private OidcProvider described() {
        TenantConfigContext tenant = tenant();
        if (!tenant.ready()) {
            throw new ProviderRefused(
                    ProviderRefusal.PROVIDER_AWAY,
                    "its description could not be read so far: " + outage().orElse("not asked yet"));
        }
        return tenant.provider();
    }

    private TenantConfigContext tenant() {
        return tenants.getStaticTenant(ProviderTenant.ID);
    }

    private String redirectUri() {
        return settings.redirectUri().orElseThrow().toString();
    }

    private <T> T answer(Uni<T> asked) {
        return asked.await().atMost(settings.timeout());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** On one line and of some length, since a provider may have written it. */
    private static String reason(Throwable fault) {
        String said = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        String line = said.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
