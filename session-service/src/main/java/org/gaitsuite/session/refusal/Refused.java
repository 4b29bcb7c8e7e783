package org.gaitsuite.session.refusal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request is refused. The message is a sentence for its user that names the value and the way out, and no secret. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String sentence;
    private final @Nullable Duration retryAfter;

    public Refused(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    /** @param retryAfter when trying again makes sense */
    public Refused(Reason reason, String sentence, @Nullable Duration retryAfter) {
        // Refusals are answers, not faults: nobody reads their stack.
        super(sentence, null, false, false);
        this.reason = reason;
        this.sentence = sentence;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** For its user to read. */
    public String sentence() {
        return sentence;
    }

    /** When trying again makes sense, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
