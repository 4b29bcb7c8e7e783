package org.gaitsuite.session.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis drops when its memory is full.
 *
 * @param name as its setting {@code maxmemory-policy} has it
 * @param limited whether its memory has a limit at all
 */
record EvictionPolicy(String name, boolean limited) {
    private static final Pattern NAME = Pattern.compile("(?m)^maxmemory_policy:([a-z-]+)");
    private static final Pattern LIMIT = Pattern.compile("(?m)^maxmemory:(\\d+)");

    /** From the answer to {@code INFO memory}, which managed services give where they forbid {@code CONFIG GET}. */
    static Optional<EvictionPolicy> read(String info) {
        Matcher name = NAME.matcher(info);
        if (!name.find()) {
            return Optional.empty();
        }
        Matcher limit = LIMIT.matcher(info);
        return Optional.of(new EvictionPolicy(
                name.group(1), !limit.find() || !limit.group(1).equals("0")));
    }

    /** {@code volatile-ttl} drops those sessions that would end first, and the queue's keys never. */
    boolean endsSessionsInUse() {
        return limited && !name.equals("noeviction") && !name.equals("volatile-ttl");
    }
}
