package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.person.PersonAt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentKeyTest {
    private static String of(@Nullable PersonAt person) {
        AnalysisRequest usual = AnalysisRequest.DEFAULT;
        return ContentKey.of(
                "aa", new AnalysisRequest(usual.subject(), usual.options(), null, null, null, null, person));
    }

    @Test
    void anotherPersonInTheSameVideoIsAnotherQuestion() {
        assertThat(of(new PersonAt(1.5, 0.42, 0.6)))
                .isEqualTo(of(new PersonAt(1.5, 0.42, 0.6)))
                .isNotEqualTo(of(new PersonAt(1.5, 0.7, 0.6)))
                .isNotEqualTo(of(null));
        assertThat(of(null)).isEqualTo(ContentKey.of("aa", AnalysisRequest.DEFAULT));
    }
}
