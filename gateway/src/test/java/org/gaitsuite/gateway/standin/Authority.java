package org.gaitsuite.gateway.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A private authority that signs certificates for localhost, by keytool and openssl's formats. */
public final class Authority {
    private static final String PASSWORD = "only-for-tests";

    private final Path folder;

    /** Makes the authority's own key in {@code folder}. */
    public Authority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool(
                "authority",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Authority for tests",
                "-ext",
                "bc:c=ca:true",
                "-ext",
                "ku:c=keyCertSign,cRLSign");
        keytool("authority", "-exportcert", "-rfc", "-file", certificate().toString());
    }

    /** What a client must trust. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** A new certificate for localhost, with a key of its own. */
    public Issued issue(String name) throws IOException, InterruptedException {
        Path request = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".crt");
        String[] alternatives = {
            "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "ku:c=digitalSignature", "-ext", "eku=serverAuth"
        };
        keytool(name, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost");
        keytool(name, "-certreq", "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert", "-rfc", "-validity", "90", "-infile", request.toString(), "-outfile", signed.toString()));
        sign.addAll(List.of(alternatives));
        keytool("authority", sign.toArray(String[]::new));
        return new Issued(
                signed, KeyFiles.keyOf(folder.resolve("keys.p12"), name, PASSWORD, folder.resolve(name + ".key")));
    }

    /**
     * A certificate and its key.
     *
     * @param certificate PEM
     * @param key PEM, PKCS#8
     */
    public record Issued(Path certificate, Path key) {
        /** Replaces the files that a gateway reads, the certificate first. */
        public void copyTo(Path certificateFile, Path keyFile) throws IOException {
            Files.copy(certificate, certificateFile, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(key, keyFile, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void keytool(String alias, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of(
                // It does little, many times.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-alias",
                alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                PASSWORD));
        Process making = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (making.waitFor() != 0) {
            throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.log")));
        }
    }
}
