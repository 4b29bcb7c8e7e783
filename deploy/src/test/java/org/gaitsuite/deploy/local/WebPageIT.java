package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern PERSON = Pattern.compile("\\bperson=([\\d.]+),([\\d.]+),([\\d.]+)");

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
        opened = anotherBrowser();
    }

    /** One that shares no cookie with any before. */
    private static WebPage anotherBrowser() {
        return Objects.requireNonNull(browser, "not started").open(suite().url());
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
    void thePersonWhoIsClickedOnIsAskedFor() throws Exception {
        logIn();
        page().chooseVideo(suite().sampleWalk());
        Locator stage = page().part("person-picker .stage");
        stage.waitFor();
        page().part("person-picker input[type=range]")
                .evaluate("range => { range.value = 1.5; range.dispatchEvent(new Event('input')); }");
        page().text("1.5 s").waitFor();
        clickAt(stage, 0.1, 0.54);
        page().text("The person marked at 1.5 s is analysed.").waitFor();
        assertFits("person-picked");

        Matcher asked = PERSON.matcher(page().queryOf(
                        "POST",
                        "/v1/analyses",
                        () -> page().button("Start analysis").click()));
        assertThat(asked.find()).isTrue();
        assertThat(Double.parseDouble(asked.group(1))).isCloseTo(1.5, within(0.02));
        assertThat(Double.parseDouble(asked.group(2))).isCloseTo(0.1, within(0.01));
        assertThat(Double.parseDouble(asked.group(3))).isCloseTo(0.54, within(0.01));
        page().part("analysis-page h1").waitFor();
    }

    private static void clickAt(Locator part, double x, double y) {
        BoundingBox box = part.boundingBox();
        part.click(new Locator.ClickOptions().setPosition(x * box.width, y * box.height));
    }

    @Test
    void aPersonIsPointedAtByKeysAndNotBesideThePicture() throws Exception {
        logIn();
        page().chooseVideo(suite().sampleWalk());
        Locator stage = page().part("person-picker .stage");
        stage.waitFor();
        stage.press("ArrowLeft");
        assertThat(page().part("person-picker .chosen").count()).isZero();
        stage.press("Enter");
        page().text("The person marked at 0.0 s is analysed.").waitFor();
        assertThat(page().part("person-picker .chosen").count()).isOne();

        page().button("Take back").click();
        page().text("Nobody chosen").waitFor();
        page().part("person-picker video").evaluate("v => { v.style.width = '600px'; v.style.height = '100px'; }");
        clickAt(stage, 0.1, 0.5);
        assertThat(page().text("Nobody chosen").isVisible()).isTrue();
        clickAt(stage, 0.5, 0.5);
        page().text("The person marked at 0.0 s is analysed.").waitFor();
        Matcher asked = PERSON.matcher(page().queryOf(
                        "POST",
                        "/v1/analyses",
                        () -> page().button("Start analysis").click()));
        assertThat(asked.find()).isTrue();
        assertThat(Double.parseDouble(asked.group(2))).isCloseTo(0.5, within(0.01));
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
    void aPasswordIsChangedAndEveryOtherLoginEnds() {
        String old = "seven quiet herons";
        String wanted = "nine patient storks";
        page().register("Petra Neu", "petra.neu", old);
        page().text("No analyses yet").waitFor();
        try (WebPage elsewhere = anotherBrowser()) {
            elsewhere.logIn("petra.neu", old);
            elsewhere.text("No analyses yet").waitFor();
            page().go("/account");

            changePassword("not " + old, wanted);
            page().text("is not your current password").waitFor();
            changePassword(old, "password1234");
            page().text("among the first that a guesser tries").waitFor();
            elsewhere.go("/");
            elsewhere.text("No analyses yet").waitFor();

            changePassword(old, wanted);
            page().text("Your password has been changed").waitFor();
            elsewhere.go("/");
            elsewhere.heading("Log in").waitFor();
            elsewhere.logIn("petra.neu", old);
            elsewhere.part("login-page problem-note").waitFor();
            elsewhere.logIn("petra.neu", wanted);
            elsewhere.text("No analyses yet").waitFor();
        }

        page().go("/");
        page().text("No analyses yet").waitFor();
    }

    private void changePassword(String current, String wanted) {
        page().field("Current password").fill(current);
        page().field("New password").fill(wanted);
        page().button("Change password").click();
    }

    @Test
    void aTokenIsMadeShownOnceAndRevoked() throws Exception {
        page().register("Tove Neu", "tove.neu", "seven quiet herons");
        page().text("No analyses yet").waitFor();
        page().go("/account");
        page().field("What is it for?").fill("nightly import");
        page().part("api-tokens input[value='analyses:write']").uncheck();
        page().button("Make a token").click();

        Locator secret = page().field("The token “nightly import”");
        secret.waitFor();
        String token = secret.inputValue();
        assertThat(statusWith(token, "GET")).isEqualTo(200);
        assertThat(statusWith(token, "POST")).isEqualTo(403);
        assertFits("account-token-made");

        page().go("/account");
        Locator row = page().part("api-tokens li");
        row.waitFor();
        assertThat(row.innerText())
                .contains("nightly import", "read analyses", "until")
                .doesNotContain("erase");
        assertThat(page().part("api-tokens .made").count()).isZero();

        page().button("Revoke nightly import").click();
        page().button("Revoke").click();
        row.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(statusWith(token, "GET")).isEqualTo(401);
    }

    private static int statusWith(String token, String method) throws Exception {
        PublicApi api = PublicApi.at(suite().url(), suite().credentials().certificate());
        return api.exchange(api.request("/v1/analyses")
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    @Test
    void loggingOutEverywhereEndsTheOtherLoginsToo() {
        String password = "seven quiet herons";
        page().register("Erik Neu", "erik.neu", password);
        page().text("No analyses yet").waitFor();
        try (WebPage elsewhere = anotherBrowser()) {
            elsewhere.logIn("erik.neu", password);
            elsewhere.text("No analyses yet").waitFor();

            page().go("/account");
            page().button("Log out everywhere").click();
            page().heading("Log in").waitFor();

            elsewhere.go("/");
            elsewhere.heading("Log in").waitFor();
        }
    }

    @Test
    void whoComesInByAProviderIsNotOfferedAnotherPassword() throws IOException {
        logIn();
        page().answer("/v1/sessions/current", """
                {"expires_at": "2030-01-01T00:00:00Z", "kind": "session", "account": {"id": "7d7b1f9e-3c1c-4f0c-9a55-0f3f6f0b8a01",
                 "login": "ada@clinic.example", "name": "Ada Walker", "roles": ["user"], "has_password": false}}""");

        page().go("/account");
        page().heading("Ada Walker").waitFor();

        page().text("You log in with your organisation’s account").waitFor();
        page().button("Log out everywhere").waitFor();
        assertThat(page().part("account-page input[type=password]").count()).isZero();
        assertFits("account-of-provider");
    }

    @Test
    void whereThereIsAProviderItIsOfferedBesideThePassword() throws IOException {
        page().answer("/v1/sessions/providers", """
                {"password_login": true, "registration": true, "providers": [{"name": "Clinic ID", "login": "/v1/sessions/oidc"}]}""");

        page().go("/login?next=%2Faccount");
        Locator provider = page().part("login-page a.provider");
        provider.waitFor();

        assertThat(provider.getAttribute("href")).isEqualTo("/v1/sessions/oidc?return_to=%2Faccount");
        assertThat(provider.innerText()).contains("Clinic ID");
        page().field("Password").waitFor();
        assertFits("login-with-provider");
    }

    @Test
    void theAccountPageFitsEveryScreen() throws IOException {
        logIn();
        page().go("/account");
        page().field("Current password").waitFor();

        assertFits("account");
    }

    private void assertFits(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots").toAbsolutePath());
        for (int width : new int[] {1440, 1024, 390}) {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page().screenshot(folder.resolve(name + "-" + width + "-" + colours + ".png"), width, colours);
                assertThat(page().overhang()).as(name + " at " + width).isZero();
            }
        }
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
