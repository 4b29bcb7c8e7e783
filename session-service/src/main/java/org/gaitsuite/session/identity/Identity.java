package org.gaitsuite.session.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.token.BearerToken;
import org.gaitsuite.session.token.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token belongs to.
 *
 * @param limitedTo what it may be used for; null where that is whatever the account may
 * @param expiresAt when the token ends by itself
 */
public record Identity(
        Account account, BearerToken.Kind kind, @Nullable Set<Scope> limitedTo, Instant expiresAt) {
    /** What the token may be used for; empty where that is whatever the account may. */
    public Optional<Set<Scope>> scopes() {
        return Optional.ofNullable(limitedTo);
    }
}
