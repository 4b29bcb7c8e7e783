package org.gaitsuite.export;

import java.util.Locale;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitResult;

/**
 * The mean curves, one row for each percent of the gait cycle: {@code name}, {@code side} (LEFT or RIGHT), {@code unit} of mean and sd,
 * {@code percent} of the cycle (0..100), {@code mean} over strides, {@code sd} over strides, {@code n} strides. A field is empty where the
 * angle is unknown. Comma separated with a point in numbers (RFC 4180).
 */
final class CurvesCsv {
    private static final String HEADER = "name,side,unit,percent,mean,sd,n\n";

    /** As many as the result itself gives of an angle. */
    private static final int DIGITS = 2;

    private CurvesCsv() {}

    static String write(GaitResult result) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (GaitCurve curve : result.curves()) {
            for (int percent = 0; percent < GaitCurve.POINTS; percent++) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%d,%s,%s,%d\n",
                        curve.name(),
                        curve.side(),
                        curve.unit(),
                        percent,
                        Decimal.of(curve.mean()[percent], DIGITS),
                        Decimal.of(curve.sd()[percent], DIGITS),
                        curve.n()));
            }
        }
        return csv.toString();
    }
}
