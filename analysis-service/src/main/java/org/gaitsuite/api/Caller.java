package org.gaitsuite.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The account on whose behalf the gateway calls. */
@RequestScoped
class Caller {
    private final JsonWebToken identity;

    @Inject
    Caller(JsonWebToken identity) {
        this.identity = identity;
    }

    /** The account id, the subject of the gateway's signed identity. */
    String account() {
        String subject = identity.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > 64) {
            throw new Refused(ProblemType.SESSION_REQUIRED, "This call needs a login. Log in and try again.");
        }
        return subject;
    }
}
