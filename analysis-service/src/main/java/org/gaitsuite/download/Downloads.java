package org.gaitsuite.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Fetches pinned files into a folder. What has come is kept in {@code NAME.part} when a transfer breaks off, and the next call goes on from
 * there. A file appears under its name whole and with the digest that was expected, or not at all.
 */
public final class Downloads {
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final Transport transport;

    /** @param patience how long a server may take to be reached, and how long it may be silent in the middle */
    public Downloads(Path folder, Duration patience, Map<String, String> environment) {
        this.folder = folder;
        this.transport = new Transport(new Proxies(environment), patience);
    }

    /**
     * @param progress hears the share that is there, 0..1
     * @throws DownloadFailed if no address gave the file
     * @throws IOException if the folder cannot be written
     */
    public void fetch(PinnedFile file, DoubleConsumer progress) throws IOException, DownloadFailed {
        if (file.isIn(folder)) {
            return;
        }
        Files.createDirectories(folder);
        Path part = folder.resolve(file.name() + ".part");
        DownloadFailed last = new DownloadFailed("No address is known for %s.".formatted(file.name()));
        for (URI address : file.addresses()) {
            try {
                fetch(file, address, part, progress);
                return;
            } catch (DownloadFailed e) {
                e.addSuppressed(last);
                last = e;
            }
        }
        throw last;
    }

    private void fetch(PinnedFile file, URI address, Path part, DoubleConsumer progress)
            throws IOException, DownloadFailed {
        try (FileChannel out =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (FileLock lock = lock(out, part)) {
                if (out.size() > file.bytes()) {
                    out.truncate(0);
                }
                if (out.size() < file.bytes()) {
                    receive(file, address, out, progress);
                }
                out.force(true);
                String found = PinnedFile.digest(part);
                if (!found.equals(file.sha256())) {
                    Files.delete(part);
                    throw new DownloadFailed(
                            "%s gave another file than %s: SHA-256 %s was expected and %s came. What came was deleted."
                                    .formatted(address, file.name(), file.sha256(), found));
                }
                Files.move(
                        part,
                        folder.resolve(file.name()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static FileLock lock(FileChannel out, Path part) throws IOException, DownloadFailed {
        try {
            FileLock lock = out.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new DownloadFailed("%s is being fetched already.".formatted(part.getFileName()), e);
        }
        throw new DownloadFailed("%s is being fetched already.".formatted(part.getFileName()));
    }

    private void receive(PinnedFile file, URI address, FileChannel out, DoubleConsumer progress)
            throws IOException, DownloadFailed {
        long before = out.size();
        try {
            HttpURLConnection answer = transport.get(address, before);
            if (before > 0 && !continues(answer, before)) {
                if (answer.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    answer.disconnect();
                    answer = transport.get(address, 0);
                }
                out.truncate(0);
            }
            if (answer.getResponseCode() >= 300) {
                throw new DownloadFailed("%s answers with status %d.".formatted(address, answer.getResponseCode()));
            }
            try (InputStream in = answer.getInputStream()) {
                copy(in, out, file, progress);
            } finally {
                answer.disconnect();
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e); // Ours: the disk.
        } catch (IOException e) {
            throw unreachable(file, address, out, e);
        }
        if (out.size() < file.bytes()) {
            throw brokeOff(file, address, out, "the server ended it");
        }
    }

    private static boolean continues(HttpURLConnection answer, long from) throws IOException {
        String range = answer.getHeaderField("Content-Range");
        return answer.getResponseCode() == HttpURLConnection.HTTP_PARTIAL
                && range != null
                && range.strip().startsWith("bytes " + from + "-");
    }

    /** Not more than the file has: a server that never ends does not fill the disk. */
    private static void copy(InputStream in, FileChannel out, PinnedFile file, DoubleConsumer progress)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        long at = out.size();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            int take = (int) Math.min(n, file.bytes() - at);
            write(out, ByteBuffer.wrap(chunk, 0, take), at);
            at += take;
            progress.accept((double) at / file.bytes());
            if (take < n) {
                return;
            }
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) {
        try {
            long next = at;
            while (bytes.hasRemaining()) {
                next += out.write(bytes, next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The disk takes no more: " + e.getMessage(), e);
        }
    }

    private static DownloadFailed unreachable(PinnedFile file, URI address, FileChannel out, IOException e)
            throws IOException {
        String why = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        if (out.size() > 0) {
            return brokeOff(file, address, out, why);
        }
        return new DownloadFailed("Cannot reach %s (%s).".formatted(address.getHost(), why), e);
    }

    private static DownloadFailed brokeOff(PinnedFile file, URI address, FileChannel out, String why)
            throws IOException {
        return new DownloadFailed(String.format(
                Locale.ROOT,
                "The transfer of %s from %s broke off at %.1f of %.1f MB (%s); the next call goes on from there.",
                file.name(),
                address.getHost(),
                out.size() / 1e6,
                file.bytes() / 1e6,
                why));
    }
}
