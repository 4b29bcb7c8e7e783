package org.gaitsuite.pose.dnn;

import org.gaitsuite.person.Person;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.video.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the landmarks of one person in picture after picture, in a crop that follows the hips of the picture before. Everything is in
 * pixels of the full-size picture. For one thread.
 */
final class Follower {
    /** The hips may be this share of the half body height away from where the search saw the walker, else the crop follows someone else. */
    static final double LARGEST_STRAY = 0.5;
    /** Likewise while the search has not come so far yet, and where it expects the walker is carried on from what it saw. */
    static final double LARGEST_STRAY_AHEAD = 1;

    private final LandmarkNetwork landmarks;
    private final double scale;
    private final double stray;
    private @Nullable PersonPath followed;
    private @Nullable Person last;

    /**
     * @param scale pixels of the full-size picture per pixel of the frames
     * @param stray in half body heights
     */
    Follower(LandmarkNetwork landmarks, double scale, double stray) {
        this.landmarks = landmarks;
        this.scale = scale;
        this.stray = stray;
    }

    /** Looks where the picture before showed the person, then where the path does. */
    Trace.Look look(VideoFrame frame, PersonPath path) {
        Person expected = path.at(frame.timeSeconds());
        Person before = path == followed ? last : null;
        followed = path;
        Landmarks found = before != null && isNear(before, expected, stray) ? see(frame, before, expected) : null;
        if (found == null) {
            found = see(frame, expected, expected);
        }
        last = found == null ? null : landmarks.personOf(found);
        return new Trace.Look(expected, found);
    }

    private @Nullable Landmarks see(VideoFrame frame, Person around, Person expected) {
        Landmarks found = landmarks.see(frame, landmarks.cropAround(around).scaled(1 / scale));
        if (found == null) {
            return null;
        }
        Landmarks pixels = found.scaled(scale);
        Person person = landmarks.personOf(pixels);
        return person != null && isNear(person, expected, stray) ? pixels : null;
    }

    /** @param stray in half body heights */
    static boolean isNear(Person person, Person expected, double stray) {
        double distance = Math.hypot(person.hipX() - expected.hipX(), person.hipY() - expected.hipY());
        double ratio = person.radius() / expected.radius();
        return distance < stray * expected.radius() && ratio > 0.5 && ratio < 2;
    }
}
