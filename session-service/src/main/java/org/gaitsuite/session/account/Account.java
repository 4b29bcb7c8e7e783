package org.gaitsuite.session.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who may come in.
 *
 * @param login as its owner wrote it
 * @param name what to call its owner; may be empty
 * @param provided whether its owner comes in by a provider, and it has no password
 */
public record Account(UUID id, String login, String name, Set<Role> roles, Instant createdAt, boolean provided) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** An account with a password. */
    public Account(UUID id, String login, String name, Set<Role> roles, Instant createdAt) {
        this(id, login, name, roles, createdAt, false);
    }

    /** The roles as words, in a fixed order. */
    public List<String> roleWords() {
        return roles.stream().sorted().map(Role::word).toList();
    }
}
