package org.gaitsuite.gateway.identity;

import java.util.List;

/**
 * An account that showed a valid token.
 *
 * @param accountId UUID as text
 * @param login the name it logs in with
 * @param roles {@code user}, {@code operator}
 */
public record Caller(String accountId, String login, List<String> roles) {
    /** Copies the roles. */
    public Caller {
        roles = List.copyOf(roles);
    }
}
