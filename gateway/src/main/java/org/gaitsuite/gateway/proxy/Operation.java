package org.gaitsuite.gateway.proxy;

import io.vertx.core.http.HttpMethod;

/**
 * One call of the public API that a service behind the gateway answers.
 *
 * @param method how it is called; GET includes HEAD
 * @param path its path, with {@code {names}} for the parts that vary
 * @param answeredBy the service that answers it
 * @param pace how long it may take and how much it may carry
 */
public record Operation(HttpMethod method, String path, Door answeredBy, Pace pace) {
    /** Whether a password, or a code of the login provider, comes with it, so that somebody may be guessing. */
    boolean logsIn() {
        boolean byPassword =
                HttpMethod.POST.equals(method) && (path.equals("/v1/sessions") || path.equals("/v1/accounts"));
        return byPassword || returnsFromProvider();
    }

    /** Whether the session that comes with it may end by it: by logging out, logging in anew or changing the password. */
    boolean mayEndTheSession() {
        return HttpMethod.DELETE.equals(method) || HttpMethod.POST.equals(method) || returnsFromProvider();
    }

    /** Whether a browser comes back by it from its organisation's login provider. */
    boolean returnsFromProvider() {
        return path.equals(PublicApi.RETURN_FROM_PROVIDER.path());
    }

    /** A service behind the gateway. */
    public enum Door {
        /** session-service, which looks at the caller's token itself. */
        SESSION,
        /** analysis-service, which is told by the gateway who calls. */
        ANALYSIS
    }

    /** How long a call may take and how much it may carry. */
    public enum Pace {
        /** A small body, a small answer, soon. */
        CALL,
        /** A small body and an answer that may be long in coming: a download or an event stream. */
        STREAM,
        /** A body of gigabytes. */
        UPLOAD
    }
}
