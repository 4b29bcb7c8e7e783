package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places contacts that are known to have happened by everything that the foot does about them.
 *
 * <p>Signs err in two ways, and the two are kept apart. How far a sign lies from the contact differs between walkers, and for one walker it is
 * the same in every stride: in the average of all steps each sign has its place, and by the median over the signs all contacts of a kind are
 * moved alike, so that no stride changes its length and no side is favoured. From stride to stride a sign scatters:
 * there the signs are averaged, each with the weight that its scatter in this very walk gives it, leaning on the usual one while contacts
 * are few. Under the noise of a video a sign that needs the small foot so gives way to one that needs the whole leg.
 */
final class ContactTiming {
    /** A sign lies within this share of a stride of the contact. */
    private static final double REACH = 0.12;

    /** Motion is looked at so much further, as a share of a stride. */
    private static final double MARGIN = 0.03;

    /** Weight of the usual scatter, in contacts. */
    private static final double USUAL_COUNTS = 4;

    private final SagittalWalk walk;
    private final double strideSeconds;
    private final FootMotion left;
    private final FootMotion right;

    ContactTiming(SagittalWalk walk, double strideSeconds) {
        this.walk = walk;
        this.strideSeconds = strideSeconds;
        this.left = FootMotion.of(walk, Side.LEFT);
        this.right = FootMotion.of(walk, Side.RIGHT);
    }

    /** The same contacts at their places; where no sign is seen near one it moves with the others. */
    List<Candidate> place(List<Candidate> contacts) {
        List<Candidate> out = new ArrayList<>();
        for (EventType type : EventType.values()) {
            List<Candidate> ofType =
                    contacts.stream().filter(contact -> contact.type() == type).toList();
            out.addAll(place(ofType, ContactSign.of(type)));
        }
        out.sort(Comparator.comparingDouble(Candidate::timeSeconds));
        return out;
    }

    private List<Candidate> place(List<Candidate> contacts, List<ContactSign> signs) {
        double[][] away = new double[signs.size()][];
        for (int s = 0; s < away.length; s++) {
            ContactSign sign = signs.get(s);
            away[s] = contacts.stream()
                    .mapToDouble(contact -> away(sign, contact))
                    .toArray();
        }
        double[] middle = new double[away.length];
        for (int s = 0; s < away.length; s++) {
            middle[s] = Statistics.median(away[s]);
        }
        for (int s = 0; s < away.length; s++) {
            for (int c = 0; c < away[s].length; c++) {
                away[s][c] -= middle[s];
            }
        }
        double[] weights = weights(signs, away);
        List<Candidate> even = new ArrayList<>();
        for (int c = 0; c < contacts.size(); c++) {
            even.add(moved(contacts.get(c), weighted(away, weights, c)));
        }
        double common = common(even, signs);
        return Double.isNaN(common)
                ? contacts
                : even.stream().map(contact -> moved(contact, common)).toList();
    }

    private static Candidate moved(Candidate contact, double seconds) {
        return new Candidate(contact.type(), contact.side(), contact.timeSeconds() + seconds, contact.support());
    }

    /**
     * How much later than these contacts, all alike, the signs say that they were. They are looked for in the average of what the feet do about the
     * contacts: noise draws the extremes and crossings of a single one to one side, and averages out before them, not after.
     */
    private double common(List<Candidate> contacts, List<ContactSign> signs) {
        double[] away = new double[signs.size()];
        for (int s = 0; s < away.length; s++) {
            ContactSign sign = signs.get(s);
            List<FootMotion.Moment> moments = contacts.stream()
                    .filter(contact -> seenBy(sign, contact.side()))
                    .map(contact -> new FootMotion.Moment(foot(contact.side()), contact.timeSeconds()))
                    .toList();
            double expected = sign.bias().at(strideSeconds);
            double reach = REACH * strideSeconds;
            FootMotion average = FootMotion.average(
                    moments, Math.abs(expected) + reach + MARGIN * strideSeconds, walk.intervalSeconds());
            away[s] = sign.near(average, expected - reach, expected + reach) - expected;
        }
        return Statistics.median(away);
    }

    private FootMotion foot(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** How much later than the contact a sign, its bias taken off, says that it was. */
    private double away(ContactSign sign, Candidate contact) {
        if (!seenBy(sign, contact.side())) {
            return Double.NaN;
        }
        double expected = contact.timeSeconds() + sign.bias().at(strideSeconds);
        double reach = REACH * strideSeconds;
        double found = sign.near(foot(contact.side()), expected - reach, expected + reach);
        return found - expected;
    }

    /** The signs were measured on heels and toes; the ankle that stands in for one has other places. */
    private boolean seenBy(ContactSign sign, Side side) {
        return sign.type() == EventType.HEEL_STRIKE
                ? walk.heel(side) != Joint.of(side, "ANKLE")
                : walk.toe(side) != Joint.of(side, "ANKLE");
    }

    private static double[] weights(List<ContactSign> signs, double[][] away) {
        double[] weights = new double[away.length];
        for (int s = 0; s < weights.length; s++) {
            double usual = signs.get(s).scatterSeconds();
            double squares = USUAL_COUNTS * usual * usual;
            double counts = USUAL_COUNTS;
            for (int c = 0; c < away[s].length; c++) {
                double departure = away[s][c] - medianOfSigns(away, c);
                if (Double.isFinite(departure)) {
                    squares += departure * departure;
                    counts++;
                }
            }
            weights[s] = counts / squares;
        }
        return weights;
    }

    private static double medianOfSigns(double[][] away, int contact) {
        double[] all = new double[away.length];
        for (int s = 0; s < all.length; s++) {
            all[s] = away[s][contact];
        }
        return Statistics.median(all);
    }

    private static double weighted(double[][] away, double[] weights, int contact) {
        double sum = 0;
        double total = 0;
        for (int s = 0; s < away.length; s++) {
            if (Double.isFinite(away[s][contact])) {
                sum += weights[s] * away[s][contact];
                total += weights[s];
            }
        }
        return total == 0 ? 0 : sum / total;
    }
}
