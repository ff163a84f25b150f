package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Invalid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSpecTest {
  private static final URI URL = URI.create("https://news.example/feed.xml");

  @Test
  void aSourceIsExactlyOneOfFeedSiteAndSample() {
    assertThat(spec("Feed", URL, null, false).address()).isEqualTo(URL);
    assertThat(spec("Site", null, URL, false).address()).isEqualTo(URL);
    assertThat(spec("Sample", null, null, true).address()).isNull();
    assertField("url", () -> spec("None", null, null, false));
    assertField("url", () -> spec("Both", URL, URL, false));
    assertField("url", () -> spec("Both", URL, null, true));
  }

  @Test
  void aNameHasOneTo200Characters() {
    assertThat(spec("  The Register ", URL, null, false).name()).isEqualTo("The Register");
    assertThat(spec("n".repeat(200), URL, null, false).name()).hasSize(200);
    assertField("name", () -> spec("n".repeat(201), URL, null, false));
    assertField("name", () -> spec("  ", URL, null, false));
    assertField("name", () -> spec("two\nlines", URL, null, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://news.example/", "file:///etc/passwd", "/feed.xml", "https:///x"})
  void onlyWebAddressesWithAHostAreTaken(String address) {
    assertField("url", () -> spec("n", URI.create(address), null, false));
    assertField("site", () -> spec("n", null, URI.create(address), false));
    assertField("url", () -> SourceSpec.address("url", address));
  }

  @Test
  void selectorsMustParse() {
    SourceSpec good =
        new SourceSpec(
            "n",
            null,
            URL,
            "main article h2 a",
            new SourceSpec.Selectors("h1", "div.body", "time[datetime]"),
            List.of(),
            null,
            null,
            false);
    assertThat(good.links()).isEqualTo("main article h2 a");
    assertField("links", () -> site("a[href"));
    assertField("links", () -> site(" "));
    assertField("article.title", () -> new SourceSpec.Selectors("h1:nosuch(", null, null));
    assertField("article.text", () -> new SourceSpec.Selectors(null, "div..x", null));
    assertField("article.published", () -> new SourceSpec.Selectors(null, null, ">>"));
  }

  @Test
  void linksAreForSitesOnly() {
    assertField(
        "links", () -> new SourceSpec("n", URL, null, "a", null, List.of(), null, null, false));
  }

  @ParameterizedTest
  @CsvSource({
    "15m,PT15M",
    "2h,PT2H",
    "1d,PT24H",
    "90s,PT1M30S",
    "7d,PT168H",
    "PT30M,PT30M",
    "P1D,PT24H"
  })
  void intervalsAreWrittenShortOrIso(String written, Duration meant) {
    assertThat(SourceSpec.interval(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "soon", "59s", "8d", "0m", "-5m", "999999d", "P-1D", "PT0S"})
  void intervalsOutsideAMinuteToAWeekAreRefused(String written) {
    assertField("interval", () -> SourceSpec.interval(written));
  }

  @Test
  void tagsAreDistinctAndNeverEmpty() {
    SourceSpec spec =
        new SourceSpec(
            "n", URL, null, null, null, List.of(" tech ", "tech", "ai"), null, null, false);
    assertThat(spec.tags()).containsExactly("tech", "ai");
    assertField(
        "tags", () -> new SourceSpec("n", URL, null, null, null, List.of(" "), null, null, false));
  }

  private static SourceSpec spec(String name, URI url, URI site, boolean sample) {
    return new SourceSpec(name, url, site, null, null, List.of(), null, null, sample);
  }

  private static SourceSpec site(String links) {
    return new SourceSpec("n", null, URL, links, null, List.of(), null, null, false);
  }

  private static void assertField(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo(field));
  }
}
