package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        Credentials.in(home);

        try (var files = Files.list(home.resolve("secrets"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theSecondStartKeepsThem() throws IOException {
        Credentials first = Credentials.in(home);
        String password = first.loginPassword();
        byte[] certificate = Files.readAllBytes(first.certificate());

        Credentials second = Credentials.in(home);

        assertThat(second.loginPassword()).isEqualTo(password);
        assertThat(Files.readAllBytes(second.certificate())).isEqualTo(certificate);
    }

    @Test
    void thePublicKeyVerifiesWhatThePrivateKeySigns() throws Exception {
        Credentials credentials = Credentials.in(home);
        KeyFactory keys = KeyFactory.getInstance("EC");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(der(credentials.identityPrivateKey()))));
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();

        signature.initVerify(keys.generatePublic(new X509EncodedKeySpec(der(credentials.identityPublicKey()))));
        signature.update(new byte[] {1, 2, 3});

        assertThat(signature.verify(signed)).isTrue();
    }

    private static byte[] der(Path pem) throws IOException {
        String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(body);
    }
}
