package org.gaitsuite.gait;

/**
 * What is known of a parameter's error before a stride of it is seen.
 *
 * @param typical standard deviation over strides to expect in an even walk
 * @param typicalShare the same as a share of the mean; both are added
 * @param common error that all strides have in common, half width of a 95 % interval, for instance half a frame
 * @param commonShare the same as a share of the mean, for instance of the scale; both are added
 */
record Spread(double typical, double typicalShare, double common, double commonShare) {
    static Spread ofShare(double typicalShare, double common, double commonShare) {
        return new Spread(0, typicalShare, common, commonShare);
    }

    static Spread of(double typical, double common) {
        return new Spread(typical, 0, common, 0);
    }

    double typicalAt(double mean) {
        return typical + typicalShare * Math.abs(mean);
    }

    double commonAt(double mean) {
        return common + commonShare * Math.abs(mean);
    }
}
