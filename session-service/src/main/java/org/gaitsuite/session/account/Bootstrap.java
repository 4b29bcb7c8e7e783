package org.gaitsuite.session.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.sql.SchemaReady;
import org.jboss.logging.Logger;

/**
 * Makes the first operator's account. An account that has the login already stays as it is, password and roles
 * included: neither a restart nor a second instance changes it, and whoever registered that login first does not become
 * an operator.
 */
@ApplicationScoped
public class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);

    private final BootstrapSettings settings;
    private final Accounts accounts;

    Bootstrap(BootstrapSettings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    void whenSchemaIsReady(@Observes SchemaReady event) {
        settings.login().filter(login -> !login.isBlank()).ifPresent(this::makeOperator);
    }

    private void makeOperator(String login) {
        try {
            if (accounts.isTaken(LoginName.parse(login))) {
                return;
            }
            Optional<String> password = password();
            if (password.isEmpty()) {
                LOG.error("GAIT_BOOTSTRAP_LOGIN is set, but neither GAIT_BOOTSTRAP_PASSWORD nor"
                        + " GAIT_BOOTSTRAP_PASSWORD_FILE: no operator account is made");
                return;
            }
            accounts.create(login, password.get(), "Operator", Set.of(Role.USER, Role.OPERATOR), "bootstrap");
            LOG.infof("Operator account %s was made", login);
        } catch (Refused refused) {
            if (refused.reason() != Reason.LOGIN_TAKEN) {
                LOG.errorf("The operator account %s cannot be made: %s", login, refused.sentence());
            }
            // Else another instance, started at the same moment, was first.
        } catch (IOException fault) {
            LOG.errorf("GAIT_BOOTSTRAP_PASSWORD_FILE cannot be read: %s", fault);
        }
    }

    private Optional<String> password() throws IOException {
        Optional<String> given = settings.password().filter(text -> !text.isEmpty());
        Optional<Path> file = settings.passwordFile();
        if (given.isPresent() || file.isEmpty()) {
            return given;
        }
        // Editors end files with a line break, which is no part of the password.
        return Optional.of(Files.readString(file.get()).stripTrailing());
    }
}
