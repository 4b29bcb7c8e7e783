package org.gaitsuite.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.recording.Recording;

/**
 * A recording whose contacts a laboratory has labelled, and what is to be compared with it.
 *
 * @param options how it is read, but for the way to contacts
 */
record LabelledTrial(Path file, Recording recording, GaitOptions options) {
    /** What the result says and what the labelled contacts and the heels say, in one unit. */
    record Difference(double found, double reference) {
        double absolute() {
            return Math.abs(found - reference);
        }
    }

    String name() {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    double lastSeconds() {
        return recording.skeleton().timeSeconds(recording.skeleton().frames() - 1);
    }

    GaitResult analyzed(ContactMethod method) throws NoWalkFound {
        return GaitAnalyzer.analyze(recording.skeleton(), Subject.UNKNOWN, options.by(method));
    }

    /** The labelled contacts that were found, as the laboratory has them or as they were found: the same strides both times. */
    List<GaitEvent> contacts(GaitResult found, boolean labelled) {
        return ContactErrors.pairs(recording.labelled(), found.events()).stream()
                .map(pair -> labelled ? pair.truth() : pair.found())
                .sorted(Comparator.comparingDouble(GaitEvent::timeSeconds))
                .toList();
    }

    GaitResult measuredBy(List<GaitEvent> contacts) throws NoWalkFound {
        return GaitAnalyzer.analyze(recording.skeleton(), Subject.UNKNOWN, options, contacts);
    }

    /** Mean over the labelled steps of each side, then of the sides: from heel to heel, each where it is at its own strike; metres. */
    OptionalDouble stepMetres(List<GaitEvent> labelled) {
        return meanOfSides(labelled, (from, to) -> from.side() != to.side() ? heelX(to) - heelX(from) : Double.NaN, 1);
    }

    /** Way of a heel from strike to strike over the time between them, metres per second, likewise. */
    OptionalDouble metresPerSecond(List<GaitEvent> labelled) {
        return meanOfSides(
                labelled,
                (from, to) -> from.side() == to.side()
                        ? (heelX(to) - heelX(from)) / (to.timeSeconds() - from.timeSeconds())
                        : Double.NaN,
                2);
    }

    private interface Between {
        double value(GaitEvent from, GaitEvent to);
    }

    /** @param strikesOn how many strikes lie between the two, of either foot */
    private static OptionalDouble meanOfSides(List<GaitEvent> labelled, Between between, int strikesOn) {
        List<GaitEvent> strikes = labelled.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .toList();
        List<Double> means = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i + strikesOn < strikes.size(); i++) {
                GaitEvent to = strikes.get(i + strikesOn);
                double value = between.value(strikes.get(i), to);
                if (to.side() == side && Double.isFinite(value)) {
                    values.add(value);
                }
            }
            if (!values.isEmpty()) {
                means.add(values.stream().mapToDouble(v -> v).average().orElseThrow());
            }
        }
        return means.size() == 2 ? OptionalDouble.of((means.get(0) + means.get(1)) / 2) : OptionalDouble.empty();
    }

    /** Where the heel of a strike is at its time, along the walk, between frames on a straight line. */
    private double heelX(GaitEvent strike) {
        SkeletonOverTime skeleton = recording.skeleton();
        Joint heel = Joint.of(strike.side(), "HEEL");
        double position = strike.timeSeconds() / lastSeconds() * (skeleton.frames() - 1);
        int before = Math.clamp((int) position, 0, skeleton.frames() - 2);
        double share = position - before;
        return skeleton.x(before, heel) * (1 - share) + skeleton.x(before + 1, heel) * share;
    }
}
