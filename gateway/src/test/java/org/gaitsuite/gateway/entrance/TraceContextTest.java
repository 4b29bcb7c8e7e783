package org.gaitsuite.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @Test
    void aTraceGoesOnWithTheGatewayAsParent() {
        MultiMap headers = headers("00-" + TRACE + "-" + PARENT + "-01");
        headers.set("tracestate", "vendor=1");

        assertThat(TraceContext.passOn(headers)).isEqualTo(TRACE);
        assertThat(headers.get("traceparent"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                .doesNotContain(PARENT);
        assertThat(headers.get("tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        MultiMap headers = headers("01-" + TRACE + "-" + PARENT + "-01-more");

        assertThat(TraceContext.passOn(headers)).isEqualTo(TRACE);
        assertThat(headers.get("traceparent")).startsWith("00-" + TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-" + TRACE + "-" + PARENT,
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
                "00_" + TRACE + "-" + PARENT + "-01"
            })
    void aMalformedOneIsDroppedWithItsState(String parent) {
        MultiMap headers = headers(parent);
        headers.set("tracestate", "vendor=1");

        String trace = TraceContext.passOn(headers);

        assertThat(trace).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(headers.getAll("traceparent"))
                .singleElement()
                .asString()
                .matches("00-" + trace + "-[0-9a-f]{16}-00");
        assertThat(headers.contains("tracestate")).isFalse();
    }

    @Test
    void aRequestWithoutOneBeginsOne() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();

        String trace = TraceContext.passOn(headers);

        assertThat(headers.get("traceparent")).startsWith("00-" + trace + "-");
        assertThat(TraceContext.passOn(MultiMap.caseInsensitiveMultiMap())).isNotEqualTo(trace);
    }

    private static MultiMap headers(String parent) {
        return MultiMap.caseInsensitiveMultiMap().add("traceparent", parent);
    }
}
