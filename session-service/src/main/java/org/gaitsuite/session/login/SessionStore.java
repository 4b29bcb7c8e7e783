package org.gaitsuite.session.login;

import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.session.token.BearerToken;

/** Where sessions are kept until they end. Safe for use by many threads; calls may block. */
public interface SessionStore {
    /** Keeps a session until it expires or is not used for too long; ends the account's oldest when there are too many. */
    void put(BearerToken token, LoginSession session);

    /** The session of a token that has not ended; it is used by that. */
    Optional<LoginSession> find(BearerToken token);

    /** Ends a session; there may be none. */
    void remove(BearerToken token);

    /** Ends all sessions of an account that were there at the call, and says how many. */
    int removeAll(UUID account);

    /** Asks whether it works; throws when not. */
    void probe();

    /** Why sessions cannot be reached at the moment, as far as is known without asking; empty when they can. */
    Optional<String> outage();

    /** Why sessions are found and none can be opened or ended at the moment; empty when they can. */
    default Optional<String> refusesWrites() {
        return Optional.empty();
    }

    /** For the log: what it is and who shares it, without secrets. */
    String description();

    /** Whether other instances see the same sessions. */
    boolean isShared();
}
