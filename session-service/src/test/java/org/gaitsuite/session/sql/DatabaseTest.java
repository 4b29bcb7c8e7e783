package org.gaitsuite.session.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.gaitsuite.session.AgainstService;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest extends AgainstService {
    @Test
    void instantsAreStoredExactlyToTheMillisecond() {
        Instant instant = Instant.parse("2026-03-29T01:30:00.123Z");
        String id = insertAccount(instant);
        Instant found = database.query(handle -> handle.createQuery("select created_at from account where id = :id")
                .bind("id", id)
                .mapTo(Instant.class)
                .one());
        assertThat(found).isEqualTo(instant);
    }

    @Test
    void aDuplicateIsToldFromAnOutage() {
        String id = insertAccount(Instant.EPOCH);
        assertThatThrownBy(() -> insertAccount(id, Instant.EPOCH))
                .isInstanceOf(JdbiException.class)
                .matches(SqlFaults::isDuplicate)
                .matches(fault -> !SqlFaults.isAway(fault));
        assertThat(database.outage()).isEmpty();
    }

    @Test
    void aFailingTransactionLeavesNothingBehind() {
        assertThatThrownBy(() -> database.inTransaction(handle -> {
                    handle.execute("update account set display_name = 'changed'");
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        int changed = database.query(
                handle -> handle.createQuery("select count(*) from account where display_name = 'changed'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(changed).isZero();
    }

    private String insertAccount(Instant created) {
        String id = UUID.randomUUID().toString();
        insertAccount(id, created);
        return id;
    }

    private void insertAccount(String id, Instant created) {
        database.query(handle -> handle.createUpdate("insert into account"
                        + " (id, login, login_key, display_name, password_hash, roles, created_at)"
                        + " values (:id, :id, :id, 'somebody', 'none', 'user', :created)")
                .bind("id", id)
                .bind("created", created)
                .execute());
    }
}
