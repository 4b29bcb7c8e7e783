package org.gaitsuite.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import org.gaitsuite.gateway.upstream.Service;

/**
 * The connections to a service over which calls of one kind pass on one event loop. What one exchange gives back, another on the same
 * line may have.
 */
record Line(Service service, HttpClient client) {

    /** As {@link Service#open(HttpClient, RequestOptions)}. */
    Future<HttpClientRequest> open(RequestOptions options) {
        return service.open(client, options);
    }
}
