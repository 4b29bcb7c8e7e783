package org.gaitsuite.deploy.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that examples of the API document speak of, in a folder of a suite.
 *
 * @param walk a film that takes little to compute
 */
record ExampleFiles(Path folder, Path walk) {
    static ExampleFiles make(StartedSuite suite) throws IOException, InterruptedException {
        ExampleFiles made =
                new ExampleFiles(Files.createDirectories(suite.home().resolve("files")), Walks.tiny(suite));
        for (String film : List.of("walk.mp4", "walk.mov", "walk.webm")) {
            Files.copy(made.walk, made.named(film));
        }
        made.add("openpose.zip", zip("walk_000000000000_keypoints.json", "{\"people\":[]}"));
        return made;
    }

    Path named(String name) {
        return folder.resolve(name);
    }

    void add(String name, byte[] content) throws IOException {
        Files.write(named(name), content);
    }

    /** An archive of one file. */
    static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
