package org.gaitsuite.session.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.gaitsuite.session.identity.Identities;
import org.gaitsuite.session.identity.Identity;
import org.gaitsuite.session.login.Network;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.token.BearerToken;

/** Who makes a request, from what the gateway passes on. */
@ApplicationScoped
class Callers {
    /** The caller's session or API token. */
    static final String TOKEN = "X-Gait-Session";

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final Identities identities;

    Callers(Identities identities) {
        this.identities = identities;
    }

    /** The token of a request, where it has one that looks like a token. */
    static Optional<BearerToken> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(TOKEN)).flatMap(BearerToken::parse);
    }

    /**
     * Whoever has a valid token.
     *
     * @throws Refused when there is none, or it has ended
     */
    Identity anybody(HttpServerRequest request) {
        String sent = request.getHeader(TOKEN);
        if (sent == null || sent.isEmpty()) {
            throw new Refused(Reason.SESSION_REQUIRED, "You are not logged in: please log in.");
        }
        return BearerToken.parse(sent)
                .flatMap(identities::find)
                .orElseThrow(() -> new Refused(
                        Reason.SESSION_EXPIRED, "Your session has ended, or your token was revoked: please log in."));
    }

    /**
     * Somebody who logged in; a program may not do this for them.
     *
     * @throws Refused when it is not so
     */
    Identity person(HttpServerRequest request) {
        Identity caller = anybody(request);
        if (caller.kind() != BearerToken.Kind.SESSION) {
            throw new Refused(Reason.FORBIDDEN, "An API token cannot do this: log in yourself.");
        }
        return caller;
    }

    /** Where the gateway saw the request come from: its own entry is the last, earlier ones anybody may have written. */
    static Network network(HttpServerRequest request) {
        String forwarded = request.getHeader(FORWARDED_FOR);
        return Network.of(
                forwarded == null || forwarded.isBlank()
                        ? request.remoteAddress().hostAddress()
                        : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
    }
}
