package org.gaitsuite.job;

import java.io.InputStream;
import org.gaitsuite.analysis.AnalysisRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends.
 *
 * @param owner the account
 * @param name a free label
 * @param idempotencyKey the client's own name of this submission; a repetition finds the first one
 * @param again analyse anew even if this account asked the same of the same video before
 * @param body read once, to its end
 */
public record Submission(
        String owner,
        @Nullable String name,
        @Nullable String idempotencyKey,
        String contentType,
        AnalysisRequest request,
        Priority priority,
        boolean again,
        InputStream body) {}
