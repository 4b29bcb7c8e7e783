package org.gaitsuite.session.oidc;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Jwt.Source;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the framework of the provider, from the settings; a setting that cannot be ends the start with a sentence. */
@ApplicationScoped
class ProviderTenant {
    /** The framework's name for it. */
    static final String ID = "login";

    /** The framework waits this long for the provider at start; afterwards it is asked again from time to time. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);
    /** Clocks of the provider and of this machine may differ that much, in seconds. */
    private static final int CLOCK_SKEW = 30;

    private final OidcSettings settings;

    ProviderTenant(OidcSettings settings) {
        this.settings = settings;
    }

    void create(@Observes Oidc oidc) {
        settings.issuer().ifPresent(issuer -> oidc.create(tenant(issuer)));
    }

    private OidcTenantConfig tenant(URI issuer) {
        requirePrivate("gait.oidc.issuer", issuer);
        requirePrivate(
                "gait.oidc.redirect-uri",
                settings.redirectUri()
                        .orElseThrow(() -> wrong("gait.oidc.issuer is set, but not gait.oidc.redirect-uri:"
                                + " say https://HOST/v1/sessions/oidc/callback")));
        if (servesManyTenants(issuer) && settings.tenants().isEmpty()) {
            throw wrong("gait.oidc.issuer " + issuer
                    + " vouches for everybody's tenants: name those that may come in with gait.oidc.tenants");
        }
        String clientId =
                settings.clientId().orElseThrow(() -> wrong("gait.oidc.issuer is set, but not gait.oidc.client-id"));
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(issuer.toString())
                .tenantId(ID)
                .clientId(clientId)
                .connectionTimeout(PATIENCE_AT_START)
                // The keys are asked for when a proof needs one, so that the start leans on less and new keys are found
                // at once.
                .jwks()
                .resolveEarly(false)
                .end();
        var token = tenant.token().lifespanGrace(CLOCK_SKEW);
        if (servesManyTenants(issuer)) {
            // Its description has a placeholder for the issuer, which ProviderProof fills in.
            token.issuer("any");
        }
        prove(clientId, token.end());
        return tenant.build();
    }

    /** How this installation shows the provider that it is the one that is registered there. */
    private void prove(String clientId, OidcTenantConfigBuilder tenant) {
        Optional<String> secret =
                settings.clientSecret().or(() -> settings.clientSecretFile().map(ProviderTenant::read));
        Optional<Path> key = settings.clientKeyFile();
        Optional<Path> assertion = settings.clientAssertionFile();
        if (Stream.of(secret, key, assertion).filter(Optional::isPresent).count() != 1) {
            throw wrong(
                    "gait.oidc needs one of client-secret, client-secret-file, client-key-file and client-assertion-file");
        }
        secret.ifPresent(
                text -> tenant.credentials().clientSecret(text, Method.POST).end());
        key.ifPresent(file -> {
            var jwt = tenant.credentials().jwt().keyFile(file.toString());
            settings.clientKeyId().ifPresent(jwt::tokenKeyId);
            jwt.endCredentials();
        });
        assertion.ifPresent(file -> {
            tenant.credentials().jwt().source(Source.BEARER).tokenPath(file).endCredentials();
            // The platform's token names the platform's account, not this client.
            tenant.codeGrant(Map.of(), Map.of("client_id", clientId));
        });
    }

    /** Microsoft Entra ID's endpoints for any tenant. */
    static boolean servesManyTenants(URI issuer) {
        String path = issuer.getPath();
        return path != null && (path.startsWith("/common/") || path.startsWith("/organizations/"));
    }

    /** Secrets and proofs travel there: over TLS, or not at all beyond this machine. */
    private static void requirePrivate(String setting, URI address) {
        boolean isPrivate = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && isThisMachine(address.getHost()));
        if (!isPrivate || address.getHost() == null || address.getRawFragment() != null) {
            throw wrong("%s must be https://HOST/…, but is %s".formatted(setting, address));
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            // Editors end files with a line break, which is no part of the secret.
            return Files.readString(file).stripTrailing();
        } catch (IOException fault) {
            throw wrong("gait.oidc.client-secret-file cannot be read: " + fault);
        }
    }

    private static IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
