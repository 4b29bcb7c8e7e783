package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge of the long proofs must be able to find against them. */
class LedgerTest {
    private static final Ledger.Row ONE = new Ledger.Row("one", "SUCCEEDED", 1, "10:00");
    private static final Ledger.Row TWO = new Ledger.Row("two", "SUCCEEDED", 2, "10:01");
    private static final Map<String, String> KEYS = Map.of("k1", "one", "k2", "two");
    private static final Map<String, String> RESULTS = Map.of("one", "aa", "two", "bb");

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void twoArePromised() {
        ledger.submits("k1");
        ledger.submits("k2");
        ledger.accepted("k1", "one");
        ledger.accepted("k2", "two");
    }

    private Ledger.Verdict found(List<Ledger.Row> rows) {
        return ledger.judge(new Ledger.Found(rows, KEYS, List.of(RESULTS, RESULTS)));
    }

    @Test
    void allKeptIsClean() {
        Ledger.Verdict verdict = found(List.of(ONE, TWO));

        assertThat(verdict.isClean()).as(verdict.complaints()).isTrue();
        assertThat(verdict.line())
                .isEqualTo("2 submitted, 2 succeeded, 0 never accepted, 0 failed, 0 lost, 0 duplicated, 0 stuck");
    }

    @Test
    void aMissingRowIsLost() {
        Ledger.Verdict verdict = found(List.of(ONE));

        assertThat(verdict.lost()).containsExactly("two");
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aResultThatNobodyCanReadIsLost() {
        Ledger.Verdict verdict =
                ledger.judge(new Ledger.Found(List.of(ONE, TWO), KEYS, List.of(RESULTS, Map.of("one", "aa"))));

        assertThat(verdict.lost()).hasSize(1);
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aRowThatDidNotEndIsStuck() {
        Ledger.Verdict verdict = found(List.of(ONE, new Ledger.Row("two", "QUEUED", 1, null)));

        assertThat(verdict.stuck()).hasSize(1);
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aFailureIsNoSuccess() {
        Ledger.Verdict verdict = found(List.of(ONE, new Ledger.Row("two", "FAILED", 3, "10:01")));

        assertThat(verdict.failed()).hasSize(1);
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void whatWasNeverAcceptedIsNoSuccess() {
        ledger.submits("k3");

        Ledger.Verdict verdict = found(List.of(ONE, TWO));

        assertThat(verdict.refused()).containsExactly("k3");
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aRowThatNobodyWasPromisedIsADuplicate() {
        Ledger.Verdict verdict = found(List.of(ONE, TWO, new Ledger.Row("three", "SUCCEEDED", 1, "10:02")));

        assertThat(verdict.duplicated()).containsExactly("nobody was promised three");
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aSecondAnalysisForTheSameKeyIsADuplicate() {
        ledger.accepted("k2", "three");

        Ledger.Verdict verdict = found(List.of(ONE, TWO, new Ledger.Row("three", "SUCCEEDED", 1, "10:02")));

        assertThat(verdict.duplicated()).isNotEmpty();
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void anEndThatIsWrittenTwiceIsADuplicate() {
        ledger.saw(List.of(new Ledger.Row("two", "SUCCEEDED", 1, "10:00")));

        Ledger.Verdict verdict = found(List.of(ONE, TWO));

        assertThat(verdict.duplicated()).hasSize(1);
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void aResultThatChangesIsADuplicate() {
        Ledger.Verdict verdict = ledger.judge(
                new Ledger.Found(List.of(ONE, TWO), KEYS, List.of(RESULTS, Map.of("one", "aa", "two", "another"))));

        assertThat(verdict.duplicated()).containsExactly("the result of two changed");
        assertThat(verdict.isClean()).isFalse();
    }
}
