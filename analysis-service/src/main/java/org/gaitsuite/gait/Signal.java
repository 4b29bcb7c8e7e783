package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * One quantity over time on an even time base; NaN where unknown.
 *
 * @param time seconds
 * @param value in the unit of the quantity
 */
record Signal(double[] time, double[] value) {
    int length() {
        return value.length;
    }

    /** Seconds between two samples. */
    double interval() {
        return time.length < 2 ? Double.NaN : (time[time.length - 1] - time[0]) / (time.length - 1);
    }

    /** Linear between samples; NaN outside the recording and beside an unknown sample. */
    double at(double seconds) {
        double position = (seconds - time[0]) / interval();
        if (position < -1e-9 || position > length() - 1 + 1e-9) {
            return Double.NaN;
        }
        int low = Math.clamp((int) Math.floor(position), 0, Math.max(0, length() - 2));
        double part = Math.clamp(position - low, 0, 1);
        if (part == 0) {
            return value[low];
        }
        return value[low] + part * (value[low + 1] - value[low]);
    }

    /** Index of the first sample at a time or after it; 0 for a time before the recording. */
    int firstFrom(double seconds) {
        return Math.max(0, (int) Math.ceil((seconds - time[0]) / interval() - 1e-9));
    }

    /** The samples from one time to another, both included. */
    double[] between(double fromSeconds, double toSeconds) {
        int from = firstFrom(fromSeconds);
        int to = Math.min(length(), 1 + (int) Math.floor((toSeconds - time[0]) / interval() + 1e-9));
        return from >= to ? new double[0] : Arrays.copyOfRange(value, from, to);
    }

    /** Rate of change by central differences, unit per second; NaN beside an unknown sample and at both ends. */
    Signal derivative() {
        double[] out = new double[length()];
        Arrays.fill(out, Double.NaN);
        for (int i = 1; i < length() - 1; i++) {
            out[i] = (value[i + 1] - value[i - 1]) / (time[i + 1] - time[i - 1]);
        }
        return new Signal(time, out);
    }

    Signal combine(Signal other, DoubleBinaryOperator operator) {
        double[] out = new double[length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = operator.applyAsDouble(value[i], other.value[i]);
        }
        return new Signal(time, out);
    }

    Signal map(DoubleUnaryOperator operator) {
        double[] out = new double[length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = operator.applyAsDouble(value[i]);
        }
        return new Signal(time, out);
    }

    Signal minus(Signal other) {
        return combine(other, (a, b) -> a - b);
    }

    Signal negated() {
        return map(v -> -v);
    }

    /** The same signal, unknown outside a run of frames. */
    Signal within(Run run) {
        double[] out = new double[length()];
        Arrays.fill(out, Double.NaN);
        System.arraycopy(value, run.from(), out, run.from(), run.length());
        return new Signal(time, out);
    }
}
