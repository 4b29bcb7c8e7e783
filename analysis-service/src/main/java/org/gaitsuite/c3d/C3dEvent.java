package org.gaitsuite.c3d;

/**
 * A labelled moment of a trial.
 *
 * @param label what happened, in the words of the file: usually {@link #FOOT_STRIKE}, {@link #FOOT_OFF} or "Event"; events of the old
 *     header section have at most four characters, such as "RHS"
 * @param context whose event it is: {@link #LEFT}, {@link #RIGHT} or {@link #GENERAL}
 * @param seconds from the start of the capture, where frame 1 is at 0 s; the file's first frame may come later, see
 *     {@link C3dFile#secondsFromFirstFrame}
 * @param subject name of the person, empty where the file names none
 */
public record C3dEvent(String label, String context, double seconds, String subject) {
    public static final String FOOT_STRIKE = "Foot Strike";
    public static final String FOOT_OFF = "Foot Off";
    public static final String LEFT = "Left";
    public static final String RIGHT = "Right";
    public static final String GENERAL = "General";

    public C3dEvent(String label, String context, double seconds) {
        this(label, context, seconds, "");
    }
}
