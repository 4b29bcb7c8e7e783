package org.gaitsuite.phantom;

/**
 * How much one stride differs from the next. What is asked is the coefficient of variation over many strides; the mean over a long walk is what the
 * other settings say, and joint angles vary by about a degree because the same legs take longer and shorter steps.
 *
 * <p>Healthy adults vary by 1 to 3 % in stride time (Hausdorff et al., Journal of Applied Physiology 78, 1995, 349-358; 80, 1996, 1448-1457) and by
 * 2 to 4 % in step length (Owings &amp; Grabiner, Journal of Biomechanics 37, 2004, 935-938). Successive steps vary independently here.
 *
 * @param strideTime coefficient of variation of the stride time, 0..0.06
 * @param stepLength coefficient of variation of the step length, 0..0.08
 */
public record Variability(double strideTime, double stepLength) {
    /** Every stride is like the next. */
    public static final Variability NONE = new Variability(0, 0);

    /** A healthy adult. */
    public static final Variability USUAL = new Variability(0.02, 0.03);

    public Variability {
        Complaint.unlessWithin("variability of stride time", strideTime, 0, 0.06, "");
        Complaint.unlessWithin("variability of step length", stepLength, 0, 0.08, "");
    }
}
