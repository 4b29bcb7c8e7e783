package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;

/**
 * The first block of a file (C3D User Guide, "The Header Section"). It repeats what the parameters say, with room for less.
 *
 * @param analogPerFrame samples of all channels in one frame
 * @param firstFrame number of the first frame in the capture
 * @param scale what turns whole numbers into coordinates; negative where coordinates are real numbers
 * @param dataBlock number of the block where frames begin, the first of the file being 1
 * @param analogRatio samples of one channel in one frame
 * @param rateHertz frames a second
 * @param events of the old kind, whose times count from the file's first frame
 */
record C3dHeader(
        int points,
        int analogPerFrame,
        int firstFrame,
        int lastFrame,
        float scale,
        int dataBlock,
        int analogRatio,
        float rateHertz,
        List<C3dEvent> events) {

    /** Says that events are here and bear labels of four characters. */
    static final short EVENTS_KEY = 12345;

    private static final int MOST_EVENTS = 18;
    private static final int LABEL_LENGTH = 4;

    static C3dHeader of(C3dBytes bytes) {
        return new C3dHeader(
                bytes.word(at(2)),
                bytes.word(at(3)),
                bytes.word(at(4)),
                bytes.word(at(5)),
                bytes.real(at(7)),
                bytes.word(at(9)),
                bytes.word(at(10)),
                bytes.real(at(11)),
                events(bytes));
    }

    /** Where a word begins, by its number in the guide. */
    static int at(int word) {
        return 2 * (word - 1);
    }

    /** The guide's flag "not displayed" is for drawing; such an event happened all the same. */
    private static List<C3dEvent> events(C3dBytes bytes) {
        List<C3dEvent> events = new ArrayList<>();
        int count = bytes.word(at(150)) == EVENTS_KEY ? bytes.word(at(151)) : 0;
        for (int i = 0; i < count && count <= MOST_EVENTS; i++) {
            float seconds = bytes.real(at(153) + 4 * i);
            String label = bytes.text(at(199) + LABEL_LENGTH * i, LABEL_LENGTH).strip();
            if (Float.isFinite(seconds)) {
                events.add(new C3dEvent(label, C3dEvent.GENERAL, seconds));
            }
        }
        return List.copyOf(events);
    }
}
