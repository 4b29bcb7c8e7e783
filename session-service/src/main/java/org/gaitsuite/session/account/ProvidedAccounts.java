package org.gaitsuite.session.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.Database;
import org.gaitsuite.session.sql.SqlFaults;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Accounts of people whom a provider vouches for. They have no password. An account that somebody made with a password is never taken
 * over, whatever its login: who may come in by the provider says nothing about who registered a name here. Calls block on SQL.
 */
@ApplicationScoped
public class ProvidedAccounts {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ISSUER = 500;
    private static final int LONGEST_SUBJECT = 255;
    /** Room for what makes a login unlike the one that is taken. */
    private static final int LONGEST_LOGIN = 230;

    private static final int DIGITS = 12;

    private final Database database;
    private final Clock clock = Clock.systemUTC();

    ProvidedAccounts(Database database) {
        this.database = database;
    }

    /** The account of {@code identity}; empty when there is none yet. */
    public Optional<Account> find(ExternalIdentity identity) {
        return database.query(handle -> handle.createQuery("select a.* from account a"
                        + " join external_identity e on e.account_id = a.id where e.identity_key = :key")
                .bind("key", identity.key())
                .map((row, context) -> Accounts.read(row))
                .findOne());
    }

    /**
     * The account of {@code identity}, made now unless another instance was first.
     *
     * @param wanted its login, where that is free and may be one; otherwise it gets one that nobody has
     * @param name what to call its owner, shortened where it is too long
     */
    public Account create(ExternalIdentity identity, Optional<String> wanted, String name, Set<Role> roles) {
        LoginName last = LoginName.parse("user-" + identity.key());
        LoginName first = wanted.flatMap(ProvidedAccounts::fitting).orElse(last);
        LoginName second =
                LoginName.parse(first.written() + "~" + identity.key().substring(0, DIGITS));
        for (LoginName login : new LoginName[] {first, second, last}) {
            try {
                Account account = new Account(
                        UUID.randomUUID(),
                        login.written(),
                        shown(name),
                        roles,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        true);
                return database.inTransaction(handle -> insert(handle, account, login, identity));
            } catch (JdbiException fault) {
                if (!SqlFaults.isDuplicate(fault)) {
                    throw fault;
                }
                Optional<Account> another = find(identity);
                if (another.isPresent()) {
                    return another.get();
                }
                // Else the login is taken.
            }
        }
        throw new IllegalStateException("every login for a new account is taken, the last was " + last.written());
    }

    private static Account insert(Handle handle, Account account, LoginName login, ExternalIdentity identity) {
        handle.createUpdate("insert into account (id, login, login_key, display_name, roles, created_at)"
                        + " values (:id, :login, :key, :name, :roles, :created)")
                .bind("id", account.id().toString())
                .bind("login", account.login())
                .bind("key", login.key())
                .bind("name", account.name())
                .bind("roles", Role.column(account.roles()))
                .bind("created", account.createdAt())
                .execute();
        handle.createUpdate("insert into external_identity (identity_key, issuer, subject, account_id, created_at)"
                        + " values (:key, :issuer, :subject, :account, :created)")
                .bind("key", identity.key())
                .bind("issuer", shortened(identity.issuer(), LONGEST_ISSUER))
                .bind("subject", shortened(identity.subject(), LONGEST_SUBJECT))
                .bind("account", account.id().toString())
                .bind("created", account.createdAt())
                .execute();
        return account;
    }

    /** The account with other roles from now on. */
    public Account withRoles(Account account, Set<Role> roles) {
        database.query(handle -> handle.createUpdate("update account set roles = :roles where id = :id")
                .bind("roles", Role.column(roles))
                .bind("id", account.id().toString())
                .execute());
        return new Account(
                account.id(), account.login(), account.name(), roles, account.createdAt(), account.provided());
    }

    private static Optional<LoginName> fitting(String wanted) {
        try {
            return Optional.of(LoginName.parse(shortened(wanted, LONGEST_LOGIN)));
        } catch (Refused notALogin) {
            return Optional.empty();
        }
    }

    private static String shown(String name) {
        return shortened(name.replaceAll("\\p{Cntrl}", " ").strip(), LONGEST_NAME);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
