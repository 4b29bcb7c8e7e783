package org.gaitsuite.session.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.token.ApiTokens;
import org.gaitsuite.session.token.BearerToken;

/** Looks up tokens of both kinds. A session needs its store only, an API token SQL only: each works without the other. */
@ApplicationScoped
public class Identities {
    private final SessionStore sessions;
    private final ApiTokens tokens;

    Identities(SessionStore sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Whom the token belongs to; empty when it is not, or no longer, valid. */
    public Optional<Identity> find(BearerToken token) {
        return switch (token.kind()) {
            case SESSION ->
                sessions.find(token)
                        .map(session -> new Identity(session.account(), token.kind(), null, session.expiresAt()));
            case API_TOKEN ->
                tokens.find(token)
                        .map(found -> new Identity(
                                found.account(),
                                token.kind(),
                                found.token().scopes(),
                                found.token().expiresAt()));
        };
    }
}
