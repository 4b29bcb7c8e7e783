package org.gaitsuite.session.identity;

import java.time.Instant;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.token.BearerToken;

/**
 * Whom a token belongs to.
 *
 * @param expiresAt when the token ends by itself
 */
public record Identity(Account account, BearerToken.Kind kind, Instant expiresAt) {}
