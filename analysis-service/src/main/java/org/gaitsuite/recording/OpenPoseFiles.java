package org.gaitsuite.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** OpenPose's output: a JSON file a frame, in a folder or a zip archive, numbered by their names ({@code walk_000000000012_keypoints.json}). */
final class OpenPoseFiles {
    /** From so many bytes on the ratio of unpacked to packed bytes is looked at: small files of zeros pack well honestly. */
    private static final long LOOKED_AT_FROM = 16L << 20;

    private static final int LONGEST_NAME = 80;

    private final List<Named> files = new ArrayList<>();

    private record Named(String name, @Nullable Long number, List<Body> people) {}

    private OpenPoseFiles() {}

    static Recording ofFolder(Path folder, ReadingOptions options) throws IOException, RecordingRefused {
        OpenPoseFiles all = new OpenPoseFiles();
        long bytes = 0;
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> files = listed.filter(file -> isJson(file.toString()) && Files.isRegularFile(file))
                    .limit(Limits.MOST_FRAMES + 1L)
                    .toList();
            Limits.requireFrames(files.size());
            for (Path file : files) {
                bytes += Files.size(file);
                Limits.requireBytes(bytes, Limits.MOST_UNPACKED_BYTES, "The folder");
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    all.add(String.valueOf(file.getFileName()), in);
                }
            }
        }
        return all.recording("The folder", options);
    }

    static Recording ofZip(Path archive, ReadingOptions options) throws IOException, RecordingRefused {
        OpenPoseFiles all = new OpenPoseFiles();
        long unpacked = 0;
        long packed = Math.max(1, Files.size(archive));
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Limits.requireFrames(++entries);
                Limits.Counting counted = new Limits.Counting(zip, Limits.MOST_ENTRY_BYTES);
                if (!entry.isDirectory() && isJson(entry.getName()) && !isOfMac(entry.getName())) {
                    addBounded(all, entry.getName(), counted);
                }
                counted.transferTo(OutputStream.nullOutputStream());
                requireEntry(entry.getName(), counted);
                unpacked += counted.bytes();
                Limits.requireBytes(unpacked, Limits.MOST_UNPACKED_BYTES, "The unpacked archive");
                requireHonest(unpacked, packed);
            }
        } catch (ZipException | EOFException e) {
            throw RecordingRefused.malformed("The zip archive is damaged or cut off; pack it anew.");
        } catch (IllegalArgumentException e) {
            throw RecordingRefused.malformed("The zip archive has a file whose name cannot be read; pack it anew.");
        }
        return all.recording("The zip archive", options);
    }

    private static void addBounded(OpenPoseFiles all, String name, Limits.Counting counted)
            throws IOException, RecordingRefused {
        try {
            all.add(name, counted);
        } catch (RecordingRefused e) {
            requireEntry(name, counted); // What was cut off at the limit is no mistake in the JSON.
            throw e;
        }
    }

    private static void requireEntry(String name, Limits.Counting counted) throws RecordingRefused {
        Limits.requireBytes(counted.bytes(), Limits.MOST_ENTRY_BYTES, "'" + shortened(name) + "' in the archive");
    }

    private static void requireHonest(long unpacked, long packed) throws RecordingRefused {
        if (unpacked > LOOKED_AT_FROM && unpacked / packed > Limits.MOST_UNPACKED_PER_PACKED) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "The zip archive unpacks to more than %d times its size, which no keypoints do."
                            .formatted(Limits.MOST_UNPACKED_PER_PACKED));
        }
    }

    static boolean isJson(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** macOS packs a shadow of each file. */
    static boolean isOfMac(String name) {
        return name.startsWith("__MACOSX/");
    }

    private void add(String name, InputStream in) throws IOException, RecordingRefused {
        List<Body> people = JsonInput.read(in, "'" + shortened(name) + "'", json -> {
                    json.nextToken();
                    if (json.currentToken() == null || !json.currentToken().isStructStart()) {
                        throw RecordingRefused.malformed("'%s' holds no JSON object.", shortened(name));
                    }
                    return PeopleJson.read(json);
                })
                .bodies();
        if (people.size() > Limits.MOST_PEOPLE_PER_FRAME) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "'%s' has %d people; up to %d a frame are read."
                            .formatted(shortened(name), people.size(), Limits.MOST_PEOPLE_PER_FRAME));
        }
        files.add(new Named(name, JsonInput.lastDigits(name), people));
    }

    private static String shortened(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > LONGEST_NAME ? "…" + clean.substring(clean.length() - LONGEST_NAME) : clean;
    }

    private Recording recording(String what, ReadingOptions options) throws RecordingRefused {
        if (files.isEmpty()) {
            throw new RecordingRefused(
                    Reason.UNKNOWN_FORMAT, what + " holds no JSON files; expected OpenPose's output, a file a frame.");
        }
        Set<Long> numbers = new HashSet<>();
        boolean numbered = files.stream().allMatch(file -> file.number() != null && numbers.add(file.number()));
        files.sort(Comparator.comparing(Named::name));
        Frames frames = new Frames();
        for (Named file : files) {
            frames.add(new Frames.Entry(numbered ? file.number() : null, file.people()));
        }
        return Keypoints.recording(Kind.OPENPOSE, frames.inOrder(), null, null, options);
    }
}
