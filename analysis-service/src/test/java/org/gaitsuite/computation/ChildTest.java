package org.gaitsuite.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gaitsuite.video.VideoLimits;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dying process says is understood, and nothing that it says keeps its end from being noticed. */
class ChildTest {
    private static final Order.Settings SETTINGS = new Order.Settings(VideoLimits.DEFAULT, "silhouette", null, null);

    /** Says the line, and on standard error later than it ends its answers. */
    private static Child saying(String line, String stream) throws IOException {
        String program = stream.equals("output")
                ? "read order; echo '%s'; kill -ABRT $$"
                : "read order; exec >&-; sleep 0.2; echo '%s' >&2; kill -ABRT $$";
        return Child.start(List.of("/bin/sh", "-c", program.formatted(line)), SETTINGS);
    }

    @Test
    void itsWordsAreLoggedAsThoseOfTheAnalysisItWorksOn() throws Exception {
        Logger category = Logger.getLogger(Child.class.getName());
        Map<String, String> analyses = new ConcurrentHashMap<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                ExtLogRecord line = ExtLogRecord.wrap(record);
                analyses.put(
                        line.getFormattedMessage().replaceFirst(".*: ", ""),
                        String.valueOf(line.getMdc("analysis_id")));
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        category.addHandler(listener);
        MDC.put("analysis_id", "for which it was started");
        try (Child child = Child.start(
                List.of("/bin/sh", "-c", "read settings; n=0; while read order; do n=$((n+1)); echo word $n >&2; done"),
                SETTINGS)) {
            for (String analysis : List.of("first", "second")) {
                MDC.put("analysis_id", analysis);
                int before = analyses.size();
                child.order(new Order.Inspect("film"));
                MDC.remove("analysis_id");
                await(() -> analyses.size() > before);
            }
        } finally {
            MDC.remove("analysis_id");
            category.removeHandler(listener);
        }

        assertThat(analyses).containsExactlyInAnyOrderEntriesOf(Map.of("word 1", "first", "word 2", "second"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "output; #  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2; after SIGSEGV",
                "error; siginfo: si_signo: 11, si_code: 0, si_addr: 0x0000000000005636; after SIGSEGV",
                "error; siginfo: si_signo: 35, si_code: 0; after signal 35",
                "error; siginfo: si_signo: 99999999999, si_code: 0; (SIGABRT, an abort)",
                "output; {\"kind\":; (SIGABRT, an abort)"
            })
    void aCrashIsNamed(String stream, String line, String lastWords) throws Exception {
        try (Child child = saying(line, stream)) {
            assertThatThrownBy(() -> child.answer(Duration.ofSeconds(10)))
                    .isInstanceOf(ComputationDied.class)
                    .hasMessageContaining("was ended by signal 6")
                    .hasMessageEndingWith(lastWords);
        }
    }
}
