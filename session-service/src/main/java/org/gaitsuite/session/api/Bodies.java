package org.gaitsuite.session.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.identity.Identity;
import org.gaitsuite.session.login.Logins;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.token.ApiToken;
import org.gaitsuite.session.token.ApiTokens;
import org.gaitsuite.session.token.BearerToken;
import org.gaitsuite.session.token.Scope;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, in snake case. */
@RegisterForReflection(ignoreNested = false) // Some are entities of no method's declared type.
final class Bodies {
    private Bodies() {}

    /** Asks for an account. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Registration(
            @Nullable String login,
            @Nullable String password,
            @Nullable String name) {}

    /** Asks for a session. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Credentials(@Nullable String login, @Nullable String password) {}

    /** Ends the caller's account. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Farewell(@Nullable String password) {}

    /** Asks for an API token. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TokenRequest(
            @Nullable String name,
            @Nullable Integer expiresInDays,
            @Nullable List<String> scopes) {}

    /** Asks for another password. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PasswordChange(
            @Nullable String currentPassword,
            @Nullable String newPassword,
            @Nullable Boolean revokeTokens) {}

    /**
     * An account, as its owner sees it.
     *
     * @param hasPassword false where its owner comes in by a provider
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AccountView(UUID id, String login, String name, List<String> roles, boolean hasPassword) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.id(), account.login(), account.name(), account.roleWords(), !account.provided());
        }
    }

    /** A session just opened, the only time that its token is shown. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OpenedSession(String token, Instant expiresAt, AccountView account) {
        static OpenedSession of(Logins.Opened opened) {
            return new OpenedSession(
                    opened.token().value(),
                    opened.session().expiresAt(),
                    AccountView.of(opened.session().account()));
        }
    }

    /**
     * Who one is.
     *
     * @param scopes what the token may be used for; null where that is whatever the account may
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CurrentSession(
            Instant expiresAt, String kind, @Nullable List<String> scopes, AccountView account) {
        static CurrentSession of(Identity caller) {
            return new CurrentSession(
                    caller.expiresAt(), kindOf(caller), scopesOf(caller), AccountView.of(caller.account()));
        }
    }

    /**
     * What the gateway learns of a token.
     *
     * @param scopes what it may be used for; null where that is whatever the account may
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LookUp(
            UUID accountId,
            String login,
            List<String> roles,
            @Nullable List<String> scopes,
            Instant expiresAt,
            String kind) {
        static LookUp of(Identity found) {
            Account account = found.account();
            return new LookUp(
                    account.id(),
                    account.login(),
                    account.roleWords(),
                    scopesOf(found),
                    found.expiresAt(),
                    kindOf(found));
        }
    }

    /**
     * How one may log in.
     *
     * @param passwordLogin whether everybody may with a password
     * @param registration whether newcomers may register
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WaysIn(boolean passwordLogin, boolean registration, List<ProviderView> providers) {}

    /**
     * A provider to log in with.
     *
     * @param name what people call it
     * @param login where a browser goes
     */
    record ProviderView(String name, String login) {}

    /** An API token without its secret. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TokenView(UUID id, String name, List<String> scopes, Instant createdAt, Instant expiresAt) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(), token.name(), Scope.words(token.scopes()), token.createdAt(), token.expiresAt());
        }
    }

    /** An API token just made, the only time that its secret is shown. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record IssuedToken(UUID id, String name, String token, List<String> scopes, Instant createdAt, Instant expiresAt) {
        static IssuedToken of(ApiTokens.Issued issued) {
            ApiToken token = issued.token();
            return new IssuedToken(
                    token.id(),
                    token.name(),
                    issued.secret().value(),
                    Scope.words(token.scopes()),
                    token.createdAt(),
                    token.expiresAt());
        }
    }

    /** Someone's API tokens. */
    record TokenList(List<TokenView> items) {}

    /**
     * A value that must be there.
     *
     * @throws Refused when it is not
     */
    static String required(String name, @Nullable String value) {
        if (value == null) {
            throw new Refused(Reason.INVALID_PARAMETER, "The body has no \"%s\": add it.".formatted(name));
        }
        return value;
    }

    /**
     * The body, which must be there.
     *
     * @throws Refused when it is not
     */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Refused(Reason.INVALID_PARAMETER, "The body is empty: send the JSON object that /docs shows.");
        }
        return body;
    }

    private static @Nullable List<String> scopesOf(Identity identity) {
        return identity.scopes().map(Scope::words).orElse(null);
    }

    private static String kindOf(Identity identity) {
        BearerToken.Kind kind = identity.kind();
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
