package org.gaitsuite.person;

/**
 * Somebody seen in one picture.
 *
 * @param hipX mid hip, pixels
 * @param hipY mid hip, pixels
 * @param rimX a point on the circle around the whole body, above the head when upright, pixels
 * @param rimY likewise
 * @param score 0..1
 */
public record Person(double hipX, double hipY, double rimX, double rimY, double score) {
    /** About half the body's height, pixels. */
    public double radius() {
        return Math.hypot(rimX - hipX, rimY - hipY);
    }

    /** How far the body leans clockwise from upright, radians. */
    public double lean() {
        return Math.atan2(rimX - hipX, hipY - rimY);
    }

    /** The same person in a picture that is so many times as large. */
    public Person scaled(double factor) {
        return new Person(hipX * factor, hipY * factor, rimX * factor, rimY * factor, score);
    }

    /** Between this ({@code share} 0) and another (1); beyond both for shares outside 0..1. */
    public Person towards(Person other, double share) {
        return new Person(
                hipX + (other.hipX - hipX) * share,
                hipY + (other.hipY - hipY) * share,
                rimX + (other.rimX - rimX) * share,
                rimY + (other.rimY - rimY) * share,
                Math.min(score, other.score));
    }
}
