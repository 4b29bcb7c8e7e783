package org.gaitsuite.session.login;

import java.time.Instant;
import org.gaitsuite.session.account.Account;

/**
 * Somebody is logged in. Holds the account as it was at the login, so that a look-up needs no SQL.
 *
 * @param expiresAt when it ends by itself
 */
public record LoginSession(Account account, Instant expiresAt) {}
