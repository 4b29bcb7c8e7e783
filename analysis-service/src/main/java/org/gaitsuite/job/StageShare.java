package org.gaitsuite.job;

/** What part of the whole each stage takes, as measured on one-minute walks: pose most, artefacts most of the rest. */
final class StageShare {
    private StageShare() {}

    /** @return 0..1 of the whole analysis */
    static double ofWhole(String stage, double fractionOfStage) {
        double f = Math.clamp(fractionOfStage, 0, 1);
        return switch (stage) {
            case "decoding" -> 0.05 * f;
            case "pose" -> 0.05 + 0.65 * f;
            case "gait" -> 0.70 + 0.05 * f;
            case "artefacts" -> 0.75 + 0.25 * f;
            default -> 0;
        };
    }
}
