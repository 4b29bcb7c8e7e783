package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How {@code ./run restart} asks the launcher that runs already: by a file in a folder that only the owner of the installation may
 * enter, so that no port and no socket is needed and nobody else can ask. The launcher reports line by line into a second file.
 */
final class RestartOrders {
    private static final String ORDER = ".order";
    private static final String DONE = "done";
    private static final String FAILED = "failed";

    private final Path folder;

    RestartOrders(Folders folders) {
        this.folder = folders.home().resolve("restart");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new CannotStart("Cannot write to %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    /**
     * What somebody asked for.
     *
     * @param names of processes, or of services whose instances are meant; none for every service
     */
    record Order(String id, List<String> names) {}

    /** Lines that the launcher has said so far, and how it ended, if it has. */
    record Report(List<String> lines, @Nullable Boolean success) {}

    /** Asks; the answer is read with {@link #report}. */
    Order place(List<String> names) {
        Order order = new Order(UUID.randomUUID().toString(), List.copyOf(names));
        try {
            Path draft = Files.write(folder.resolve(order.id() + ".draft"), names, StandardCharsets.UTF_8);
            Files.move(draft, folder.resolve(order.id() + ORDER), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("Cannot ask for a restart: %s.".formatted(e.getMessage()), e);
        }
        return order;
    }

    /** The next order, which nobody else will get. */
    Optional<Order> take() throws IOException {
        try (var files = Files.list(folder)) {
            Optional<Path> next = files.filter(file -> file.toString().endsWith(ORDER))
                    .sorted()
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            String file = next.get().getFileName().toString();
            List<String> names = Files.readAllLines(next.get());
            Files.delete(next.get());
            return Optional.of(new Order(file.substring(0, file.length() - ORDER.length()), names));
        }
    }

    void say(Order order, String sentence) throws IOException {
        Files.writeString(
                reportOf(order), "  " + sentence + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void end(Order order, boolean success) throws IOException {
        Files.writeString(
                reportOf(order),
                (success ? DONE : FAILED) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    Report report(Order order) throws IOException {
        if (!Files.exists(reportOf(order))) {
            return new Report(List.of(), null);
        }
        List<String> lines = new ArrayList<>();
        Boolean success = null;
        for (String line : Files.readAllLines(reportOf(order))) {
            switch (line) {
                case DONE -> success = true;
                case FAILED -> success = false;
                default -> lines.add(line);
            }
        }
        return new Report(List.copyOf(lines), success);
    }

    /** Removes what is left of an order that has been answered, or that nobody will answer. */
    void forget(Order order) throws IOException {
        Files.deleteIfExists(folder.resolve(order.id() + ORDER));
        Files.deleteIfExists(reportOf(order));
    }

    private Path reportOf(Order order) {
        return folder.resolve(order.id() + ".report");
    }
}
