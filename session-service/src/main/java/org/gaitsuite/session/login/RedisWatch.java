package org.gaitsuite.session.login;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.gaitsuite.session.redis.RedisUnavailable;

/**
 * Asks the session store at intervals whether it is there, so that everybody else is answered at once by what is known.
 */
@ApplicationScoped
class RedisWatch {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration EVERY_WHILE_AWAY = Duration.ofMillis(500);

    private final SessionStore sessions;
    private final Thread loop = Thread.ofVirtual().name("redis-watch").unstarted(this::watch);

    RedisWatch(SessionStore sessions) {
        this.sessions = sessions;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(isThere() ? EVERY : EVERY_WHILE_AWAY);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isThere() {
        try {
            sessions.probe();
            return true;
        } catch (RedisUnavailable away) {
            return false;
        }
    }
}
