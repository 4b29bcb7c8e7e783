package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An upgrade that restarts one instance after the other is noticed by nobody. */
class RollingRestartChaosIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(14_000, 2);

    @Test
    void aRollingRestartUnderLoadLosesNoRequestNoLoginAndNoAnalysis() throws Exception {
        StartedSuite suite = SUITE.get();
        PublicApi before = suite.loggedIn();
        ConstantLoad load = ConstantLoad.on(suite);
        StartedSuite.Said said;
        try (load) {
            Thread.sleep(5000);
            said = suite.command("restart", "--data", suite.home().toString());
            Thread.sleep(5000);
        }
        System.out.println(said.text());

        int login =
                before.exchange(before.request("/v1/sessions/current").GET()).statusCode();
        List<String> unfinished = new ArrayList<>();
        for (String id : load.uploaded()) {
            String state = stateAtTheEnd(before, id);
            if (!state.equals("SUCCEEDED")) {
                unfinished.add(id + " " + state);
            }
        }
        Proof.says("rolling restart: %s; a login from before is answered %d; %d analyses, %d not succeeded"
                .formatted(load.line(), login, load.uploaded().size(), unfinished.size()));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(load.failures()).isEmpty();
        assertThat(login).isEqualTo(200);
        assertThat(unfinished).isEmpty();
    }

    private static String stateAtTheEnd(PublicApi api, String id) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        String state = "";
        while (Instant.now().isBefore(end)) {
            state = api.analysis(id).path("state").asText();
            if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
                return state;
            }
            Thread.sleep(200);
        }
        return state;
    }
}
