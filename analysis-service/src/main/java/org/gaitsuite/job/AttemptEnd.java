package org.gaitsuite.job;

import java.time.Duration;

/** What an attempt left behind, and so what becomes of its entry in the queue. */
sealed interface AttemptEnd {
    /** The word for it in logs and metrics. */
    String word();

    /** It brought the analysis to its end: the entry is done with. */
    record Final(AnalysisState state) implements AttemptEnd {
        @Override
        public String word() {
            return state.name();
        }
    }

    /** The row waits again: the entry is given back, at once or after a pause. */
    record Again(Duration pause) implements AttemptEnd {
        @Override
        public String word() {
            return "QUEUED";
        }
    }

    /** Another attempt or a cancellation has the row: the entry is theirs, unless nothing is left to do. */
    record Lost() implements AttemptEnd {
        @Override
        public String word() {
            return "LOST";
        }
    }
}
