package org.gaitsuite.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaitsuite.gateway.connection.Crowds.Network;
import org.junit.jupiter.api.Test;

/** How connections are counted by address. */
class CrowdsTest {
    @Test
    void anAddressHasItsShareAndGetsBackWhatItLeaves() throws Exception {
        Crowds crowds = new Crowds(2);

        assertThat(crowds.enter(network("192.0.2.1"))).isTrue();
        assertThat(crowds.enter(network("192.0.2.1"))).isTrue();
        assertThat(crowds.enter(network("192.0.2.1"))).isFalse();
        assertThat(crowds.enter(network("192.0.2.2"))).isTrue();

        crowds.leave(network("192.0.2.1"));
        assertThat(crowds.enter(network("192.0.2.1"))).isTrue();
        assertThat(crowds.enter(network("192.0.2.1"))).isFalse();
        assertThat(crowds.refused()).isEqualTo(2);
    }

    @Test
    void addressesThatHaveLeftAreForgotten() throws Exception {
        Crowds crowds = new Crowds(2);
        for (int i = 0; i < 3; i++) {
            crowds.enter(network("192.0.2.1"));
        }

        crowds.leave(network("192.0.2.1"));
        crowds.leave(network("192.0.2.1"));

        assertThat(crowds.networks()).isZero();
    }

    @Test
    void noneIsForAnyNumber() throws Exception {
        Crowds crowds = new Crowds(0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(crowds.enter(network("192.0.2.1"))).isTrue();
        }
        assertThat(crowds.networks()).isZero();
        assertThatThrownBy(() -> new Crowds(-1)).hasMessageContaining("gait.connections.per-address");
    }

    @Test
    void manyAtOnceGetNoMoreThanTheShare() throws Exception {
        Crowds crowds = new Crowds(100);
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch begin = new CountDownLatch(1);
        Network network = network("192.0.2.1");
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    begin.await();
                    for (int n = 0; n < 1_000; n++) {
                        if (crowds.enter(network)) {
                            inside.incrementAndGet();
                        }
                    }
                    return inside;
                });
            }
            begin.countDown();
        }

        assertThat(inside).hasValue(100);
        assertThat(crowds.refused()).isEqualTo(7_900);
    }

    @Test
    void whoHasOneAddressOfAnIpv6NetworkHasAll() throws Exception {
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("::1")).isNotEqualTo(network("192.0.2.1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    }

    /** As a socket may see it that listens for both. */
    @Test
    void ipv4WithinIpv6IsTheSameAddress() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(InetAddress.getByName("192.0.2.1").getAddress(), 0, mapped, 12, 4);

        assertThat(Network.of(java.net.Inet6Address.getByAddress(null, mapped, -1)))
                .isEqualTo(network("192.0.2.1"));
    }

    private static Network network(String address) throws UnknownHostException {
        return Network.of(InetAddress.getByName(address));
    }
}
