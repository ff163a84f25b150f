package io.riskwire.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import io.riskwire.source.SourceSpec.Selectors;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ExtractorTest {
  private static final URI ADDRESS = URI.create("https://www.example.com/2026/07/31/acme?utm=x");

  private final Extractor extractor = new Extractor(new Languages());

  @Test
  void aNewsSiteTellsItsFactsInJsonLd() throws IOException {
    Extracted article = extractor.extract(page("news"), ADDRESS);
    assertThat(article.title()).isEqualTo("Regulator fines Acme Cloud over late breach notice");
    assertThat(article.author()).isEqualTo("Jane Roe, John Doe");
    assertThat(article.published()).isEqualTo(Instant.parse("2026-07-31T08:20:30Z"));
    assertThat(article.canonicalUrl()).isEqualTo(URI.create("https://example.com/news/acme-fine"));
    assertThat(article.image()).isEqualTo(URI.create("https://www.example.com/img/acme.jpg"));
    assertThat(article.lang()).isEqualTo(Lang.ENGLISH);
    assertThat(article.text())
        .isEqualTo(
            """
            The data protection regulator has fined Acme Cloud twenty million euros for telling its \
            customers of a breach two months late.

            What the regulator found

            Attackers had copied the records of nine thousand firms in March, and the company knew \
            of it within a week, the ruling says.

            The records held names and invoices.

            Some of them held passwords, too.

            Acme Cloud said that it would appeal against the ruling, which it called out of all \
            proportion to what had happened.""");
  }

  @Test
  void commentsStayOutHoweverLong() throws IOException {
    assertThat(extractor.extract(page("comments"), ADDRESS).text())
        .isEqualTo(
            """
            We are moving our build servers to another provider next month, because the present one \
            has changed its terms without telling us.

            Nothing changes for those who only download releases; mirrors stay where they are.""");
  }

  @Test
  void breaksPartParagraphsWhereThereAreOnlyDivs() throws IOException {
    Extracted article = extractor.extract(page("breaks"), ADDRESS);
    assertThat(article.title()).isEqualTo("Harbour system down");
    assertThat(article.published()).isEqualTo(Instant.parse("2026-07-31T00:00:00Z"));
    assertThat(article.text())
        .isEqualTo(
            """
            The booking system of the harbour has been down since Tuesday, after what its operator \
            calls an attack from outside.

            Ships are handled by hand, with delays of up to nine hours for every container that \
            leaves the terminal.""");
  }

  @Test
  void aPageInAnotherLanguageIsReadAlike() throws IOException {
    Extracted article = extractor.extract(page("german"), ADDRESS);
    assertThat(article.title()).isEqualTo("Stadt untersagt Nutzung von Chatbots");
    assertThat(article.author()).isEqualTo("Erika Muster");
    assertThat(article.published()).isEqualTo(Instant.parse("2026-07-31T00:00:00Z"));
    assertThat(article.lang()).isEqualTo(new Lang("de"));
    assertThat(article.text()).startsWith("Die Stadtverwaltung").endsWith("geprüft werden.");
  }

  @Test
  void aPageOfAnotherSiteIsNotItsCanonicalAddress() {
    String html = "<link rel=canonical href='https://elsewhere.example/a'><p>Text";
    assertThat(extractor.extract(html, ADDRESS).canonicalUrl()).isEqualTo(ADDRESS);
    String front = "<link rel=canonical href='https://www.example.com/'><p>Text";
    assertThat(extractor.extract(front, ADDRESS).canonicalUrl()).isEqualTo(ADDRESS);
  }

  @Test
  void aSourcesSelectorsComeFirst() {
    String html =
        "<h1>Wrong</h1><h2 class=t>Right</h2><i title=x>3 May 2026</i><div id=b>Short.</div>";
    Extracted article =
        extractor.extract(Jsoup.parse(html), ADDRESS, new Selectors("h2.t", "#b", "i"));
    assertThat(article.title()).isEqualTo("Right");
    assertThat(article.text()).isEqualTo("Short.");
    assertThat(article.published()).isEqualTo(Instant.parse("2026-05-03T00:00:00Z"));
  }

  @Test
  void aFragmentOfAFeedBecomesParagraphs() {
    String html =
        "<p>One <b>bold</b> word.<script>alert(1)</script></p><ul><li>Two<li>Three</ul>&lt;b&gt;";
    assertThat(Extractor.plain(html, ADDRESS)).isEqualTo("One bold word.\n\nTwo\n\nThree\n\n<b>");
  }

  @Test
  void deepNestingTakesNeitherTheStackNorSeconds() {
    String html = "<div>".repeat(100_000) + "deep" + "<b><i><a>".repeat(30_000);
    long start = System.nanoTime();
    extractor.extract(html, ADDRESS);
    Extractor.plain(html, ADDRESS);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void rubbishGivesAnEmptyText() {
    for (String html :
        new String[] {"", "\0", "<", "<script type=application/ld+json>[[[{", "<!--"})
      assertThat(extractor.extract(html, ADDRESS).text()).isEmpty();
  }

  private static String page(String name) throws IOException {
    try (var in = ExtractorTest.class.getResourceAsStream("/article/" + name + ".html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
