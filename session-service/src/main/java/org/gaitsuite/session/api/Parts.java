package org.gaitsuite.session.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.gaitsuite.departure.Departure;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.oidc.Provider;
import org.gaitsuite.session.sql.Database;

/**
 * Answers the gateway's probe, {@code HEAD /}, with what this process leans on, in the header {@code X-Gait-Parts}, for
 * instance {@code sql=up,redis=down}, and with {@code X-Gait-Leaving} once it is about to end. So the gateway can tell the
 * world what is missing, and ask others first, without a question more.
 */
@ApplicationScoped
class Parts {
    private static final String HEADER = "X-Gait-Parts";
    private static final String LEAVING = "X-Gait-Leaving";

    private final Database database;
    private final SessionStore sessions;
    private final Provider provider;
    private final Departure departure;

    Parts(Database database, SessionStore sessions, Provider provider, Departure departure) {
        this.departure = departure;
        this.database = database;
        this.sessions = sessions;
        this.provider = provider;
    }

    void answerProbes(@Observes Router router) {
        router.head("/").handler(request -> {
            String told = "sql=" + word(database.outage().isEmpty());
            if (sessions.isShared()) {
                told += ",redis=" + word(sessions.outage().isEmpty());
            }
            if (provider.isOffered()) {
                told += ",oidc=" + word(provider.outage().isEmpty());
            }
            if (departure.hasBegun()) {
                request.response().putHeader(LEAVING, "true");
            }
            var _ = request.response()
                    .setStatusCode(204)
                    .putHeader(HEADER, told)
                    .end();
        });
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
