package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.gaitsuite.session.account.AccountSettings;
import org.gaitsuite.session.account.BootstrapSettings;
import org.gaitsuite.session.account.PasswordSettings;
import org.gaitsuite.session.login.LoginSettings;
import org.gaitsuite.session.oidc.OidcSettings;
import org.gaitsuite.session.redis.RedisSettings;
import org.gaitsuite.session.sql.SqlSettings;
import org.gaitsuite.session.token.TokenSettings;
import org.junit.jupiter.api.Test;

/** Property names and defaults are a promise to operators. */
class DefaultSettingsTest {
    @Test
    void defaultsArePinned() {
        SmallRyeConfig config = config(Map.of("gait.data-dir", "/data"));

        LoginSettings sessions = config.getConfigMapping(LoginSettings.class);
        assertThat(sessions.lifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(sessions.idle()).isEqualTo(Duration.ofHours(2));
        assertThat(sessions.perAccount()).isEqualTo(20);
        assertThat(sessions.attemptWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(sessions.attemptsPerLoginAndAddress()).isEqualTo(10);
        assertThat(sessions.attemptsPerLogin()).isEqualTo(100);
        assertThat(sessions.attemptsPerAddress()).isEqualTo(100);
        assertThat(sessions.registrationsPerAddress()).isEqualTo(50);
        assertThat(sessions.takenLoginsPerAddress()).isEqualTo(10);
        assertThat(sessions.singleInstance()).isFalse();

        assertThat(config.getConfigMapping(AccountSettings.class).registration())
                .isEqualTo(AccountSettings.Registration.OPEN);
        assertThat(config.getConfigMapping(AccountSettings.class).passwordLogin())
                .isTrue();
        assertThat(config.getConfigMapping(BootstrapSettings.class).login()).isEmpty();

        OidcSettings oidc = config.getConfigMapping(OidcSettings.class);
        assertThat(oidc.issuer()).isEmpty();
        assertThat(oidc.providerName()).isEqualTo("your organisation");
        assertThat(oidc.clientId()).isEmpty();
        assertThat(oidc.clientSecret()).isEmpty();
        assertThat(oidc.clientSecretFile()).isEmpty();
        assertThat(oidc.clientKeyFile()).isEmpty();
        assertThat(oidc.clientKeyId()).isEmpty();
        assertThat(oidc.clientAssertionFile()).isEmpty();
        assertThat(oidc.redirectUri()).isEmpty();
        assertThat(oidc.tenants()).isEmpty();
        assertThat(oidc.scopes()).isEqualTo("openid profile email");
        assertThat(oidc.createAccounts()).isTrue();
        assertThat(oidc.rolesClaim()).isEqualTo("roles");
        assertThat(oidc.operatorRole()).isEqualTo("gait-operator");
        assertThat(oidc.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(oidc.retryInterval()).isEqualTo(Duration.ofSeconds(10));

        PasswordSettings passwords = config.getConfigMapping(PasswordSettings.class);
        assertThat(passwords.parallel()).isEmpty();
        assertThat(passwords.waiting()).isEqualTo(64);
        assertThat(passwords.timeout()).isEqualTo(Duration.ofSeconds(10));

        RedisSettings redis = config.getConfigMapping(RedisSettings.class);
        assertThat(redis.url()).isEmpty();
        assertThat(redis.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(redis.connections()).isEqualTo(16);
        assertThat(redis.caFile()).isEmpty();

        SqlSettings sql = config.getConfigMapping(SqlSettings.class);
        assertThat(sql.url()).isEqualTo("jdbc:h2:file:/data/accounts;MODE=MSSQLServer;AUTO_SERVER=TRUE;WRITE_DELAY=0");
        assertThat(sql.probeInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(sql.longestRetry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(sql.staleSchemaLock()).isEqualTo(Duration.ofMinutes(5));

        TokenSettings tokens = config.getConfigMapping(TokenSettings.class);
        assertThat(tokens.defaultDays()).isEqualTo(90);
        assertThat(tokens.longestDays()).isEqualTo(366);
        assertThat(tokens.perAccount()).isEqualTo(50);
    }

    @Test
    void theUrlChoosesOneOfTwoDataSources() {
        SmallRyeConfig h2 = config(Map.of());
        assertThat(h2.getValue("quarkus.datasource.\"h2\".active", Boolean.class))
                .isTrue();
        assertThat(h2.getValue("quarkus.datasource.\"mssql\".active", Boolean.class))
                .isFalse();
        assertThat(h2.getValue("quarkus.datasource.\"h2\".username", String.class))
                .isEqualTo("sa");

        SmallRyeConfig mssql = config(Map.of(
                "gait.sql.url", "jdbc:sqlserver://sql.example.net;databaseName=gait",
                "gait.sql.user", "gait",
                "gait.sql.password", "hush"));
        assertThat(mssql.getValue("quarkus.datasource.\"h2\".active", Boolean.class))
                .isFalse();
        assertThat(mssql.getValue("quarkus.datasource.\"mssql\".active", Boolean.class))
                .isTrue();
        assertThat(mssql.getValue("quarkus.datasource.\"mssql\".jdbc.url", String.class))
                .isEqualTo("jdbc:sqlserver://sql.example.net;databaseName=gait"
                        + ";loginTimeout=5;socketTimeout=30000;queryTimeout=15");
        assertThat(mssql.getValue("quarkus.datasource.\"mssql\".username", String.class))
                .isEqualTo("gait");
        assertThat(mssql.getValue("quarkus.datasource.\"mssql\".password", String.class))
                .isEqualTo("hush");
    }

    @Test
    void anotherDatabaseIsRefusedInASentenceWithoutItsSecrets() {
        SmallRyeConfig other = config(Map.of("gait.sql.url", "jdbc:mysql://db/gait;password=hush"));
        assertThatThrownBy(() -> other.getValue("quarkus.datasource.\"h2\".active", Boolean.class))
                .hasMessageContaining("jdbc:h2: or jdbc:sqlserver:")
                .hasMessageNotContaining("hush");
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withInterceptors(new org.gaitsuite.session.sql.DatabaseChoice())
                .withMapping(LoginSettings.class)
                .withMapping(AccountSettings.class)
                .withMapping(BootstrapSettings.class)
                .withMapping(PasswordSettings.class)
                .withMapping(OidcSettings.class)
                .withMapping(RedisSettings.class)
                .withMapping(SqlSettings.class)
                .withMapping(TokenSettings.class)
                .build();
    }
}
