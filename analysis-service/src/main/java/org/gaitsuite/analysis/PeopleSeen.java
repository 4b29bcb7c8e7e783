package org.gaitsuite.analysis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.OtherPerson.Sighting;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseTrack;

/** Who was seen in a video, each with a place at a time at which to point at them: the one who was analysed first, then by arrival. */
final class PeopleSeen {
    /** Who is seen for less is nobody whose walk could be analysed, and often nobody at all. */
    private static final double LEAST_SECONDS = 0.5;
    /** Hips lie about so far below the top of a box around a body, in heights of the box. */
    private static final double HEIGHT_OF_HIPS = 0.45;

    private final PoseTrack pose;
    private final OtherPerson analysed;
    private final List<OtherPerson> others;

    PeopleSeen(PoseTrack pose) {
        this.pose = pose;
        analysed = new OtherPerson(boxes(pose.skeleton()));
        others = pose.others().stream()
                .filter(other -> seconds(other) >= LEAST_SECONDS)
                .sorted(Comparator.comparingDouble(
                        other -> other.sightings().getFirst().timeSeconds()))
                .toList();
    }

    private static double seconds(OtherPerson other) {
        List<Sighting> sightings = other.sightings();
        return sightings.isEmpty()
                ? 0
                : sightings.getLast().timeSeconds() - sightings.getFirst().timeSeconds();
    }

    private static List<Sighting> boxes(SkeletonOverTime skeleton) {
        List<Sighting> boxes = new ArrayList<>();
        double[] times = skeleton.timesSeconds();
        for (int frame = 0; frame < skeleton.frames(); frame++) {
            Sighting box = box(skeleton, frame, times[frame]);
            // Without the hips a few landmarks are left, whose middle is anywhere.
            if (Double.isFinite(skeleton.x(frame, Joint.LEFT_HIP) + skeleton.x(frame, Joint.RIGHT_HIP))) {
                boxes.add(box);
            }
        }
        return boxes;
    }

    private static Sighting box(SkeletonOverTime skeleton, int frame, double timeSeconds) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Joint joint : Joint.values()) {
            double x = skeleton.x(frame, joint);
            double y = skeleton.y(frame, joint);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        return new Sighting(timeSeconds, left, top, right, bottom);
    }

    /** Nearest the middle of the sightings, in the picture, and if it can be had where nobody else is. */
    private Optional<PersonAt> pointAt(OtherPerson person) {
        List<Sighting> sightings = person.sightings();
        double middle =
                sightings.isEmpty() ? 0 : sightings.get(sightings.size() / 2).timeSeconds();
        return sightings.stream()
                .filter(box -> within(hipX(box), pose.video().width())
                        && within(hipY(box), pose.video().height()))
                .min(Comparator.comparing((Sighting box) -> isShared(person, box))
                        .thenComparingDouble(box -> Math.abs(box.timeSeconds() - middle)))
                .map(box -> new PersonAt(
                        box.timeSeconds(),
                        hipX(box) / pose.video().width(),
                        hipY(box) / pose.video().height()));
    }

    private static double hipX(Sighting box) {
        return (box.left() + box.right()) / 2;
    }

    private static double hipY(Sighting box) {
        return box.top() + HEIGHT_OF_HIPS * (box.bottom() - box.top());
    }

    private static boolean within(double pixels, int size) {
        return pixels >= 0 && pixels <= size;
    }

    private boolean isShared(OtherPerson person, Sighting own) {
        return Stream.concat(Stream.of(analysed), others.stream())
                .filter(other -> !other.equals(person))
                .flatMap(other -> other.at(own.timeSeconds()).stream())
                .anyMatch(box -> box.left() <= hipX(own)
                        && hipX(own) <= box.right()
                        && box.top() <= hipY(own)
                        && hipY(own) <= box.bottom());
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("people");
        write(analysed, true, json);
        for (OtherPerson other : others) {
            write(other, false, json);
        }
        json.writeEndArray();
    }

    private void write(OtherPerson person, boolean isAnalysed, JsonGenerator json) throws IOException {
        Optional<PersonAt> at = pointAt(person);
        if (at.isEmpty()) {
            return;
        }
        String time = decimal(at.get().timeSeconds());
        String x = decimal(at.get().x());
        String y = decimal(at.get().y());
        json.writeStartObject();
        json.writeBooleanField("analysed", isAnalysed);
        writeNumber("start_s", decimal(person.sightings().getFirst().timeSeconds()), json);
        writeNumber("end_s", decimal(person.sightings().getLast().timeSeconds()), json);
        json.writeObjectFieldStart("at");
        writeNumber("time_s", time, json);
        writeNumber("x", x, json);
        writeNumber("y", y, json);
        json.writeEndObject();
        json.writeStringField("person", String.join(",", time, x, y));
        json.writeEndObject();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void writeNumber(String name, String decimal, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(decimal);
    }
}
