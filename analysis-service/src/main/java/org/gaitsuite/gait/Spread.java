package org.gaitsuite.gait;

/**
 * What is known of a parameter's error besides the scatter of its strides.
 *
 * @param typical standard deviation over strides to expect in an even walk
 * @param typicalShare the same as a share of the mean; both are added
 * @param common error that all strides have in common, half width of a 95 % interval, for instance of a detector's marks
 * @param commonShare the same as a share of the mean, for instance of the scale; both are added
 * @param ends variance of the error of one end of a stride, which is also the end of the stride before it and cancels in the mean
 * @param least no interval of a mean is narrower, half width
 * @param overlap how alike the means of the two sides are because they are of the same stretch of the walk: 0 for steps, which alternate, 1
 *     for strides, which overlap
 */
record Spread(
        double typical,
        double typicalShare,
        double common,
        double commonShare,
        double ends,
        double least,
        double overlap) {
    static Spread ofShare(double typicalShare, double common, double commonShare) {
        return new Spread(0, typicalShare, common, commonShare, 0, 0, 0);
    }

    static Spread of(double typical, double common) {
        return new Spread(typical, 0, common, 0, 0, 0, 0);
    }

    /** With an error that all strides have in common, as a share of the mean. */
    Spread withinShare(double share) {
        return new Spread(typical, typicalShare, common, share, ends, least, overlap);
    }

    /** For values that follow one another end to end. */
    Spread sharingEnds(double variance) {
        return new Spread(typical, typicalShare, common, commonShare, variance, least, overlap);
    }

    Spread overlapping(double alike) {
        return new Spread(typical, typicalShare, common, commonShare, ends, least, alike);
    }

    /** For a mean that is never known better than by so much. */
    Spread atLeast(double halfWidth) {
        return new Spread(typical, typicalShare, common, commonShare, ends, halfWidth, overlap);
    }

    double typicalAt(double mean) {
        return typical + typicalShare * Math.abs(mean);
    }

    double commonAt(double mean) {
        return common + commonShare * Math.abs(mean);
    }
}
