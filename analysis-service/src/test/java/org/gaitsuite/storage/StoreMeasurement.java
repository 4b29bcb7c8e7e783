package org.gaitsuite.storage;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * How fast a store takes and gives a video, beside a plain copy to a file; {@code -Xmx} says in how much memory. Run with
 * {@code java -Xmx64m -cp … org.gaitsuite.storage.StoreMeasurement FOLDER MEBIBYTES [CONNECTION_STRING]}; without a connection string it
 * measures the directory.
 */
final class StoreMeasurement {
    private StoreMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long size = Long.parseLong(arguments[1]) << 20;
        VideoStore store = arguments.length > 2
                ? new BlobVideoStore(
                        new BlobConnection.ByConnectionString(arguments[2]), "measured", folder, StoreLimits.NONE)
                : new DirectoryVideoStore(folder, StoreLimits.NONE);
        UUID id = UUID.randomUUID();
        report("plain copy with fsync", size, () -> copy(folder.resolve("copy"), size));
        report("checksum alone", size, () -> Sha256.of(new GeneratedBody(1, size)));
        StoredVideo[] stored = new StoredVideo[1];
        report("store", size, () -> stored[0] = store.store(id, new GeneratedBody(1, size), size, video -> {}));
        report(
                "video",
                size,
                () -> store.video(id, stored[0].sha256())
                        .orElseThrow(() -> new IOException("the video is not there"))
                        .close());
        store.erase(id);
        System.out.printf("done in a heap of %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static void report(String name, long size, Step step) throws Exception {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = process.getProcessCpuTime();
        long started = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%s: %.0f MB/s (%.2f s, processor %.2f s)%n",
                name, size / 1e6 / seconds, seconds, (process.getProcessCpuTime() - cpu) / 1e9);
    }

    private static void copy(Path file, long size) throws IOException {
        byte[] buffer = new byte[256 * 1024];
        try (InputStream in = new GeneratedBody(1, size);
                OutputStream out = Files.newOutputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
        DurableFiles.flush(file);
        Files.delete(file);
    }
}
