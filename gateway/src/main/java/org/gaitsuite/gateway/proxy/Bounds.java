package org.gaitsuite.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * What an exchange must keep to.
 *
 * @param bodyBytes longest body of the request
 * @param stall longest time without a byte either way
 * @param pace slowest body, bytes each second; 0 for a body that must be there within {@code stall}, -1 for any pace
 * @param compressed whether text in the answer may be compressed
 */
record Bounds(long bodyBytes, Duration stall, long pace, boolean compressed) {

    /** Whether a body follows the head of {@code request}. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            HttpMethod method = request.method();
            return HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
