package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedReaderTest {
  private static final URI ADDRESS = URI.create("https://news.example/feeds/all.xml");

  @Test
  void rss2WithModulesGivesTheFullestContentAndWhoWroteIt() {
    Feed feed = fixture("rss2-modules.xml");
    assertThat(feed.kind()).isEqualTo(Feed.Kind.RSS);
    assertThat(feed.title()).isEqualTo("Harbour Gazette");
    assertThat(feed.site()).isEqualTo(URI.create("https://gazette.example/"));
    assertThat(feed.lang()).isEqualTo(Lang.ENGLISH);
    assertThat(feed.problems()).isEmpty();
    Item first = feed.items().getFirst();
    assertThat(first.id()).isEqualTo("gazette-1001");
    assertThat(first.url()).isEqualTo(URI.create("https://gazette.example/2026/port?id=1&lang=en"));
    assertThat(first.title()).isEqualTo("Port authority drops Acme & Sons");
    assertThat(first.published()).isEqualTo("2026-03-02T08:15:00Z");
    assertThat(first.updated()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(first.author()).isEqualTo("Mira Okafor");
    assertThat(first.html()).isEqualTo("<p>The whole text, with <b>every</b> word.</p>");
    assertThat(first.isWhole()).isTrue();
    assertThat(first.image()).isEqualTo(URI.create("https://gazette.example/img/port.jpg"));
  }

  @Test
  void aFeedSaysWhenItWantsToBeRead() {
    Feed.Hints hints = fixture("rss2-modules.xml").hints();
    assertThat(hints.ttl()).isEqualTo(Duration.ofMinutes(45));
    assertThat(hints.skipHours()).containsExactlyInAnyOrder(0, 3);
    assertThat(hints.skipDays()).containsExactly(DayOfWeek.SUNDAY);
    assertThat(hints.updatePeriod()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void atomTakesXmlBaseTypesAndTheFeedsAuthor() {
    Feed feed = fixture("atom.xml");
    assertThat(feed.kind()).isEqualTo(Feed.Kind.ATOM);
    assertThat(feed.lang()).isEqualTo(Lang.of("de"));
    assertThat(feed.items()).hasSize(3);
    Item first = feed.items().getFirst();
    assertThat(first.url()).isEqualTo(URI.create("https://blatt.example/2026/verbot"));
    assertThat(first.title()).isEqualTo("Stadt verbietet <Werkzeug> & mehr");
    assertThat(first.author()).isEqualTo("Redaktion");
    assertThat(first.published()).isNull();
    assertThat(first.date()).isEqualTo("2026-04-01T06:00:00Z");
    assertThat(first.html())
        .isEqualTo("<div><p>Ein <a href=\"https://blatt.example/2026/mehr\">Text</a>.</p></div>");
    Item second = feed.items().get(1);
    assertThat(second.html()).isEqualTo("1 &lt; 2 &amp; 3");
    assertThat(second.isWhole()).isFalse();
    assertThat(second.lang()).isEqualTo(Lang.of("fr"));
    assertThat(feed.items().get(2).title()).isEqualTo("Bold claim");
  }

  @Test
  void rss1HasItsItemsBesideTheChannel() {
    Feed feed = fixture("rss1.xml");
    assertThat(feed.kind()).isEqualTo(Feed.Kind.RDF);
    assertThat(feed.title()).isEqualTo("Lab notes");
    Item only = feed.items().getFirst();
    assertThat(feed.items()).hasSize(1);
    assertThat(only.url()).isEqualTo(URI.create("http://lab.example/7"));
    assertThat(only.date()).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(only.author()).isEqualTo("Ada");
  }

  @Test
  void cdfAndASingleAtomEntryAreFeedsToo() {
    Feed channel =
        read(
            """
            <CHANNEL HREF="http://old.example/"><TITLE>Old</TITLE>
            <ITEM HREF="http://old.example/1" LASTMOD="1998-11-05T03:14"><TITLE>One</TITLE>
            <ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>""");
    assertThat(channel.kind()).isEqualTo(Feed.Kind.CDF);
    assertThat(channel.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.url()).isEqualTo(URI.create("http://old.example/1"));
              assertThat(item.date()).isEqualTo("1998-11-05T03:14:00Z");
              assertThat(item.html()).isEqualTo("Short");
            });
    Feed entry =
        read("<entry xmlns='http://www.w3.org/2005/Atom'><title>Alone</title><id>x:1</id></entry>");
    assertThat(entry.items())
        .singleElement()
        .returns("Alone", Item::title)
        .returns("x:1", Item::id);
  }

  @Test
  void jsonFeedIsReadAsFarAsItGoes() {
    String whole =
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Wire","language":"en-GB",
         "home_page_url":"https://wire.example/","items":[
          {"id":7,"url":"/a","title":"One","content_text":"First.\\n\\nSecond & last.",
           "date_published":"2026-02-03T04:05:06+01:00","authors":[{"name":"A"},{"name":"B"}]},
          {"id":"8","content_html":"<p>Two words and more</p>","external_url":"https://x.example/2"}]}""";
    Feed feed = read(whole);
    assertThat(feed.kind()).isEqualTo(Feed.Kind.JSON);
    assertThat(feed.problems()).isEmpty();
    Item first = feed.items().getFirst();
    assertThat(first.id()).isEqualTo("7");
    assertThat(first.url()).isEqualTo(URI.create("https://wire.example/a"));
    assertThat(first.html()).isEqualTo("<p>First.</p><p>Second &amp; last.</p>");
    assertThat(first.published()).isEqualTo("2026-02-03T03:05:06Z");
    assertThat(first.author()).isEqualTo("A, B");
    assertThat(feed.items().get(1).title()).isEqualTo("Two words and more");

    Feed cut = read(whole.substring(0, whole.indexOf("content_html")));
    assertThat(cut.items()).extracting(Item::title).containsExactly("One");
    assertThat(cut.problems()).singleElement().asString().startsWith("broken JSON");
  }

  @Test
  void aLinkToARedirectorGivesWayToTheOneBehindIt() {
    Feed feed =
        read(
            """
            <rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
            <item><title>a</title><link>https://feeds.redirect.example/~r/1</link>
            <feedburner:origLink>https://paper.example/1</feedburner:origLink></item></channel></rss>""");
    assertThat(feed.items().getFirst().url()).isEqualTo(URI.create("https://paper.example/1"));
  }

  @Test
  void relativeLinksOfRssBelongToTheSite() {
    Feed feed =
        read(
            "<rss><channel><link>https://paper.example/en/</link>"
                + "<item><title>a</title><link>story.html</link></item>"
                + "<item><title>b</title><link>javascript:alert(1)</link></item></channel></rss>");
    assertThat(feed.items().getFirst().url())
        .isEqualTo(URI.create("https://paper.example/en/story.html"));
    assertThat(feed.items().get(1).url()).isNull();
  }

  @Test
  void bareAmpersandsAreAmpersands() {
    Feed feed =
        read(
            "<rss><channel><item><title>R&D at AT&T</title>"
                + "<link>https://a.example/?a=1&copy=2&lt=3</link></item></channel></rss>");
    Item item = feed.items().getFirst();
    assertThat(item.title()).isEqualTo("R&D at AT&T");
    assertThat(item.url()).isEqualTo(URI.create("https://a.example/?a=1&copy=2&lt=3"));
    assertThat(feed.problems())
        .singleElement()
        .asString()
        .startsWith("not well-formed XML (line 1");
  }

  @Test
  void htmlEntitiesThatXmlDoesNotKnowAreRead() {
    Feed feed =
        read(
            "<rss><channel><item><title>Caf&eacute;&nbsp;&mdash; &nosuch;</title></item></channel></rss>");
    assertThat(feed.items().getFirst().title()).isEqualTo("Café — &nosuch;");
    assertThat(feed.problems()).hasSize(1);
  }

  @Test
  void controlCharactersAreDropped() {
    Feed feed = read("<rss><channel><item><title>a\u0008b\u0000c</title></item></channel></rss>");
    assertThat(feed.items().getFirst().title()).isEqualTo("abc");
    assertThat(feed.problems()).hasSize(1);
  }

  @Test
  void whatStandsBeforeTheFeedIsPassedOver() {
    Feed feed =
        read(
            """
            <br />
            <b>Warning</b>: cannot connect in <b>/srv/x.php</b><br>
            <?xml version="1.0" encoding="utf-8"?>
            <rss><channel><title>T</title><item><title>A</title></item></channel></rss>""");
    assertThat(feed.title()).isEqualTo("T");
    assertThat(feed.items()).extracting(Item::title).containsExactly("A");
    assertThat(feed.problems()).hasSize(1);
  }

  @Test
  void aDocumentThatBreaksOffLosesItsLastItemOnly() {
    Feed feed =
        read(
            "<rss><channel><item><title>A</title><link>https://a.example/1</link></item>"
                + "<item><title>B</title><link>https://a.example/2</link></item>"
                + "<item><title>C</title><link>https://a.exam");
    assertThat(feed.items()).extracting(Item::title).containsExactly("A", "B");
    assertThat(feed.problems()).contains("breaks off; its last item is left out");
  }

  @Test
  void oneItemThatIsNeverClosedIsStillRead() {
    Feed feed = read("<feed><entry><title>Alone</title><link href='https://a.example/1'/></feed>");
    assertThat(feed.items()).singleElement().returns(URI.create("https://a.example/1"), Item::url);
  }

  @Test
  void vocabulariesAreKnownHoweverTheyAreDeclared() {
    Feed undeclared =
        read(
            "<rss><channel><item><dc:creator>Ada</dc:creator><title>t</title>"
                + "<content:encoded>&lt;p&gt;whole&lt;/p&gt;</content:encoded></item></channel></rss>");
    assertThat(undeclared.items().getFirst().html()).isEqualTo("<p>whole</p>");
    assertThat(undeclared.items().getFirst().author()).isEqualTo("Ada");
    assertThat(undeclared.problems())
        .containsExactly(
            "namespace prefix that is not declared: dc",
            "namespace prefix that is not declared: content");
    Feed prefixed =
        read(
            "<a:feed xmlns:a='HTTPS://www.w3.org/2005/ATOM/'><a:entry><a:title>t</a:title>"
                + "<title xmlns='http://other.example/'>no</title></a:entry></a:feed>");
    assertThat(prefixed.items()).singleElement().returns("t", Item::title);
  }

  @Test
  void markupThatNobodyEscapedIsContent() {
    Feed feed =
        read(
            "<rss><channel><item><title>A <b>bold</b> claim</title>"
                + "<description><p>One<br>two<p>three</description></item>"
                + "<item><title>Next</title></item></channel></rss>");
    assertThat(feed.items()).extracting(Item::title).containsExactly("A bold claim", "Next");
    assertThat(feed.items().getFirst().html()).contains("One").contains("three");
  }

  @Test
  void encodingsAreReadAsBrowsersReadThem() {
    assertTitle("windows-1252", "windows-1252", "text/xml; charset=windows-1252", "utf-8");
    assertTitle("UTF-8", "the prolog", "text/xml; charset=iso-8859-1", "utf-8");
    assertTitle("ISO-8859-1", "the prolog", null, "iso-8859-1");
    assertTitle("ISO-8859-1", "nothing", "text/xml", null);
    assertTitle("UTF-16", "the mark", "text/xml; charset=utf-8", "utf-16");
    assertTitle("UTF-16LE", "the first bytes", null, "utf-16");
    assertTitle("UTF-8", "the first bytes", null, "utf-16");
    assertTitle("IBM037", "the prolog", null, "ebcdic-cp-us");
    Item korean =
        new FeedReader()
            .read(
                "<?xml version='1.0' encoding='ks_c_5601-1987'?><rss><item><title>똠방각하</title></item></rss>"
                    .getBytes(Charset.forName("x-windows-949")),
                null,
                ADDRESS)
            .items()
            .getFirst();
    assertThat(korean.title()).isEqualTo("똠방각하");
  }

  private static void assertTitle(String real, String by, String header, String declared) {
    String prolog = declared == null ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";
    String text = prolog + "<rss><channel><item><title>café £</title></item></channel></rss>";
    Feed feed = new FeedReader().read(text.getBytes(Charset.forName(real)), header, ADDRESS);
    assertThat(feed.items()).as("%s by %s", real, by).extracting(Item::title).contains("café £");
  }

  @Test
  void utf8WithABrokenCharacterIsNotReadAsSomethingElse() {
    byte[] body = "<rss><item><title>日本語 zażółć X</title></item></rss>".getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) if (body[i] == 'X') body[i] = (byte) 0xff;
    Feed feed = new FeedReader().read(body, "text/xml; charset=utf-8", ADDRESS);
    assertThat(feed.items().getFirst().title()).isEqualTo("日本語 zażółć \ufffd");
    assertThat(feed.problems()).containsExactly("characters that are not UTF-8; read as UTF-8");
  }

  @Test
  void anItemIsKnownByItsIdElseItsAddressElseWhatItSays() {
    Feed feed =
        read(
            """
            <rss><channel>
            <item><guid isPermaLink="false"> tag:1 </guid><link>https://a.example/1</link></item>
            <item><link>http://A.example:80/2/?utm_source=rss&amp;p=1#top</link><title>t</title></item>
            <item><title>Neither</title><description>d</description></item>
            <item><title>Neither</title><description>other</description></item>
            </channel></rss>""");
    List<String> known = feed.items().stream().map(Item::identity).toList();
    assertThat(known.get(0)).isEqualTo("tag:1");
    assertThat(known.get(1)).isEqualTo("https://a.example/2?p=1");
    assertThat(known.get(2)).startsWith("digest:").isNotEqualTo(known.get(3));
  }

  @Test
  void anIdThatSeveralArticlesShareIsNoId() {
    Feed feed =
        read(
            """
            <rss><channel><item><guid>x</guid><link>https://a.example/1</link></item>
            <item><guid>x</guid><link>https://a.example/2</link></item></channel></rss>""");
    assertThat(feed.items())
        .extracting(Item::identity)
        .containsExactly("https://a.example/1", "https://a.example/2");
  }

  @Test
  void anItemWithoutTitleIsCalledByItsTextElseItsAddress() {
    Feed feed =
        read(
            """
            <rss><channel><item><description>&lt;p&gt;Short note.&lt;/p&gt;</description></item>
            <item><link>https://a.example/2</link></item></channel></rss>""");
    assertThat(feed.items())
        .extracting(Item::title)
        .containsExactly("Short note.", "https://a.example/2");
  }

  @Test
  void whatIsNoFeedSaysWhatItIs() {
    assertThat(problem("")).isEqualTo("empty: nothing was sent");
    assertThat(problem(" \n ")).isEqualTo("empty: nothing was sent");
    assertThat(problem("Not found")).isEqualTo("not a feed: text without any markup");
    assertThat(problem("<html><title>Sign in</title><input type=password>"))
        .isEqualTo("not a feed: a page that asks for a log-in (“Sign in”)");
    assertThat(
            problem(
                "<!DOCTYPE html><title>News</title>"
                    + "<link rel=alternate type=application/rss+xml href=/rss>"))
        .isEqualTo("not a feed: a web page (“News”); its feeds: https://news.example/rss");
    assertThat(problem("<urlset><url/></urlset>"))
        .isEqualTo("not a feed: XML that begins with <urlset>");
    assertThat(problem("{\"error\":\"gone\"}")).isEqualTo("not a feed: JSON without “items”");
  }

  private static String problem(String body) {
    Feed feed = read(body);
    assertThat(feed.isFeed()).isFalse();
    assertThat(feed.items()).isEmpty();
    return feed.problems().getFirst();
  }

  @Test
  void entitiesOfADocumentTypeReachNoFileAndDoNotGrow() {
    Feed feed =
        read(
            """
            <?xml version="1.0"?>
            <!DOCTYPE rss [<!ENTITY me SYSTEM "file:///etc/hostname"><!ENTITY name "Gazette">
            <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>
            <rss><channel><item><title>&name; &me; &b;</title></item></channel></rss>""");
    assertThat(feed.items()).singleElement().returns("Gazette &me; &b;", Item::title);
  }

  @Test
  void hostileSizesAreBounded() {
    Feed deep =
        read(
            "<rss><item><title>t</title><description>"
                + "<b>".repeat(100_000)
                + "in the deep"
                + "</b>".repeat(100_000)
                + "</description></item></rss>");
    assertThat(deep.items().getFirst().html()).contains("in the deep").hasSizeLessThan(2_000);
    Feed unclosed = read("<rss><channel>" + "<item><b>".repeat(50_000));
    assertThat(unclosed.items()).hasSizeLessThan(100);
    Feed title = read("<rss><item><title>" + "word ".repeat(1_000_000) + "</title></item></rss>");
    assertThat(title.items().getFirst().title()).hasSizeLessThanOrEqualTo(1_000);
    Feed items = read("<rss>" + "<item><title>t</title></item>".repeat(6_000) + "</rss>");
    assertThat(items.items()).hasSize(5_000);
    assertThat(items.problems()).containsExactly("6000 items; the first 5000 are read");
    Feed json = read("{\"items\":[{\"title\":\"a\"}," + "[".repeat(50_000));
    assertThat(json.items()).hasSize(1);
  }

  @Test
  void longTextsWithManyEntitiesAreWellFormed() {
    String text = "&lt;p&gt;A sentence of some length.&lt;/p&gt;".repeat(20_000);
    Feed feed =
        read("<rss><item><title>t</title><description>" + text + "</description></item></rss>");
    assertThat(feed.problems()).isEmpty();
    assertThat(feed.items().getFirst().html()).startsWith("<p>A sentence");
  }

  @Test
  void noDamageMakesItFail() throws IOException {
    Random random = new Random(7);
    FeedReader reader = new FeedReader();
    for (String name : List.of("rss2-modules.xml", "atom.xml", "rss1.xml")) {
      byte[] whole = bytes(name);
      for (int round = 0; round < 300; round++) {
        byte[] body = whole.clone();
        for (int i = 0; i < 5; i++) body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        Feed feed = reader.read(body, null, ADDRESS);
        assertThat(feed.items()).extracting(Item::identity).doesNotContainNull();
      }
    }
  }

  private static Feed read(String text) {
    return new FeedReader().read(text.getBytes(StandardCharsets.UTF_8), null, ADDRESS);
  }

  private static Feed fixture(String name) {
    try {
      return new FeedReader().read(bytes(name), null, ADDRESS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (var stream = FeedReaderTest.class.getResourceAsStream("/feeds/" + name)) {
      return stream.readAllBytes();
    }
  }
}
