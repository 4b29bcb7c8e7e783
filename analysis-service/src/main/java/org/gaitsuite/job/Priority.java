package org.gaitsuite.job;

/** Which of two waiting analyses is taken up first. */
public enum Priority {
    /** Somebody waits for it. */
    INTERACTIVE,
    /** One of many that may wait while somebody waits for another. */
    BATCH
}
