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

/** The accounts. Every call blocks on SQL, those with a password on its hash too. */
@ApplicationScoped
public class Accounts {
    private static final int LONGEST_NAME = 200;
    private static final String WITHOUT_TOKENS = "delete from api_token where account_id = :id";

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
     * Somebody showed the password of an account.
     *
     * @param passwordHash as it is stored since
     */
    public record Proof(Account account, String passwordHash) {}

    /**
     * Makes an account for whoever asks.
     *
     * @param client who asks, see {@link PasswordHasher}
     * @throws Refused when registration is closed, a value is out of bounds, the password is weak or the login taken
     */
    public Account register(String login, String password, String name, String client) {
        if (settings.registration() == AccountSettings.Registration.CLOSED || !settings.passwordLogin()) {
            throw new Refused(
                    Reason.FORBIDDEN, "Registration is closed here: ask whoever runs this service for an account.");
        }
        return create(login, password, name, Set.of(Role.USER), client);
    }

    /** Makes an account, also where registration is closed. */
    Account create(String login, String password, String name, Set<Role> roles, String client) {
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
        String hash = hasher.hash(password, client);
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
     * exists or not, and has a password or not.
     *
     * @param client who asks, see {@link PasswordHasher}
     */
    public Optional<Proof> authenticate(LoginName login, String password, String client) {
        Optional<Proof> stored = database.query(handle -> handle.createQuery(
                        "select * from account where login_key = :key and password_hash is not null")
                .bind("key", login.key())
                .map((row, context) -> new Proof(read(row), row.getString("password_hash")))
                .findOne());
        if (stored.isEmpty()) {
            hasher.spendTheTimeOfACheck(password, client);
            return Optional.empty();
        }
        Proof found = stored.get();
        if (!hasher.matches(password, found.passwordHash(), client)) {
            return Optional.empty();
        }
        if (!hasher.isOutdated(found.passwordHash())) {
            return stored;
        }
        String anew = hasher.hash(password, client);
        return Optional.of(new Proof(found.account(), replaced(found, anew) ? anew : found.passwordHash()));
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

    /**
     * Whether a password that was shown a moment ago is still that of its account: it may have been changed, or the account
     * closed, meanwhile.
     */
    public boolean isStill(Proof proof, String password, String client) {
        Optional<String> stored =
                database.query(handle -> handle.createQuery("select password_hash from account where id = :id")
                        .bind("id", proof.account().id().toString())
                        .mapTo(String.class)
                        .findOne());
        // Another login may have stored the same password anew, with the parameters of today.
        return stored.isPresent()
                && (stored.get().equals(proof.passwordHash()) || hasher.matches(password, stored.get(), client));
    }

    /**
     * Looks whether an account may take a password instead of the one it has.
     *
     * @throws Refused when it may not
     */
    public void requireAnotherPassword(Account account, String current, String wanted) {
        rules.check(wanted, LoginName.parse(account.login()));
        if (PasswordHasher.areSame(current, wanted)) {
            throw new Refused(Reason.WEAK_PASSWORD, "The new password is the one that you have: choose another.");
        }
    }

    /**
     * Gives an account another password. Its sessions are not known here.
     *
     * @param revokeTokens whether its API tokens end too
     * @return false when the password was changed by somebody else since {@code proof}; nothing has changed then
     */
    public boolean changePassword(Proof proof, String wanted, boolean revokeTokens, String client) {
        String hash = hasher.hash(wanted, client);
        return database.inTransaction(handle -> {
            boolean changed = replaced(handle, proof, hash);
            if (changed && revokeTokens) {
                handle.createUpdate(WITHOUT_TOKENS)
                        .bind("id", proof.account().id().toString())
                        .execute();
            }
            return changed;
        });
    }

    private boolean replaced(Proof proof, String hash) {
        return database.query(handle -> replaced(handle, proof, hash));
    }

    /** Whether it was still the one that is replaced. */
    private static boolean replaced(Handle handle, Proof proof, String hash) {
        return handle.createUpdate("update account set password_hash = :hash where id = :id and password_hash = :old")
                        .bind("hash", hash)
                        .bind("id", proof.account().id().toString())
                        .bind("old", proof.passwordHash())
                        .execute()
                > 0;
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
                    WITHOUT_TOKENS,
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
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("password_hash") == null);
    }
}
