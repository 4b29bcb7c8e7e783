package org.gaitsuite.export;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in text files: a point before the fraction, no exponent, no trailing zeros, whatever the machine's language. */
final class Decimal {
    private Decimal() {}

    /**
     * The number rounded to so many digits after the point, half to even; who reads it gets the value within half a unit of the last of
     * them.
     *
     * @return empty for a value that is not known
     */
    static String of(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
