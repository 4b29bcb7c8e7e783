package org.gaitsuite.phantom;

/**
 * How the sides differ. A step is named by the foot that lands.
 *
 * @param stepLengthRatio left step length over right
 * @param stepTimeRatio left step time over right
 * @param leftKnee scales the published flexion of the left knee in swing; below 1 a stiff knee with a weaker push-off and a hiked pelvis. The foot must
 *     still clear the ground, so the knee bends more than asked: 0.9 gives a peak of about 0.93 of the other side's, 0.75 one of 0.83, and less than
 *     0.6 changes little more. The truth holds what the knee does
 * @param rightKnee likewise
 */
public record Asymmetry(double stepLengthRatio, double stepTimeRatio, double leftKnee, double rightKnee) {
    public static final Asymmetry NONE = new Asymmetry(1, 1, 1, 1);

    public Asymmetry {
        Complaint.unlessWithin("step length ratio (left over right)", stepLengthRatio, 0.5, 2, "");
        Complaint.unlessWithin("step time ratio (left over right)", stepTimeRatio, 0.6, 1.67, "");
        Complaint.unlessWithin("left knee amplitude", leftKnee, 0.5, 1.2, "");
        Complaint.unlessWithin("right knee amplitude", rightKnee, 0.5, 1.2, "");
    }
}
