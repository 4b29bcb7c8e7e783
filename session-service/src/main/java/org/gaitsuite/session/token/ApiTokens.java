package org.gaitsuite.session.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.Database;
import org.jspecify.annotations.Nullable;

/** API tokens: named, shown once, stored as a hash, expiring, revocable. Every call blocks on SQL. */
@ApplicationScoped
public class ApiTokens {
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Accounts accounts;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    ApiTokens(Database database, Accounts accounts, TokenSettings settings) {
        this.database = database;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** A new token; {@link Issued#secret()} is not kept and cannot be shown again. */
    public record Issued(ApiToken token, BearerToken secret) {}

    /** Whom a valid token acts for. */
    public record Found(ApiToken token, Account account) {}

    /**
     * Makes one.
     *
     * @param scopes as words; empty takes reading and writing analyses
     * @param days of life; empty takes the default
     * @throws Refused when the name or the days are out of bounds, a scope is unknown or not the owner's to give, or the
     *     account has too many
     */
    public Issued issue(Account account, String name, Optional<List<String>> scopes, Optional<Integer> days) {
        UUID owner = account.id();
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "The name of a token has 1 to %d characters, this one has %d."
                            .formatted(LONGEST_NAME, called.length()));
        }
        int life = days.orElse(settings.defaultDays());
        if (life < 1 || life > settings.longestDays()) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "A token lives 1 to %d days, expires_in_days is %d.".formatted(settings.longestDays(), life));
        }
        Set<Scope> allowed = scopes.map(words -> read(words, account)).orElseGet(Scope::whereNoneAreNamed);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiToken token = new ApiToken(UUID.randomUUID(), owner, called, allowed, now, now.plus(Duration.ofDays(life)));
        BearerToken secret = BearerToken.random(BearerToken.Kind.API_TOKEN);
        database.inTransaction(handle -> {
            // Tokens that ended long ago are of no use even to look at.
            handle.createUpdate("delete from api_token where account_id = :owner and expires_at < :past")
                    .bind("owner", owner.toString())
                    .bind("past", now.minus(Duration.ofDays(settings.longestDays())))
                    .execute();
            int present = handle.createQuery("select count(*) from api_token where account_id = :owner")
                    .bind("owner", owner.toString())
                    .mapTo(Integer.class)
                    .one();
            if (present >= settings.perAccount()) {
                throw new Refused(
                        Reason.INVALID_PARAMETER,
                        "You have %d tokens, which is the most: revoke one first.".formatted(present));
            }
            return handle.createUpdate("insert into api_token"
                            + " (id, account_id, token_name, token_hash, scopes, created_at, expires_at)"
                            + " values (:id, :owner, :name, :hash, :scopes, :created, :expires)")
                    .bind("id", token.id().toString())
                    .bind("owner", owner.toString())
                    .bind("name", token.name())
                    .bind("hash", secret.hash())
                    .bind("scopes", Scope.column(token.scopes()))
                    .bind("created", token.createdAt())
                    .bind("expires", token.expiresAt())
                    .execute();
        });
        return new Issued(token, secret);
    }

    private static Set<Scope> read(List<String> words, Account owner) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(Scope.of(word)
                    .orElseThrow(() -> new Refused(
                            Reason.INVALID_PARAMETER,
                            "There is no scope %s, only %s."
                                    .formatted(word, String.join(", ", Scope.words(EnumSet.allOf(Scope.class)))))));
        }
        if (scopes.isEmpty()) {
            throw new Refused(
                    Reason.INVALID_PARAMETER, "A token without scopes is of no use: name one, or leave scopes out.");
        }
        if (scopes.contains(Scope.OPERATIONS) && !owner.roles().contains(Role.OPERATOR)) {
            throw new Refused(Reason.FORBIDDEN, "Only an operator can give a token the scope operations.");
        }
        return scopes;
    }

    /** Those of one account, the newest first. */
    public List<ApiToken> of(Account owner) {
        return database.query(handle -> handle.createQuery(
                        "select * from api_token where account_id = :owner order by created_at desc, id")
                .bind("owner", owner.id().toString())
                .map((row, context) -> read(row, owner))
                .list());
    }

    /**
     * Ends one, at once and everywhere.
     *
     * @throws Refused when the account has no such token, whoever else has
     */
    public void revoke(UUID owner, UUID id) {
        int gone = database.query(
                handle -> handle.createUpdate("delete from api_token where id = :id and account_id = :owner")
                        .bind("id", id.toString())
                        .bind("owner", owner.toString())
                        .execute());
        if (gone == 0) {
            throw new Refused(Reason.NOT_FOUND, "You have no token with the id %s.".formatted(id));
        }
    }

    /** Whom a token acts for; empty when it is unknown, revoked or past its time. */
    public Optional<Found> find(BearerToken token) {
        return database.query(handle -> handle.createQuery("select * from api_token where token_hash = :hash")
                        .bind("hash", token.hash())
                        .map((row, context) -> Row.of(row))
                        .findOne())
                .filter(row -> row.expiresAt().isAfter(clock.instant()))
                .flatMap(row -> accounts.find(row.owner()).map(account -> new Found(row.token(account), account)));
    }

    private static ApiToken read(ResultSet row, Account owner) throws SQLException {
        return Row.of(row).token(owner);
    }

    private record Row(
            UUID id, UUID owner, String name, @Nullable String scopes, Instant createdAt, Instant expiresAt) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    UUID.fromString(row.getString("id")),
                    UUID.fromString(row.getString("account_id")),
                    row.getString("token_name"),
                    row.getString("scopes"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant());
        }

        ApiToken token(Account account) {
            return new ApiToken(id, owner, name, Scope.fromColumn(scopes, account), createdAt, expiresAt);
        }
    }
}
