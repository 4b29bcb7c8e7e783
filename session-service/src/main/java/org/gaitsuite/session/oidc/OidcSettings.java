package org.gaitsuite.session.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Logging in with an organisation's own provider. Nothing of it is there without an issuer. */
@ConfigMapping(prefix = "gait.oidc")
public interface OidcSettings {
    /**
     * Address of the provider, below which {@code /.well-known/openid-configuration} is found, for instance
     * {@code https://login.microsoftonline.com/TENANT-ID/v2.0}; {@code http} is taken on loopback only. Default none: off.
     */
    Optional<URI> issuer();

    /** What the login page calls the provider; default "your organisation". */
    @WithDefault("your organisation")
    String providerName();

    /** The client (application) id that the provider knows this installation by. */
    Optional<String> clientId();

    /** The client's secret. Default none. */
    Optional<String> clientSecret();

    /** File with the client's secret, read at start. Default none. */
    Optional<Path> clientSecretFile();

    /** File with the client's private key (PEM), which signs a proof instead of a secret ({@code private_key_jwt}). Default none. */
    Optional<Path> clientKeyFile();

    /** Key id that such a proof names. Default none. */
    Optional<String> clientKeyId();

    /**
     * File with a token that the platform renews by itself and that the provider takes instead of a secret: a workload identity, as
     * in {@code AZURE_FEDERATED_TOKEN_FILE}. Default none.
     */
    Optional<Path> clientAssertionFile();

    /**
     * The public address that the provider sends browsers back to, {@code https://HOST/v1/sessions/oidc/callback}. Required with an
     * issuer, since only operators know the public name.
     */
    Optional<URI> redirectUri();

    /**
     * Tenants whose people may come in, by the claim {@code tid}; required where the issuer serves many tenants ({@code common},
     * {@code organizations}). Default: whomever the issuer vouches for.
     */
    Optional<Set<String>> tenants();

    /** What is asked of the provider, separated by blanks; default {@code openid profile email}. */
    @WithDefault("openid profile email")
    String scopes();

    /** Whether whoever comes for the first time gets an account; default true. Otherwise only those who came before. */
    @WithDefault("true")
    boolean createAccounts();

    /** The claim that lists somebody's roles; default {@code roles}. */
    @WithDefault("roles")
    String rolesClaim();

    /** The role there that makes an operator; default {@code gait-operator}. */
    @WithDefault("gait-operator")
    String operatorRole();

    /** How long the provider may take for an answer; default 5 s. */
    @WithDefault("5s")
    Duration timeout();

    /** Time between two attempts to reach a provider that was away at start; default 10 s. */
    @WithDefault("10s")
    Duration retryInterval();
}
