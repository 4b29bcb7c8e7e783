package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final String PROXY = "10.0.0.4";

    @Test
    void whatAClientWroteItselfIsNotBelieved() {
        ClientAddress behindOne = new ClientAddress(1);

        assertThat(behindOne.forwarded(List.of("198.51.100.1, 203.0.113.7"), PROXY))
                .isEqualTo("203.0.113.7");
        assertThat(behindOne.forwarded(List.of("198.51.100.1", "203.0.113.7"), PROXY))
                .as("the proxy adds a line of its own")
                .isEqualTo("203.0.113.7");
    }

    @Test
    void behindTwoProxiesTheOuterOneKnows() {
        ClientAddress behindTwo = new ClientAddress(2);

        assertThat(behindTwo.forwarded(List.of("198.51.100.1, 203.0.113.7, 10.1.0.9"), PROXY))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void whoeverComesPastTheProxiesIsWhoeverConnected() {
        assertThat(new ClientAddress(1).forwarded(List.of(), PROXY)).isEqualTo(PROXY);
        assertThat(new ClientAddress(2).forwarded(List.of("203.0.113.7"), PROXY))
                .isEqualTo(PROXY);
        assertThat(new ClientAddress(1).forwarded(List.of("203.0.113.7, "), PROXY))
                .isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7:51820, 203.0.113.7",
        "[2001:db8::1]:51820, 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
    })
    void aPortIsLeftOut(String hop, String address) {
        assertThat(new ClientAddress(1).forwarded(List.of(hop), PROXY)).isEqualTo(address);
    }

    @Test
    void whatIsNoAddressIsKeptShort() {
        assertThat(new ClientAddress(1).forwarded(List.of("x".repeat(500)), PROXY))
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002",
        "2001:db8::1, 20010db800000000",
        "no:address, no:address",
    })
    void oneNetworkOfIpv6IsOneAddress(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }
}
