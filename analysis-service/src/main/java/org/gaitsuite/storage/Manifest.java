package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an attempt's artefacts were when they were kept: the name, size and checksum of each. It lies beside them as
 * {@value #FILE_NAME}, a heading and one line a file, and is what makes them count as kept.
 *
 * @param entries by name
 */
record Manifest(Map<String, Entry> entries) {
    static final String FILE_NAME = "manifest";
    private static final String HEADING = "gait-artefacts 1";
    private static final Pattern ARTEFACT_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,40}\\.[a-z0-9]{1,8}");
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (\\S+)");

    /**
     * @param sizeBytes 0 or more
     * @param sha256 64 lower-case hexadecimal digits
     */
    record Entry(long sizeBytes, String sha256) {}

    Manifest {
        entries = Map.copyOf(entries);
    }

    /** Whether a name may stand in a path. Names that come from outside are asked this first. */
    static boolean isArtefactName(String name) {
        return ARTEFACT_NAME.matcher(name).matches();
    }

    /** Of the artefacts that lie in a folder. Entries of other names are no artefacts. */
    static Manifest of(Path folder) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isArtefactName(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    entries.put(name, new Entry(Files.size(file), Sha256.of(file)));
                }
            }
        }
        return new Manifest(entries);
    }

    Optional<Entry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Manifest without(String name) {
        Map<String, Entry> others = new TreeMap<>(entries);
        others.remove(name);
        return new Manifest(others);
    }

    long sizeBytes() {
        return entries.values().stream().mapToLong(Entry::sizeBytes).sum();
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(HEADING).append('\n');
        new TreeMap<>(entries)
                .forEach((name, entry) -> text.append("%s %d %s\n".formatted(entry.sha256(), entry.sizeBytes(), name)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws DamagedContent if these are not the bytes of a manifest */
    static Manifest parse(byte[] bytes) throws DamagedContent {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\\R", -1);
        if (!lines[0].equals(HEADING) || !lines[lines.length - 1].isEmpty()) {
            throw new DamagedContent("a manifest of artefacts cannot be read");
        }
        Map<String, Entry> entries = new TreeMap<>();
        for (int i = 1; i < lines.length - 1; i++) {
            var line = LINE.matcher(lines[i]);
            if (!line.matches() || !isArtefactName(line.group(3))) {
                throw new DamagedContent("a manifest of artefacts cannot be read");
            }
            entries.put(line.group(3), new Entry(Long.parseLong(line.group(2)), line.group(1)));
        }
        return new Manifest(entries);
    }
}
