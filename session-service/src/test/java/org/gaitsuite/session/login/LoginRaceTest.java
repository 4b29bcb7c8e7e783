package org.gaitsuite.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.session.AgainstService;
import org.gaitsuite.session.Gateway;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.account.PasswordLogin;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.security.SecurityEvent;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** Something happens to the account while somebody logs in. */
@QuarkusTest
class LoginRaceTest extends AgainstService {
    private static final Network SOMEWHERE = new Network("192.0.2.1");
    private static final String ANOTHER = "eight horses trot along";

    @Inject
    Accounts accounts;

    @Inject
    SessionStore sessions;

    @Inject
    AttemptLimits limits;

    @Inject
    PasswordLogin passwords;

    @Inject
    LoginSettings settings;

    @Inject
    Logins logins;

    @Inject
    MeterRegistry metrics;

    @Test
    void aLoginThatWasUnderWayDoesNotOutliveTheChangeOfItsPassword() {
        String login = Gateway.newLogin();
        Account account = accounts.register(login, Gateway.PASSWORD, "", "test");
        assertThatNoSessionIsLeft(
                login, () -> logins.changePassword(account, Gateway.PASSWORD, ANOTHER, false, SOMEWHERE));
        assertThat(logins.logIn(login, ANOTHER, SOMEWHERE, Optional.empty())).isNotNull();
    }

    @Test
    void aLoginThatWasUnderWayDoesNotOutliveItsAccount() {
        String login = Gateway.newLogin();
        Account account = accounts.register(login, Gateway.PASSWORD, "", "test");
        assertThatNoSessionIsLeft(login, () -> logins.close(account, Gateway.PASSWORD, SOMEWHERE));
    }

    @Test
    void whatHoldsNoLongerOpensNothingAndLeavesTheOlderSession() {
        String login = Gateway.newLogin();
        Account account = accounts.register(login, Gateway.PASSWORD, "", "test");
        BearerToken older = logins.logIn(login, Gateway.PASSWORD, SOMEWHERE, Optional.empty())
                .token();

        assertThat(logins.open(
                        account, () -> false, SecurityEvent.PROVIDER_LOGIN_SUCCEEDED, SOMEWHERE, Optional.of(older)))
                .isEmpty();

        assertThat(sessions.find(older)).isPresent();
        assertThat(sessions.removeAll(account.id()))
                .as("sessions of the account")
                .isEqualTo(1);
    }

    /** The change happens after the password was looked at, and its end of sessions before the new one is there. */
    private void assertThatNoSessionIsLeft(String login, Runnable change) {
        List<BearerToken> opened = new ArrayList<>();
        Logins late = new Logins(accounts, passwords, new Late(change, opened), limits, settings, metrics);
        assertThatThrownBy(() -> late.logIn(login, Gateway.PASSWORD, SOMEWHERE, Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LOGIN_FAILED));
        assertThat(opened).hasSize(1);
        assertThat(sessions.find(opened.getFirst())).isEmpty();
    }

    /** Lets something happen right before a session is kept. */
    private final class Late implements SessionStore {
        private final Runnable before;
        private final List<BearerToken> opened;

        Late(Runnable before, List<BearerToken> opened) {
            this.before = before;
            this.opened = opened;
        }

        @Override
        public void put(BearerToken token, LoginSession session) {
            before.run();
            opened.add(token);
            sessions.put(token, session);
        }

        @Override
        public Optional<LoginSession> find(BearerToken token) {
            return sessions.find(token);
        }

        @Override
        public void remove(BearerToken token) {
            sessions.remove(token);
        }

        @Override
        public int removeAll(UUID account) {
            return sessions.removeAll(account);
        }

        @Override
        public void probe() {
            sessions.probe();
        }

        @Override
        public Optional<String> outage() {
            return sessions.outage();
        }

        @Override
        public String description() {
            return sessions.description();
        }

        @Override
        public boolean isShared() {
            return sessions.isShared();
        }
    }
}
