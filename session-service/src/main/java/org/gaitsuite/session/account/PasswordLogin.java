package org.gaitsuite.session.account;

import jakarta.enterprise.context.ApplicationScoped;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;

/**
 * Who may log in with a password: everybody, or, where an organisation wants its own provider only, the operator's account that is made
 * at start and nobody else, so that somebody can come in while the provider is away.
 */
@ApplicationScoped
public class PasswordLogin {
    private final AccountSettings settings;
    private final BootstrapSettings bootstrap;

    PasswordLogin(AccountSettings settings, BootstrapSettings bootstrap) {
        this.settings = settings;
        this.bootstrap = bootstrap;
    }

    /** Whether the login page asks everybody for a password. */
    public boolean isForEverybody() {
        return settings.passwordLogin();
    }

    /** Whether the login page offers to register. */
    public boolean isOpenToNewcomers() {
        return settings.passwordLogin() && settings.registration() == AccountSettings.Registration.OPEN;
    }

    /**
     * Lets a login pass or not, whether somebody has it or not.
     *
     * @throws Refused when passwords are not taken for it
     */
    public void require(LoginName login) {
        boolean isOperators = bootstrap
                .login()
                .filter(name -> !name.isBlank())
                .map(LoginName::parse)
                .filter(name -> name.key().equals(login.key()))
                .isPresent();
        if (!settings.passwordLogin() && !isOperators) {
            throw new Refused(
                    Reason.FORBIDDEN, "Passwords are not taken here: log in with your organisation's account.");
        }
    }
}
