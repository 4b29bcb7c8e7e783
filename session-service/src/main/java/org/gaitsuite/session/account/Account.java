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
 */
public record Account(UUID id, String login, String name, Set<Role> roles, Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** The roles as words, in a fixed order. */
    public List<String> roleWords() {
        return roles.stream().sorted().map(Role::word).toList();
    }
}
