package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** One analysis through the public API, with a progress bar where a person watches. */
final class AnalysisRun {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int BAR = 30;

    private final PublicApi api;
    private final PrintStream out;
    private final boolean terminal;

    AnalysisRun(PublicApi api, PrintStream out, boolean terminal) {
        this.api = api;
        this.out = out;
        this.terminal = terminal;
    }

    /** Uploads, waits for the end and returns the finished analysis, whether it succeeded or not. */
    JsonNode of(Path video, Map<String, String> query) throws IOException, InterruptedException {
        String id = api.submit(video, query).path("id").asText();
        Instant end = Instant.now().plus(LIMIT);
        String shown = "";
        while (true) {
            JsonNode analysis = api.analysis(id);
            String state = analysis.path("state").asText();
            if (state.equals("SUCCEEDED") || state.equals("FAILED") || state.equals("CANCELLED")) {
                if (terminal) {
                    out.print("\r\033[K");
                }
                return analysis;
            }
            String line = line(state, analysis.path("progress"));
            if (terminal && !line.equals(shown)) {
                out.print("\r\033[K" + line);
                out.flush();
                shown = line;
            }
            if (Instant.now().isAfter(end)) {
                throw new IOException(
                        "the analysis %s was still %s after %d min".formatted(id, state, LIMIT.toMinutes()));
            }
            Thread.sleep(POLL);
        }
    }

    private static String line(String state, JsonNode progress) {
        double fraction = Math.clamp(progress.path("fraction").asDouble(), 0, 1);
        int filled = (int) Math.round(fraction * BAR);
        String stage = progress.path("stage").asText(state.toLowerCase(Locale.ROOT));
        return "  [%s%s] %3.0f %%  %s".formatted("#".repeat(filled), "·".repeat(BAR - filled), 100 * fraction, stage);
    }
}
