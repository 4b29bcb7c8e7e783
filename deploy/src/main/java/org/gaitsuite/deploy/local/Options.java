package org.gaitsuite.deploy.local;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the user asked for.
 *
 * @param instances of each service; more than one sit behind a load balancer
 * @param roles of the analysis-services: {@code all}, {@code api} or {@code worker}; several are dealt out in turn
 * @param build which programs are started
 */
record Options(int instances, List<String> roles, Build build) {
    static final int MOST_INSTANCES = 8;

    Options {
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new CannotStart(
                    "--instances is %d; 1 to %d fit on one machine.".formatted(instances, MOST_INSTANCES));
        }
        if (roles.isEmpty() || roles.size() > instances) {
            throw new CannotStart("--role names %d roles for %d instances; name one, or one for each."
                    .formatted(roles.size(), instances));
        }
        roles = List.copyOf(roles);
    }

    /** Of the n-th analysis-service, counted from 1. */
    String role(int instance) {
        return roles.get((instance - 1) % roles.size());
    }

    /** Whether the n-th analysis-service answers requests; where none does, all of them say so themselves. */
    boolean answersRequests(int instance) {
        return !role(instance).equals("worker") || roles.stream().allMatch("worker"::equals);
    }

    boolean analysesHere() {
        return !roles.stream().allMatch("api"::equals);
    }

    /** As on the command line. */
    String rolesAsTyped() {
        return roles.stream().collect(Collectors.joining(","));
    }
}
