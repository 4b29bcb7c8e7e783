package org.gaitsuite.gateway.health;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Health on the public port.
 *
 * <p>{@code /health/live}: the process answers, always 200. {@code /health}, for load balancers: 200 as long as new
 * requests are welcome, also when degraded, because a gateway that says honestly what is missing is better than none; see
 * {@link org.gaitsuite.gateway.GatewayConfig.Health} for machines that have their services beside them.
 * {@code /health/ready}: 200 when every service behind answers, otherwise 503. {@code /startup}: 200 with what is missing.
 */
@Singleton
public class PublicHealth {
    private final Condition condition;

    @Inject
    PublicHealth(Condition condition) {
        this.condition = condition;
    }

    /** Answers when {@code path} asks for health; returns whether it did. */
    public boolean answers(String path, HttpServerResponse response) {
        switch (path) {
            case "/health" -> answer(response, condition.isWelcoming() ? 200 : 503);
            case "/health/live", "/startup" -> answer(response, 200);
            case "/health/ready" -> answer(response, condition.isReady() ? 200 : 503);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answer(HttpServerResponse response, int status) {
        JsonObject parts = new JsonObject();
        condition.parts().forEach((part, up) -> parts.put(part, up ? "up" : "down"));
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        var _ = response.end(new JsonObject()
                .put("status", condition.isReady() ? "ready" : "degraded")
                .put("parts", parts)
                .toBuffer());
    }
}
