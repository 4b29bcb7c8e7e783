package org.gaitsuite.gait;

/**
 * Straight line of least squares through the samples that are known.
 *
 * @param middlePlace mean place
 * @param middleValue mean value, which is the line's at the mean place
 * @param slope value per place
 * @param slopeError standard error of the slope, for independent samples
 */
record Line(double middlePlace, double middleValue, double slope, double slopeError) {
    static Line through(double[] place, double[] value) {
        return through(place, value, 0, place.length);
    }

    /** Through the samples from one to before another. */
    static Line through(double[] place, double[] value, int from, int to) {
        int n = 0;
        double sumPlace = 0;
        double sumValue = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(place[i] + value[i])) {
                n++;
                sumPlace += place[i];
                sumValue += value[i];
            }
        }
        double middlePlace = sumPlace / n;
        double middleValue = sumValue / n;
        double squares = 0;
        double products = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(place[i] + value[i])) {
                squares += (place[i] - middlePlace) * (place[i] - middlePlace);
                products += (place[i] - middlePlace) * (value[i] - middleValue);
            }
        }
        double slope = products / squares;
        double rest = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(place[i] + value[i])) {
                double off = value[i] - middleValue - slope * (place[i] - middlePlace);
                rest += off * off;
            }
        }
        return new Line(middlePlace, middleValue, slope, Math.sqrt(rest / Math.max(1, n - 2) / squares));
    }

    double at(double place) {
        return middleValue + slope * (place - middlePlace);
    }
}
