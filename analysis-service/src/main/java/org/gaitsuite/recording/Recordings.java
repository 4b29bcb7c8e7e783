package org.gaitsuite.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.gaitsuite.recording.RecordingRefused.Reason;

/**
 * Reads keypoints and markers of every kind that is known, told by the content. Thread-safe. A file is read once, as a stream; what it
 * may hold at most is bounded, so that no file exhausts the machine.
 */
public final class Recordings {
    /** Names in an archive that are looked at before it is accepted. */
    private static final int LOOKED_AT = 1000;

    private Recordings() {}

    /** Whether the file starts as one of the recordings that are read here; a folder always does. */
    public static boolean isOne(Path file) throws IOException {
        return FileStart.of(file) != null;
    }

    /** Looks at the head of a file and refuses at once what cannot become a recording. */
    public static void inspect(Path file) throws IOException, RecordingRefused {
        requireKnown(file);
        if (FileStart.of(file) == FileStart.ZIP) {
            inspectZip(file);
        }
    }

    /**
     * @param file a file, or a folder with OpenPose's output
     * @throws RecordingRefused if it is no recording, is damaged, needs what the options do not say, or is beyond the limits
     * @throws IOException if the file cannot be read
     */
    public static Recording read(Path file, ReadingOptions options) throws IOException, RecordingRefused {
        return switch (requireKnown(file)) {
            case FOLDER -> OpenPoseFiles.ofFolder(file, options);
            case ZIP -> OpenPoseFiles.ofZip(file, options);
            case JSON -> {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    yield JsonDocument.read(in, options);
                }
            }
            case TRC -> {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    yield TrcReader.read(in, options);
                }
            }
            case C3D -> C3dTrial.read(file, options);
        };
    }

    private static FileStart requireKnown(Path file) throws IOException, RecordingRefused {
        FileStart start = FileStart.of(file);
        if (start == null) {
            throw new RecordingRefused(
                    Reason.UNKNOWN_FORMAT,
                    "The file is neither C3D, TRC, JSON nor a zip archive of OpenPose's JSON files.");
        }
        if (start != FileStart.FOLDER) {
            Limits.requireBytes(Files.size(file), Limits.MOST_BYTES, "The file");
        }
        return start;
    }

    private static void inspectZip(Path file) throws IOException, RecordingRefused {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < LOOKED_AT; i++) {
                if (OpenPoseFiles.isJson(entry.getName()) && !OpenPoseFiles.isOfMac(entry.getName())) {
                    return;
                }
                // The rest of an entry is skipped unread by the bound on what it may unpack to.
                Limits.Counting counted = new Limits.Counting(zip, Limits.MOST_ENTRY_BYTES);
                counted.transferTo(OutputStream.nullOutputStream());
                Limits.requireBytes(counted.bytes(), Limits.MOST_ENTRY_BYTES, "A file in the archive");
                entry = zip.getNextEntry();
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw RecordingRefused.malformed("The zip archive is damaged or cut off; pack it anew.");
        }
        throw new RecordingRefused(
                Reason.UNKNOWN_FORMAT,
                "The zip archive holds no JSON files; expected OpenPose's output, a file a frame.");
    }
}
