package org.gaitsuite.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainHttpTest {
    private final PlainHttp plainHttp = new PlainHttp(true, 8443);

    @Test
    void aPortOfThisProcessBecomesItsOtherOne() {
        assertThat(plainHttp.atHttps("gait.example:8080")).isEqualTo("gait.example:8443");
        assertThat(plainHttp.atHttps("[::1]:8080")).isEqualTo("[::1]:8443");
    }

    @Test
    void withoutAPortTheUsualOneIsMeant() {
        assertThat(plainHttp.atHttps("gait.example")).isEqualTo("gait.example");
        assertThat(plainHttp.atHttps("[::1]")).isEqualTo("[::1]");
    }
}
