package org.gaitsuite.deploy.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Kills processes of a suite at random, one after the other, until it is interrupted. The launcher starts them again. */
final class Killer implements Runnable {
    private final StartedSuite suite;
    private final List<String> victims;
    private final RandomGenerator random;
    private final Duration shortest;
    private final Duration longest;
    private final Map<String, Integer> kills = new TreeMap<>();

    Killer(StartedSuite suite, List<String> victims, RandomGenerator random, Duration shortest, Duration longest) {
        this.suite = suite;
        this.victims = List.copyOf(victims);
        this.random = random;
        this.shortest = shortest;
        this.longest = longest;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
                String victim = victims.get(random.nextInt(victims.size()));
                if (suite.killIfAlive(victim)) {
                    synchronized (kills) {
                        kills.merge(victim.replaceFirst("-\\d+$", ""), 1, Integer::sum);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For instance {@code 37 kills of analysis-service, 21 of gateway}. */
    String line() {
        synchronized (kills) {
            return "kills: "
                    + kills.entrySet().stream()
                            .map(kill -> kill.getValue() + " of " + kill.getKey())
                            .collect(Collectors.joining(", "));
        }
    }

    int total() {
        synchronized (kills) {
            return kills.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
