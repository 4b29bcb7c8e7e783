package org.gaitsuite.session.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gaitsuite.session.account.ExternalIdentity;
import org.gaitsuite.session.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * Whom the provider vouches for, from an ID token whose signature, time, audience and nonce were found good.
 *
 * @param identity who it is, for ever
 * @param login what to call the account; may be taken, or not fit to be a login
 * @param name what to call the person; may be empty
 * @param roles what the provider lets the person do
 */
record ProviderProof(ExternalIdentity identity, Optional<String> login, String name, Set<Role> roles) {
    private static final String ANY_TENANT = "{tenantid}";

    /**
     * Reads the claims.
     *
     * @param described the issuer as the provider describes itself
     * @throws ProviderRefused when they are somebody else's, or of a tenant that may not come in
     */
    static ProviderProof of(JsonObject claims, String described, OidcSettings settings) {
        String tenant = text(claims, "tid").orElse("");
        String issuer = text(claims, "iss").orElse("");
        if (!issuer.equals(described.replace(ANY_TENANT, tenant))) {
            throw new ProviderRefused(
                    ProviderRefusal.NOT_ACCEPTED,
                    "the ID token is of the issuer %s, not of %s".formatted(issuer, described));
        }
        // A token for several audiences names the one that asked for it (OpenID Connect Core 1.0, section 3.1.3.7).
        Optional<String> askedBy = text(claims, "azp");
        if (askedBy.isPresent() && !askedBy.equals(settings.clientId())) {
            throw new ProviderRefused(
                    ProviderRefusal.NOT_ACCEPTED, "the ID token was made for the client " + askedBy.get());
        }
        if (settings.tenants().isPresent() && !settings.tenants().get().contains(tenant)) {
            throw new ProviderRefused(
                    ProviderRefusal.NOT_ALLOWED,
                    "somebody of the tenant '%s' came, which is not in gait.oidc.tenants".formatted(tenant));
        }
        String subject = text(claims, "sub")
                .orElseThrow(() -> new ProviderRefused(ProviderRefusal.NOT_ACCEPTED, "the ID token has no subject"));
        boolean operates = words(claims.getValue(settings.rolesClaim())).contains(settings.operatorRole());
        return new ProviderProof(
                new ExternalIdentity(issuer, subject),
                text(claims, "preferred_username").or(() -> text(claims, "email")),
                text(claims, "name").orElse(""),
                operates ? Set.of(Role.USER, Role.OPERATOR) : Set.of(Role.USER));
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** Some providers give a list, others one word. */
    private static List<String> words(@Nullable Object claim) {
        Stream<?> values = claim instanceof JsonArray list ? list.stream() : Stream.ofNullable(claim);
        return values.filter(Objects::nonNull).map(Object::toString).toList();
    }
}
