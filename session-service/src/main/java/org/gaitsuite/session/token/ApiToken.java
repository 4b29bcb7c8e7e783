package org.gaitsuite.session.token;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A program's way in, without its secret.
 *
 * @param owner id of the account it acts for
 * @param name what its owner calls it
 * @param scopes what it may be used for
 */
public record ApiToken(UUID id, UUID owner, String name, Set<Scope> scopes, Instant createdAt, Instant expiresAt) {
    public ApiToken {
        scopes = Set.copyOf(scopes);
    }
}
