package org.gaitsuite.computation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gaitsuite.video.VideoLimits;
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
