package org.gaitsuite.session.redis;

import io.vertx.redis.client.RedisOptions;

/** Where Redis is: an address, or sentinels that know it. */
public sealed interface RedisPlace permits RedisAddress, SentinelAddress {
    /**
     * Reads {@code REDIS_URL}.
     *
     * @throws IllegalArgumentException when it has no form that is understood; the message does not repeat it, for it may
     *     hold a password
     */
    static RedisPlace parse(String url) {
        return SentinelAddress.isOne(url) ? SentinelAddress.parse(url) : RedisAddress.parse(url);
    }

    /** Whether connections are encrypted. */
    boolean tls();

    /** Tells the client library where to connect. */
    void directTo(RedisOptions options);
}
