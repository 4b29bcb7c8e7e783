package org.gaitsuite.session.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do. */
public enum Role {
    /** Analyses of one's own. */
    USER,
    /** The queue and its dead letters too. */
    OPERATOR;

    /** As written in tokens and answers: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that {@link #word()} names. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** One column holds them all, separated by spaces. */
    static String column(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(" "));
    }

    static Set<Role> fromColumn(String column) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(column.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(word -> roles.add(of(word)));
        return roles;
    }
}
