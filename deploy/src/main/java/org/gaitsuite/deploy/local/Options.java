package org.gaitsuite.deploy.local;

/**
 * What the user asked for.
 *
 * @param instances of each service; more than one sit behind a load balancer
 * @param role of the analysis-services: {@code all}, {@code api} or {@code worker}
 */
record Options(int instances, String role) {
    static final int MOST_INSTANCES = 8;

    Options {
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new CannotStart(
                    "--instances is %d; 1 to %d fit on one machine.".formatted(instances, MOST_INSTANCES));
        }
    }

    boolean analysesHere() {
        return !role.equals("api");
    }
}
