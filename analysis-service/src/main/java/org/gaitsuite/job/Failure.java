package org.gaitsuite.job;

import org.gaitsuite.analysis.Refusal;

/**
 * Why an analysis failed.
 *
 * @param type a problem type, {@code urn:gait-suite:problem:<slug>}
 * @param title a few words
 * @param detail a sentence that a clinician understands
 */
public record Failure(String type, String title, String detail) {
    static Failure of(Refusal refusal) {
        return new Failure(refusal.type(), refusal.title(), refusal.sentence());
    }

    static Failure internal(int attempts) {
        return new Failure(
                "urn:gait-suite:problem:internal-error",
                "The analysis broke off",
                "The analysis broke off %d times and was given up. Try it again; if it breaks off again, this video cannot be analysed by this version."
                        .formatted(attempts));
    }
}
