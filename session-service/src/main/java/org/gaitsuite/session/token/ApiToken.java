package org.gaitsuite.session.token;

import java.time.Instant;
import java.util.UUID;

/**
 * A program's way in, without its secret.
 *
 * @param owner id of the account it acts for
 * @param name what its owner calls it
 */
public record ApiToken(UUID id, UUID owner, String name, Instant createdAt, Instant expiresAt) {}
