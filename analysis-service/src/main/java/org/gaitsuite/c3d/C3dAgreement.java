package org.gaitsuite.c3d;

import java.util.List;

/**
 * Brings parameters into line with the points, channels and events of a file. What already says the same stays as it is, so that a file
 * that was read keeps its own words; what the guide requires is added where it is missing.
 */
final class C3dAgreement {
    private static final String POINT = C3dLabels.POINT;
    private static final String ANALOG = C3dLabels.ANALOG;
    private static final String FORCE_PLATFORM = "FORCE_PLATFORM";
    private static final String TRIAL = "TRIAL";
    private static final int SATURATED = 0xFFFF;

    /** The largest whole number that programs make of a coordinate, after the guide's advice on POINT:SCALE. */
    private static final double LARGEST_WHOLE = 32000;

    private final C3dFile file;
    private C3dParameters parameters;

    private C3dAgreement(C3dFile file) {
        this.file = file;
        this.parameters = file.parameters();
    }

    static C3dParameters of(C3dFile file, int ratio) {
        C3dAgreement agreement = new C3dAgreement(file);
        agreement.points();
        agreement.frames();
        agreement.analogs(ratio);
        if (!C3dEvents.of(agreement.parameters).equals(file.events())) {
            agreement.parameters = C3dEvents.with(agreement.parameters, file.events());
        }
        if (agreement.parameters.count(FORCE_PLATFORM, "USED").isEmpty()) {
            agreement.set(FORCE_PLATFORM, C3dParameter.integer("USED", 0));
        }
        return agreement.parameters;
    }

    private void set(String group, C3dParameter parameter) {
        parameters = parameters.with(group, parameter);
    }

    private void points() {
        setCount(POINT, "USED", file.points().size());
        double scale = Math.abs(parameters.number(POINT, "SCALE").orElse(0));
        setNumber(POINT, "SCALE", -(scale > 0 && Double.isFinite(scale) ? scale : usualScale()));
        setNumber(POINT, "RATE", file.pointRateHertz());
        List<String> labels = file.points().stream().map(C3dPoint::label).toList();
        parameters = C3dLabels.with(
                parameters,
                POINT,
                labels,
                file.points().stream().map(C3dPoint::description).toList());
        parameters = C3dLabels.withPointUnits(
                parameters, labels, file.points().stream().map(C3dPoint::unit).toList());
    }

    /** The largest coordinate then makes a whole number that fits. */
    private double usualScale() {
        double largest = 0;
        for (C3dPoint point : file.points()) {
            for (int i = 0; i < point.frames(); i++) {
                if (point.isSeen(i)) {
                    double size = Math.max(Math.abs(point.x(i)), Math.max(Math.abs(point.y(i)), Math.abs(point.z(i))));
                    largest = Math.max(largest, size);
                }
            }
        }
        float scale = (float) (largest / LARGEST_WHOLE);
        return scale > 0 ? scale : 1;
    }

    /** A count beyond 65535 is told in each of the ways that the guide names. */
    private void frames() {
        int frames = file.frames();
        setCount(POINT, "FRAMES", Math.min(SATURATED, frames));
        if (frames >= SATURATED || parameters.has(POINT, "LONG_FRAMES")) {
            setNumber(POINT, "LONG_FRAMES", frames);
        }
        int last = file.firstFrame() + frames - 1;
        if (last >= SATURATED || parameters.has(TRIAL, "ACTUAL_START_FIELD")) {
            setField("ACTUAL_START_FIELD", file.firstFrame());
            setField("ACTUAL_END_FIELD", last);
        }
        set(POINT, C3dParameter.integer("DATA_START", 0));
    }

    private void setField(String name, int number) {
        set(TRIAL, C3dParameter.integers(name, number & SATURATED, number >>> 16));
    }

    private void analogs(int ratio) {
        setCount(ANALOG, "USED", file.analogs().size());
        setNumber(ANALOG, "RATE", file.pointRateHertz() * ratio);
        parameters = C3dLabels.with(
                parameters,
                ANALOG,
                file.analogs().stream().map(C3dAnalog::label).toList(),
                file.analogs().stream().map(C3dAnalog::description).toList());
        parameters = C3dLabels.withAnalogUnits(
                parameters, file.analogs().stream().map(C3dAnalog::unit).toList());
        parameters = C3dScales.with(
                parameters,
                file.analogs().stream()
                        .map(analog -> new C3dScales(analog.offset(), analog.scale()))
                        .toList());
    }

    private void setCount(String group, String name, int count) {
        if (parameters.count(group, name).orElse(-1) != count) {
            set(group, C3dParameter.integer(name, count));
        }
    }

    private void setNumber(String group, String name, double number) {
        if (parameters.number(group, name).orElse(Double.NaN) != (float) number) {
            set(group, C3dParameter.real(name, number));
        }
    }
}
