package org.gaitsuite.gateway.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Reads HTTP/1 and refuses a request about whose length two readers could disagree (request smuggling, RFC 9112, section 6.3):
 * a length beside chunks, an encoding other than chunks, chunks from a client of HTTP/1.0, a length that is not digits alone. Netty
 * mends some of these silently; what it mends, a proxy before it may have read in another way. After a refusal nothing more is read.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private static final String NAME = "httpDecoder";

    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Transfer-Encoding beside Content-Length");
    }

    /** Netty asks when it has all headers and before it looks for a body. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        HttpVersion version = message.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("Neither HTTP/1.1 nor HTTP/1.0");
        }
        List<String> encodings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()
                && (encodings.size() > 1
                        || !encodings.getFirst().equalsIgnoreCase("chunked")
                        || version.equals(HttpVersion.HTTP_1_0))) {
            throw new IllegalArgumentException("Transfer-Encoding is not chunked");
        }
        for (String length : message.headers().getAll(HttpHeaderNames.CONTENT_LENGTH)) {
            if (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("Content-Length is not a number");
            }
        }
        if (message.headers().contains("")) {
            throw new IllegalArgumentException("A header without a name");
        }
        return super.isContentAlwaysEmpty(message);
    }

    /** Takes the place of the usual decoder as soon as the connection has one: with TLS that is after the handshake. */
    static final class Fitting extends ChannelInboundHandlerAdapter {
        private final HttpServerOptions options;
        private final boolean isLast;

        Fitting(HttpServerOptions options) {
            this(options, false);
        }

        private Fitting(HttpServerOptions options, boolean isLast) {
            this.options = options;
            this.isLast = isLast;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ChannelHandler usual = context.pipeline().get(NAME);
            if (usual instanceof VertxHttpRequestDecoder) {
                context.pipeline().replace(NAME, NAME, new StrictDecoder(options));
            } else if (!isLast) {
                // What chooses between versions of HTTP, or ends TLS, is by now in the pipeline: the decoder will come
                // behind it.
                context.pipeline().addLast("strictness-behind", new Fitting(options, true));
            }
            context.pipeline().remove(this);
            context.fireChannelRead(bytes);
        }
    }
}
