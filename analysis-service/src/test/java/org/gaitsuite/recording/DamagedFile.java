package org.gaitsuite.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gaitsuite.c3d.C3dMalformed;
import org.gaitsuite.c3d.C3dReader;
import org.gaitsuite.c3d.C3dWriter;
import org.gaitsuite.c3d.DamagedC3d;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.SkeletonLayout;
import org.jspecify.annotations.Nullable;

/** Walks of a few seconds in every form that is read, damaged: the same seed is the same damage. */
enum DamagedFile {
    /** A laboratory's trial with its markers. */
    C3D {
        private final DamagedC3d head = new DamagedC3d(List.of(Written.c3d(Walks.metres(SECONDS), List.of())));
        private final byte[] whole = Written.c3d(Walks.metres(SECONDS), List.of());

        @Override
        byte[] of(long seed) {
            return seed % 2 == 0 ? head.of(seed) : Damage.bytes(whole, new SplittableRandom(seed));
        }
    },
    /** Files of five frames from every processor, which hold no walk: read, written and read again. */
    C3D_OF_EVERY_PROCESSOR {
        private final DamagedC3d damaged = DamagedC3d.ofEveryProcessor();

        @Override
        byte[] of(long seed) {
            return damaged.of(seed);
        }

        @Override
        Optional<String> analyzed(Path file) throws IOException {
            try {
                C3dReader.read(C3dWriter.write(C3dReader.read(Files.readAllBytes(file))));
                return Optional.empty();
            } catch (C3dMalformed e) {
                return Optional.of(words(e));
            }
        }
    },
    TRC {
        private final byte[] whole = utf8(Written.trc(Walks.metres(SECONDS)));

        @Override
        byte[] of(long seed) {
            return damagedText(whole, seed);
        }
    },
    OPENPOSE_ZIP {
        private final SkeletonOverTime walk = Walks.pixels(SECONDS);
        private final byte[] archive = Written.openPoseZip(walk, SkeletonLayout.BODY_25);
        private final List<String> frames = IntStream.range(0, walk.frames())
                .mapToObj(frame -> Written.openPose(Written.flat(walk, frame, SkeletonLayout.BODY_25)))
                .toList();

        /** Damage to the packed bytes hardly ever leaves an archive: half of the damage is done to what it holds. */
        @Override
        byte[] of(long seed) {
            RandomGenerator random = new SplittableRandom(seed);
            if (random.nextBoolean()) {
                return Damage.bytes(archive, random);
            }
            return Written.openPoseZip(
                    frames.size(),
                    frame -> random.nextInt(40) > 0
                            ? frames.get(frame)
                            : new String(Damage.numbers(utf8(frames.get(frame)), random), StandardCharsets.UTF_8));
        }
    },
    COCO {
        private final byte[] whole =
                utf8(Written.results(Walks.pixels(SECONDS), SkeletonLayout.COCO_17, frame -> "" + frame));

        @Override
        byte[] of(long seed) {
            return damagedText(whole, seed);
        }
    },
    HALPE {
        private final byte[] whole =
                utf8(Written.results(Walks.pixels(SECONDS), SkeletonLayout.HALPE_26, frame -> "\"" + frame + ".jpg\""));

        @Override
        byte[] of(long seed) {
            return damagedText(whole, seed);
        }
    },
    MEDIAPIPE {
        private final byte[] whole = utf8(Written.blazePose(Walks.pixels(SECONDS)));

        @Override
        byte[] of(long seed) {
            return damagedText(whole, seed);
        }
    },
    OWN {
        private final byte[] whole = utf8(Written.own(Walks.metres(SECONDS)));

        @Override
        byte[] of(long seed) {
            return damagedText(whole, seed);
        }
    };

    private static final double SECONDS = 2.5;
    private static final PictureSize PICTURE = new PictureSize(1920, 1080);

    abstract byte[] of(long seed);

    /** Only where a file has no times a rate is given, which would overrule them. */
    private @Nullable Double rateHertz() {
        return switch (this) {
            case OPENPOSE_ZIP, COCO, HALPE -> 50.0;
            default -> null;
        };
    }

    /**
     * From the file to the result.
     *
     * @return the refusal; empty where a result came
     */
    Optional<String> analyzed(Path file) throws IOException {
        try {
            SkeletonOverTime skeleton = Recordings.read(file, new ReadingOptions(rateHertz(), PICTURE, null))
                    .skeleton();
            GaitAnalyzer.analyze(skeleton, Subject.ofHeight(Walks.HEIGHT_METRES), GaitOptions.DEFAULT);
            return Optional.empty();
        } catch (RecordingRefused | NoWalkFound e) {
            return Optional.of(words(e));
        }
    }

    private static String words(Exception refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static byte[] damagedText(byte[] whole, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return random.nextBoolean() ? Damage.numbers(whole, random) : Damage.bytes(whole, random);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
