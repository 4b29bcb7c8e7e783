package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says a process holds in memory, MiB. */
final class Memory {
    private Memory() {}

    /** Resident now. */
    static long resident(long pid) throws IOException {
        return read(pid, "VmRSS:");
    }

    /** The most that was ever resident. */
    static long peak(long pid) throws IOException {
        return read(pid, "VmHWM:");
    }

    private static long read(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("process " + pid + " has ended");
    }
}
