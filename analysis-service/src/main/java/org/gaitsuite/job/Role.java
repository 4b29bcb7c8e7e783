package org.gaitsuite.job;

/** What a process does: {@code gait.role}. */
public enum Role {
    /** Answers requests and runs analyses. */
    ALL,
    /** Answers requests only. */
    API,
    /** Runs analyses only. */
    WORKER
}
