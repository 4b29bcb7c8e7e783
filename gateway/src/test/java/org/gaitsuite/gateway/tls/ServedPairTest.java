package org.gaitsuite.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.gaitsuite.gateway.standin.Authority;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ServedPairTest {
    private static CheckedCertificate first;
    private static CheckedCertificate second;
    private static CheckedCertificate third;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        Authority authority = new Authority(folder);
        first = read(authority.issue("first"));
        second = read(authority.issue("second"));
        third = read(authority.issue("third"));
    }

    @Test
    void aHandshakeInTheMomentOfTheExchangeGetsACertificateAndAKeyThatBelongTogether() {
        ServedPair served = new ServedPair(first);
        String begun = alias(served);

        served.takeUp(second);

        assertThat(served.getCertificateChain(begun)).containsExactly(first.leaf());
        assertThat(served.getPrivateKey(begun)).isEqualTo(first.key());
        assertThat(served.getCertificateChain(alias(served))).containsExactly(second.leaf());
        assertThat(served.getPrivateKey(alias(served))).isEqualTo(second.key());
    }

    @Test
    void aPairThatWasExchangedTwiceIsForgotten() {
        ServedPair served = new ServedPair(first);
        String begun = alias(served);
        served.takeUp(second);
        served.takeUp(third);

        assertThat(served.getCertificateChain(begun)).isNull();
        assertThat(served.getPrivateKey(begun)).isNull();
        assertThat(served.current()).isEqualTo(third);
    }

    @Test
    void aClientThatTakesOtherKeysOnlyIsOfferedNone() {
        ServedPair served = new ServedPair(first);

        assertThat(served.chooseEngineServerAlias("RSA", null, null)).isNull();
        assertThat(served.getServerAliases("RSA", null)).isNull();
        assertThat(served.getClientAliases("EC", null)).isNull();
    }

    @Test
    void noKeyStandsInWhatIsSaidOfAPair() {
        assertThat(first.toString())
                .isEqualTo("certificate " + first.leaf().getSerialNumber().toString(16) + " of CN=localhost");
    }

    private static String alias(ServedPair served) {
        return Objects.requireNonNull(served.chooseEngineServerAlias("EC", null, null));
    }

    private static CheckedCertificate read(Authority.Issued issued) throws Exception {
        return CheckedCertificate.read(issued.certificate(), issued.key());
    }
}
