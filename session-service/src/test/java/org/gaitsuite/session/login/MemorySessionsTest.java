package org.gaitsuite.session.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.token.BearerToken;
import org.junit.jupiter.api.Test;

/** The ends of sessions in memory, with a clock that the tests move. */
class MemorySessionsTest {
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private final MemorySessions sessions =
            new MemorySessions(new SessionBounds(Duration.ofHours(2), 3), new MovedClock());
    private final Account ada = account();

    @Test
    void aSessionGoesOnWhileItIsUsedUpToItsAbsoluteEnd() {
        BearerToken token = opened(ada);
        for (int hour = 1; hour < 24; hour++) {
            now = now.plus(Duration.ofHours(1));
            assertThat(sessions.find(token)).as("after %d h", hour).isPresent();
        }
        now = now.plus(Duration.ofHours(1));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void aSessionThatIsNotUsedEndsForGood() {
        BearerToken token = opened(ada);
        now = now.plus(Duration.ofHours(2));
        assertThat(sessions.find(token)).isEmpty();
        now = now.minus(Duration.ofHours(1));
        assertThat(sessions.find(token)).as("it was forgotten").isEmpty();
    }

    @Test
    void oneMoreThanAllowedEndsTheOldestOfThatAccount() {
        BearerToken ofSomebodyElse = opened(account());
        List<BearerToken> tokens = new ArrayList<>();
        for (int device = 0; device < 4; device++) {
            now = now.plusSeconds(1);
            tokens.add(opened(ada));
        }
        assertThat(tokens.stream().map(token -> sessions.find(token).isPresent()))
                .containsExactly(false, true, true, true);
        assertThat(sessions.find(ofSomebodyElse)).isPresent();
    }

    private BearerToken opened(Account account) {
        BearerToken token = BearerToken.random(BearerToken.Kind.SESSION);
        sessions.put(token, new LoginSession(account, now.plus(Duration.ofHours(24))));
        return token;
    }

    private static Account account() {
        return new Account(UUID.randomUUID(), "ada", "Ada", Set.of(Role.USER), Instant.EPOCH);
    }

    private final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants have no zone");
        }
    }
}
