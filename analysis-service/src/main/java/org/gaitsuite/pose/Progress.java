package org.gaitsuite.pose;

/** Told how far a long computation is. May throw {@link java.util.concurrent.CancellationException} to stop it. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (stage, fraction) -> {};

    /**
     * @param stage what is being done, a short English word such as {@code decoding}
     * @param fraction 0..1 of that stage
     */
    void report(String stage, double fraction);
}
