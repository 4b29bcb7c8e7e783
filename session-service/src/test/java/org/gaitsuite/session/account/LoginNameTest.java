package org.gaitsuite.session.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNameTest {
    @Test
    void isKeptAsWrittenAndComparedInLowerCase() {
        assertThat(LoginName.parse("  Ada@Example.ORG "))
                .isEqualTo(new LoginName("Ada@Example.ORG", "ada@example.org"));
        assertThat(LoginName.parse("Ａｄａ").key()).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "two words", "tab\there", "null\0byte", "in\u200bvisible", "right\u202eleft"})
    void shortOrBlankOrInvisibleIsRefused(String login) {
        assertThatThrownBy(() -> LoginName.parse(login))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    @Test
    void lengthIsBounded() {
        assertThat(LoginName.parse("x".repeat(254)).key()).hasSize(254);
        assertThatThrownBy(() -> LoginName.parse("x".repeat(255))).isInstanceOf(Refused.class);
    }
}
