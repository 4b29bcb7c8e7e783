package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theProgramThatStartsTheSuiteNamesTheVersionThatIsBuilt() throws IOException {
        String pom = Files.readString(StartedSuite.root().resolve("pom.xml"));

        assertThat(Pattern.compile("(?m)^  <version>(.*)</version>")
                        .matcher(pom)
                        .results())
                .extracting(found -> found.group(1))
                .containsExactly(RunCommand.VERSION);
    }
}
