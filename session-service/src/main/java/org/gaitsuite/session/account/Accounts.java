package org.gaitsuite.session.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.Database;
import org.gaitsuite.session.sql.SqlFaults;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The accounts. Every call blocks on SQL, those with a password on its hash too. */
@ApplicationScoped
public class Accounts {
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final AccountSettings settings;
    private final Clock clock = Clock.systemUTC();

    Accounts(Database database, PasswordRules rules, PasswordHasher hasher, AccountSettings settings) {
        this.database = database;
        this.rules = rules;
        this.hasher = hasher;
        this.settings = settings;
    }

    /**
     * Makes an account for whoever asks.
     *
     * @throws Refused when registration is closed, a value is out of bounds, the password is weak or the login taken
     */
    public Account register(String login, String password, String name) {
        if (settings.registration() == AccountSettings.Registration.CLOSED || !settings.passwordLogin()) {
            throw new Refused(
                    Reason.FORBIDDEN, "Registration is closed here: ask whoever runs this service for an account.");
        }
        return create(login, password, name, Set.of(Role.USER));
    }

    /** Makes an account, also where registration is closed. */
    Account create(String login, String password, String name, Set<Role> roles) {
        LoginName loginName = LoginName.parse(login);
        String called = name.strip();
        if (called.length() > LONGEST_NAME) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "A name has at most %d characters, this one has %d.".formatted(LONGEST_NAME, called.length()));
        }
        rules.check(password, loginName);
        // Asked before the hash, which is dear; the unique index has the last word.
        if (isTaken(loginName)) {
            throw taken(loginName);
        }
        Account account = new Account(
                UUID.randomUUID(),
                loginName.written(),
                called,
                roles,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String hash = hasher.hash(password);
        try {
            database.query(handle -> handle.createUpdate("insert into account"
                            + " (id, login, login_key, display_name, password_hash, roles, created_at)"
                            + " values (:id, :login, :key, :name, :hash, :roles, :created)")
                    .bind("id", account.id().toString())
                    .bind("login", account.login())
                    .bind("key", loginName.key())
                    .bind("name", account.name())
                    .bind("hash", hash)
                    .bind("roles", Role.column(account.roles()))
                    .bind("created", account.createdAt())
                    .execute());
        } catch (JdbiException fault) {
            if (SqlFaults.isDuplicate(fault)) {
                throw taken(loginName);
            }
            throw fault;
        }
        return account;
    }

    /** Whether somebody has this login. */
    boolean isTaken(LoginName login) {
        return database.query(handle -> handle.createQuery("select count(*) from account where login_key = :key")
                        .bind("key", login.key())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    /** The account with this id. */
    public Optional<Account> find(UUID id) {
        return database.query(handle -> handle.createQuery("select * from account where id = :id")
                .bind("id", id.toString())
                .map((row, context) -> read(row))
                .findOne());
    }

    /**
     * The account that login and password belong to; empty when there is none. Takes the same time whether the login
     * exists or not.
     */
    public Optional<Account> authenticate(LoginName login, String password) {
        Optional<Stored> stored =
                database.query(handle -> handle.createQuery("select * from account where login_key = :key")
                        .bind("key", login.key())
                        .map((row, context) -> new Stored(read(row), row.getString("password_hash")))
                        .findOne());
        String hash = stored.map(Stored::passwordHash).orElse(null);
        if (stored.isEmpty() || hash == null) {
            hasher.spendTheTimeOfACheck(password);
            return Optional.empty();
        }
        Stored found = stored.get();
        if (!hasher.matches(password, hash)) {
            return Optional.empty();
        }
        if (hasher.isOutdated(hash)) {
            storeAnew(found, hasher.hash(password));
        }
        return Optional.of(found.account());
    }

    /** Whether the account is logged in to with a password; those of a provider are not. */
    public boolean hasPassword(Account account) {
        return database.query(handle -> handle.createQuery(
                                "select count(*) from account where id = :id and password_hash is not null")
                        .bind("id", account.id().toString())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    /** @param passwordHash null where only a provider vouches for the owner */
    private record Stored(Account account, @Nullable String passwordHash) {}

    private void storeAnew(Stored found, String hash) {
        database.query(handle -> handle.createUpdate(
                        "update account set password_hash = :hash where id = :id and password_hash = :old")
                .bind("hash", hash)
                .bind("id", found.account().id().toString())
                .bind("old", found.passwordHash())
                .execute());
    }

    /**
     * Ends an account, with its API tokens. Its login is free again; its sessions are not known here.
     *
     * @throws Refused when it is the last operator's
     */
    public void close(Account account) {
        database.inTransaction(handle -> {
            requireAnotherOperator(handle, account);
            for (String delete : List.of(
                    "delete from api_token where account_id = :id",
                    "delete from external_identity where account_id = :id",
                    "delete from account where id = :id")) {
                handle.createUpdate(delete).bind("id", account.id().toString()).execute();
            }
            return account;
        });
    }

    /**
     * Looks whether an account may go.
     *
     * @throws Refused when it is the last operator's
     */
    public void requireAnotherOperator(Account account) {
        database.inTransaction(handle -> {
            requireAnotherOperator(handle, account);
            return account;
        });
    }

    private static void requireAnotherOperator(Handle handle, Account account) {
        if (!account.roles().contains(Role.OPERATOR)) {
            return;
        }
        int others = handle.createQuery("select count(*) from account where roles like :operator and id <> :id")
                .bind("operator", "%" + Role.OPERATOR.word() + "%")
                .bind("id", account.id().toString())
                .mapTo(Integer.class)
                .one();
        if (others == 0) {
            throw new Refused(
                    Reason.LAST_OPERATOR,
                    "This is the last operator's account, and without one nobody can look after the service: make another first.");
        }
    }

    private static Refused taken(LoginName login) {
        return new Refused(
                Reason.LOGIN_TAKEN,
                "Somebody has the login %s already: log in with it, or choose another.".formatted(login.written()));
    }

    static Account read(ResultSet row) throws SQLException {
        return new Account(
                UUID.fromString(row.getString("id")),
                row.getString("login"),
                row.getString("display_name"),
                Role.fromColumn(row.getString("roles")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
