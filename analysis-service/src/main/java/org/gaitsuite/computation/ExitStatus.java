package org.gaitsuite.computation;

import java.util.Map;

/** What the exit status of a process tells. */
final class ExitStatus {
    /** A process that a signal ended has the status 128 + its number (POSIX shells and Java agree on this). */
    private static final int SIGNALLED = 128;
    /** That of {@code -XX:+ExitOnOutOfMemoryError}, and of {@link ChildMain} where native memory is used up. */
    static final int OUT_OF_MEMORY = 3;

    private static final Map<Integer, String> SIGNALS = Map.of(
            4, "SIGILL, an illegal instruction",
            6, "SIGABRT, an abort",
            7, "SIGBUS, a bad address",
            8, "SIGFPE, a bad calculation",
            9, "SIGKILL, probably for lack of memory",
            11, "SIGSEGV, a bad address",
            15, "SIGTERM");

    private ExitStatus() {}

    /** The name of a signal, for instance "SIGSEGV" for "11". */
    static String signal(String number) {
        return SIGNALS.getOrDefault(Integer.valueOf(number), "signal " + number).replaceFirst(",.*", "");
    }

    /** A predicate, for instance "was ended by signal 11 (SIGSEGV, a bad address)". */
    static String inWords(int status) {
        if (status > SIGNALLED) {
            int signal = status - SIGNALLED;
            return "was ended by signal %d (%s)".formatted(signal, SIGNALS.getOrDefault(signal, "unknown"));
        }
        return status == OUT_OF_MEMORY ? "ran out of memory" : "ended with exit status " + status;
    }
}
