package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Comparator;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.Scene.SecondPerson;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One walks to the left, a second person behind to the right; both are followed when they are pointed at. */
class WantedPersonTest {
    @TempDir
    private static Path folder;

    private static Path video = Path.of("");
    private static PhantomTruth truth;
    private static PoseTrack walker;

    @BeforeAll
    static void film() throws Exception {
        video = folder.resolve("two.mp4");
        truth = PhantomWalk.render(
                PhantomSettings.sample().toBuilder()
                        .picture(640, 360)
                        .direction(WalkingDirection.LEFT)
                        .secondPerson(SecondPerson.WALKS_PAST)
                        .build(),
                video);
        walker = estimate(null);
    }

    private static PoseTrack estimate(@Nullable PersonAt wanted) throws Exception {
        return new SilhouetteEstimator().estimate(video, VideoLimits.DEFAULT, wanted, Progress.NONE);
    }

    /** Walked to the right in pixels, from the first landmark to the last. */
    private static double travel(PoseTrack track) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (int f = 0; f < track.skeleton().frames(); f++) {
            if (track.skeleton().confidence(f, Joint.NECK) > 0) {
                last = track.skeleton().x(f, Joint.NECK);
                first = Double.isNaN(first) ? last : first;
            }
        }
        return last - first;
    }

    private static OtherPerson.Sighting longest(PoseTrack track, int share) {
        OtherPerson person = track.others().stream()
                .max(Comparator.comparingInt(p -> p.sightings().size()))
                .orElseThrow();
        return person.sightings().get(share * (person.sightings().size() - 1) / 4);
    }

    @Test
    void whoIsNotTheWalkerIsTold() {
        assertThat(travel(walker)).isNegative();
        OtherPerson.Sighting early = longest(walker, 1);
        OtherPerson.Sighting late = longest(walker, 3);
        assertThat(late.left()).as("goes to the right").isGreaterThan(early.left() + 50);
        int frame = (int) Math.round(early.timeSeconds() * 30);
        double walkerAt = truth.pixels().x(frame, Joint.NECK);
        assertThat(walkerAt < early.left() || walkerAt > early.right())
                .as("the box at %s s is not the walker's", early.timeSeconds())
                .isTrue();
        assertThat(early.bottom() - early.top()).as("height of a person").isBetween(120.0, 260.0);
    }

    @Test
    void whoIsPointedAtIsFollowed() throws Exception {
        OtherPerson.Sighting other = longest(walker, 1);
        PersonAt wanted = new PersonAt(
                other.timeSeconds(),
                (other.left() + other.right()) / 2 / 640,
                (other.top() + other.bottom()) / 2 / 360);
        PoseTrack followed = estimate(wanted);
        assertThat(travel(followed)).as("the second person goes to the right").isPositive();
        int frame = (int) Math.round(other.timeSeconds() * 30);
        PersonAt self = new PersonAt(
                other.timeSeconds(),
                truth.pixels().x(frame, Joint.NECK) / 640,
                truth.pixels().y(frame, Joint.NECK) / 360);
        assertThat(travel(estimate(self))).as("the first goes to the left").isNegative();
    }

    @Test
    void nobodyThereIsSaidWithTimeAndPlace() {
        PoseRefused refused = catchThrowableOfType(PoseRefused.class, () -> estimate(new PersonAt(2.5, 0.5, 0.01)));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_PERSON);
        assertThat(refused)
                .hasMessageContaining("2.5 s")
                .hasMessageContaining("50 %")
                .hasMessageContaining("1 %");
    }
}
