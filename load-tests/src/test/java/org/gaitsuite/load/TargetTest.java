package org.gaitsuite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:8443, https://127.0.0.1:8443",
        "http://127.0.0.53, http://127.0.0.53",
        "https://localhost:9443/, https://localhost:9443",
        "https://LOCALHOST/health, https://LOCALHOST",
        "https://[::1]:8443, https://[::1]:8443",
    })
    void thisMachineMayBePutUnderLoad(String url, String base) {
        assertThat(Target.parse(url, false).base()).hasToString(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gait.example.org",
                "http://10.0.0.4:8080",
                "http://0.0.0.0:8080",
                "https://localhost.example.org",
                "https://127.0.0.1.example.org",
                "https://[2001:db8::1]:8443",
                "https://128.0.0.1",
            })
    void anotherMachineIsRefusedUnlessAllowed(String url) {
        assertThatThrownBy(() -> Target.parse(url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not this machine")
                .hasMessageContaining("-Dtarget.allowed");
        assertThat(Target.parse(url, true).base()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8443", "ftp://127.0.0.1", "https://", "not a url", "file:///etc/passwd"})
    void whatIsNoWebAddressIsRefusedEvenWhenAllowed(String url) {
        assertThatThrownBy(() -> Target.parse(url, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUserInTheUrlCannotDisguiseTheHost() {
        assertThatThrownBy(() -> Target.parse("https://127.0.0.1:8443@gait.example.org", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
