package org.gaitsuite.session.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaitsuite.session.AgainstService;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.SchemaReady;
import org.gaitsuite.session.sql.SqlKind;
import org.junit.jupiter.api.Test;

/** What happens when two want the same login at the same moment, as two starting instances do. */
@QuarkusTest
class ConcurrentRegistrationTest extends AgainstService {
    @Inject
    Accounts accounts;

    @Test
    void exactlyOneGetsALoginThatManyWant() throws Exception {
        Callable<String> attempt = () -> {
            try {
                accounts.create("wanted@example.org", "walking along the river", "", Set.of(Role.USER), "test");
                return "made";
            } catch (Refused refused) {
                assertThat(refused.reason()).isEqualTo(Reason.LOGIN_TAKEN);
                return "taken";
            }
        };
        assertThat(atTheSameTime(attempt, 6)).containsOnlyOnce("made").hasSize(6);
    }

    @Test
    void instancesThatStartTogetherMakeOneOperatorAndNeverChangeIt() throws Exception {
        start("first password of all");
        LoginName login = LoginName.parse("chief@example.org");
        Account made = accounts.authenticate(login, "first password of all", "test")
                .orElseThrow()
                .account();
        assertThat(made.roles()).containsExactlyInAnyOrder(Role.USER, Role.OPERATOR);

        start("another password now");
        assertThat(accounts.authenticate(login, "another password now", "test")).isEmpty();
        assertThat(accounts.authenticate(login, "first password of all", "test").map(Accounts.Proof::account))
                .contains(made);
    }

    private void start(String password) throws Exception {
        Bootstrap bootstrap = new Bootstrap(
                new BootstrapSettings() {
                    @Override
                    public Optional<String> login() {
                        return Optional.of("chief@example.org");
                    }

                    @Override
                    public Optional<String> password() {
                        return Optional.of(password);
                    }

                    @Override
                    public Optional<java.nio.file.Path> passwordFile() {
                        return Optional.empty();
                    }
                },
                accounts);
        atTheSameTime(
                () -> {
                    bootstrap.whenSchemaIsReady(new SchemaReady(SqlKind.H2));
                    return "started";
                },
                2);
    }

    private static List<String> atTheSameTime(Callable<String> attempt, int times) throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            for (Future<String> outcome : threads.invokeAll(java.util.Collections.nCopies(times, attempt))) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }
}
