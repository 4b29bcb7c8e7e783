package org.gaitsuite.session.token;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.jspecify.annotations.Nullable;

/** What an API token may be used for; never more than its owner may. */
public enum Scope {
    /** Read analyses, their files and their audit trail. */
    ANALYSES_READ("analyses:read"),
    /** Submit, cancel and erase analyses. */
    ANALYSES_WRITE("analyses:write"),
    /** The queue, its dead letters and the whole audit trail; of operators only. */
    OPERATIONS("operations");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As written in tokens and answers. */
    public String word() {
        return word;
    }

    /** The scope that {@link #word()} names; empty when it is none. */
    static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** As words, in a fixed order. */
    public static List<String> words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).toList();
    }

    static Set<Scope> whereNoneAreNamed() {
        return EnumSet.of(ANALYSES_READ, ANALYSES_WRITE);
    }

    /** One column holds them all, separated by spaces. */
    static String column(Set<Scope> scopes) {
        return String.join(" ", words(scopes));
    }

    /**
     * What a column says. Nothing at all in a token that was made before there were scopes: it may what its owner may. A word
     * that a later version wrote allows nothing here.
     */
    static Set<Scope> fromColumn(@Nullable String column, Account owner) {
        if (column == null) {
            return owner.roles().contains(Role.OPERATOR) ? EnumSet.allOf(Scope.class) : whereNoneAreNamed();
        }
        return Arrays.stream(column.split(" ", -1))
                .flatMap(word -> of(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
