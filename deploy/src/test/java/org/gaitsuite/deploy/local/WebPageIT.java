package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a clinician does with the page, in a real browser on the whole suite. */
class WebPageIT {
    private static final Duration ANALYSIS = Duration.ofMinutes(3);

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(22_000, 1);

    private static @Nullable WebBrowser browser;

    private @Nullable WebPage opened;

    @BeforeAll
    static void startBrowser() {
        browser = WebBrowser.start();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        opened = Objects.requireNonNull(browser, "not started").open(suite().url());
    }

    /** Nothing of the page may fail silently, be forbidden by the content security policy, or come from elsewhere. */
    @AfterEach
    void nothingWentWrongInThePage() {
        if (opened != null) {
            try (WebPage page = opened) {
                assertThat(page.complaints()).isEmpty();
            } finally {
                opened = null;
            }
        }
    }

    private static StartedSuite suite() {
        return SUITE.get();
    }

    private static Path home() {
        return suite().home();
    }

    private WebPage page() {
        return Objects.requireNonNull(opened, "not opened");
    }

    private void logIn() {
        page().logIn(Credentials.LOGIN, suite().credentials().loginPassword());
        page().heading("New analysis").waitFor();
    }

    @Test
    void aWalkGoesFromUploadToReport() throws Exception {
        logIn();
        page().chooseVideo(suite().sampleWalk());
        page().field("Body height").fill("175 cm");
        page().field("Label").fill("Sample, in the browser");
        page().button("Start analysis").click();

        page().heading("Sample, in the browser").waitFor();
        page().heading("At a glance").waitFor(new Locator.WaitForOptions().setTimeout(ANALYSIS.toMillis()));

        assertThat(page().card("Cadence"))
                .containsPattern("\\d{2,3}\\.\\d\\s*steps/min")
                .contains("n = ");
        assertThat(page().card("Walking speed")).containsPattern("\\d\\.\\d\\d\\s*m/s");
        assertThat(page().card("Step time")).contains("Left", "Right");
        assertThat(page().part("curve-chart path.mean").count()).isGreaterThanOrEqualTo(4);
        page().part("img[src$='overlay.png']").scrollIntoViewIfNeeded();
        assertThat(page().part("img[src$='overlay.png']").evaluate("img => img.decode().then(() => img.naturalWidth)"))
                .isInstanceOfSatisfying(
                        Integer.class, width -> assertThat(width).isGreaterThan(100));
        page().screenshot(Files.createDirectories(Path.of("target", "screenshots"))
                .resolve("report.png")
                .toAbsolutePath());
        assertParametersAreFoundBySection();
    }

    private void assertParametersAreFoundBySection() {
        Locator peak = page().part("parameter-rows th[scope=row]")
                .filter(new Locator.FilterOptions().setHasText("Knee flexion, greatest in swing"));
        assertThat(page().part("parameter-table details[open]").count()).isEqualTo(2);
        assertThat(peak.isVisible()).isFalse();

        page().heading("Joint angles").click();

        peak.waitFor();
        assertThat(page().part("parameter-rows th, withheld-list dd").allInnerTexts())
                .isNotEmpty()
                .noneMatch(text -> text.contains("_"));
    }

    @Test
    void aWrongPasswordIsToldInASentence() {
        page().logIn(Credentials.LOGIN, "certainly not this");

        page().part("login-page problem-note").waitFor();
        assertThat(page().path()).isEqualTo("/login");
    }

    @Test
    void whoOpensAnAnalysisWithoutALoginComesBackToItAfterwards() {
        page().go("/analyses/00000000-0000-0000-0000-000000000000");
        page().heading("Log in").waitFor();

        page().logIn(Credentials.LOGIN, suite().credentials().loginPassword());

        page().text("does not exist, or it belongs to someone else").waitFor();
        assertThat(page().path()).startsWith("/analyses/");
    }

    @Test
    void aNewAccountStartsWithAnEmptyList() {
        page().register("Nora Neu", "nora.neu", "seven quiet herons");

        page().text("No analyses yet").waitFor();
    }

    @Test
    void aFileThatIsNoVideoIsNotEvenSent() throws IOException {
        logIn();
        page().chooseVideo(Files.writeString(home().resolve("letter.txt"), "Dear doctor"));

        page().text("is neither a video nor a recording that can be read here").waitFor();
    }

    @Test
    void aLetterNamedAsAVideoIsRefusedWithTheSentenceOfTheServer() throws IOException {
        logIn();
        page().chooseVideo(Files.writeString(home().resolve("letter.mp4"), "Dear doctor, ".repeat(500)));
        page().button("Start analysis").click();

        Locator sentence = page().part("upload-panel problem-note p");
        sentence.waitFor();
        assertThat(sentence.innerText()).isNotBlank().doesNotContain("HTTP");
        assertThat(page().path()).isEqualTo("/");
    }

    @Test
    void afterLoggingOutNothingIsShownAnyMore() {
        logIn();
        page().button("Log out").click();
        page().heading("Log in").waitFor();

        page().go("/");

        page().heading("Log in").waitFor();
        assertThat(page().part("analysis-list").count()).isZero();
    }
}
