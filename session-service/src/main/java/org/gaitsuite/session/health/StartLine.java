package org.gaitsuite.session.health;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.sql.Database;
import org.jboss.logging.Logger;

/** Says at start where sessions and accounts are kept; never how to get in. */
@ApplicationScoped
public class StartLine {
    private static final Logger LOG = Logger.getLogger(StartLine.class);

    private final SessionStore sessions;
    private final Database database;

    StartLine(SessionStore sessions, Database database) {
        this.sessions = sessions;
        this.database = database;
    }

    void atStart(@Observes StartupEvent event) {
        String line = "Session store: " + sessions.description();
        if (sessions.isShared()) {
            LOG.info(line);
        } else {
            LOG.warn(line);
        }
        LOG.infof("Account store: %s", database.address());
    }
}
