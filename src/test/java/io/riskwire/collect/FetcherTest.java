package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.collect.Fetcher.Answer;
import io.riskwire.net.Fetched;
import io.riskwire.net.Listener;
import io.riskwire.net.Listener.Request;
import io.riskwire.net.Net;
import io.riskwire.net.TestNet;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Wishes;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherTest {
  private static final String FEED =
      """
      <rss version="2.0"><channel><title>News</title>
      <item><title>One</title><link>http://localhost/one</link></item></channel></rss>
      """;

  private static final String PLAIN_PAGE =
      "<html><head><title>Press</title></head><body><p>Welcome.</body></html>";

  private final Map<String, String> pages = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final SlowLane slowLane = new SlowLane();
  private Listener server;
  private Net net;
  private Fetcher fetcher;

  @BeforeEach
  void open() throws Exception {
    server =
        new Listener(
            (request, out) -> {
              String page = pages.get(request.path());
              Listener.write(
                  out,
                  page == null ? "404 Not Found" : "200 OK",
                  String.valueOf(page).getBytes(UTF_8));
            });
    net = TestNet.open(TestClock.at("2026-07-01T00:00:00Z"));
    fetcher = new Fetcher(net, slowLane, secrets::get);
  }

  @AfterEach
  void close() throws Exception {
    net.close();
    slowLane.close();
    server.close();
  }

  @Test
  void theFeedThatAPageNamesIsReadAndNotThatOfItsComments() {
    pages.put(
        "/press",
        """
        <html><head>
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
        <link rel="alternate" type="application/rss+xml" title="Posts" href="posts.rss">
        </head><body></body></html>
        """);
    pages.put("/comments/feed", FEED.replace("One", "A comment"));
    pages.put("/posts.rss", FEED);
    Answer answer = fetcher.ask(site("/press"), Memory.NONE);
    assertThat(titles(answer)).containsExactly("One");
    assertThat(answer.reads()).hasPath("/posts.rss");
  }

  @Test
  void aFeedThatIsNotNamedIsFoundInTheUsualPlaces() {
    pages.put("/press", PLAIN_PAGE);
    pages.put("/rss.xml", FEED);
    Answer answer = fetcher.ask(site("/press"), Memory.NONE);
    assertThat(titles(answer)).containsExactly("One");
    assertThat(answer.reads()).hasPath("/rss.xml");
  }

  @Test
  void aNewsSitemapIsReadWhereThereIsNoFeed() {
    pages.put("/press", PLAIN_PAGE);
    pages.put("/robots.txt", "Sitemap: " + server.at("localhost") + "/maps/news-index.xml\n");
    pages.put(
        "/maps/news-index.xml",
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>"
            + server.at("localhost")
            + "/maps/news-1.xml</loc></sitemap></sitemapindex>");
    pages.put(
        "/maps/news-1.xml",
        """
        <?xml version="1.0"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
          xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>http://localhost/a</loc><news:news>
          <news:publication><news:name>X</news:name><news:language>en</news:language></news:publication>
          <news:publication_date>2026-06-30T10:00:00Z</news:publication_date>
          <news:title>Mayor &amp; council agree</news:title></news:news></url>
        <url><loc>http://localhost/about</loc></url>
        </urlset>
        """);
    Answer answer = fetcher.ask(site("/press"), Memory.NONE);
    assertThat(answer.feed())
        .satisfies(
            feed -> {
              assertThat(feed.kind().label()).isEqualTo("sitemap");
              assertThat(feed.items())
                  .singleElement()
                  .satisfies(
                      item -> {
                        assertThat(item.title()).isEqualTo("Mayor & council agree");
                        assertThat(item.url()).hasToString("http://localhost/a");
                        assertThat(item.date()).isEqualTo("2026-06-30T10:00:00Z");
                        assertThat(item.lang().code()).isEqualTo("en");
                      });
            });
    assertThat(answer.reads()).hasPath("/maps/news-1.xml");
  }

  @Test
  void linksThatLookLikeArticlesAreReadWhereThereIsNeitherAndFoundAgainAtOnce() {
    pages.put(
        "/press",
        """
        <html><head><title>Press</title></head><body>
        <nav><a href="/press/all-about-our-company-and-its-history">All about our company and its history</a></nav>
        <main>
        <h2><a href="/press/acme-opens-second-plant-in-gdansk">Acme opens second plant in Gdansk</a></h2>
        <a href="/press/acme-opens-second-plant-in-gdansk"><img src="a.jpg"></a>
        <h2><a href="/press/2026/06/new-chief-of-research">New chief of research</a></h2>
        <article><a href="/press/48213"><h3>Battery line starts one year early</h3></a></article>
        <a href="/contact">Here is how you can reach all of us by telephone</a>
        <a href="https://other.example/2026/06/a-story-of-another-house">A story of quite another house altogether</a>
        </main><footer><a href="/legal/2026/06/how-we-treat-your-data">How we treat your data in seven words</a></footer>
        </body></html>
        """);
    Answer answer = fetcher.ask(site("/press"), Memory.NONE);
    assertThat(titles(answer))
        .containsExactly(
            "Acme opens second plant in Gdansk",
            "New chief of research",
            "Battery line starts one year early");
    assertThat(answer.reads()).hasPath("/press");
    server.requests.clear();
    Memory known = new Memory(null, null, answer.reads(), null, Wishes.NONE);
    assertThat(titles(fetcher.ask(site("/press"), known))).hasSize(3);
    assertThat(server.requests).extracting(Request::path).containsExactly("/press");
  }

  @Test
  void aFeedThatIsNoLongerWhereItWasIsLookedForAnew() {
    pages.put("/press", PLAIN_PAGE);
    pages.put("/old.rss", PLAIN_PAGE);
    pages.put("/feed", FEED);
    URI old = URI.create(server.at("localhost") + "/old.rss");
    Answer answer = fetcher.ask(site("/press"), new Memory(null, null, old, null, Wishes.NONE));
    assertThat(answer.reads()).hasPath("/feed");
    assertThat(titles(answer)).containsExactly("One");
  }

  @Test
  void aPageWithNothingToReadSaysWhatWasLookedFor() {
    pages.put("/press", PLAIN_PAGE);
    Answer answer = fetcher.ask(site("/press"), Memory.NONE);
    assertThat(answer.feed().problems())
        .containsExactly(
            "no feed, no news sitemap, and no links that look like articles; say with links:"
                + " which lead to them");
  }

  @Test
  void aBodyThatIsSentAgainWordForWordIsNotReadAgain() {
    pages.put("/feed", FEED);
    SourceSpec spec = SourceSpec.feed("A", URI.create(server.at("localhost") + "/feed"), List.of());
    Answer first = fetcher.ask(spec, Memory.NONE);
    String digest = Sum.of(((Fetched.Body) first.fetched()).bytes());
    Answer second = fetcher.ask(spec, new Memory(null, null, null, digest, Wishes.NONE));
    assertThat(first.isSame()).isFalse();
    assertThat(second.isSame()).isTrue();
    pages.put("/feed", FEED.replace("One", "Two"));
    Answer third = fetcher.ask(spec, new Memory(null, null, null, digest, Wishes.NONE));
    assertThat(titles(third)).containsExactly("Two");
  }

  @Test
  void headersTakeTheirSecretsFromTheEnvironment() {
    pages.put("/feed", FEED);
    SourceSpec spec = withHeader("Bearer ${RISKWIRE_SECRET_WIRE}");
    Answer unset = fetcher.ask(spec, Memory.NONE);
    assertThat(unset.fetched())
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .isEqualTo("RISKWIRE_SECRET_WIRE is not set in the environment"));
    assertThat(server.requests).isEmpty();
    secrets.put("RISKWIRE_SECRET_WIRE", "s$1cret");
    assertThat(titles(fetcher.ask(spec, Memory.NONE))).containsExactly("One");
    assertThat(server.requests.getLast().header("Authorization")).isEqualTo("Bearer s$1cret");
  }

  private SourceSpec withHeader(String value) {
    URI url = URI.create(server.at("localhost") + "/feed");
    var headers = Map.of("Authorization", value);
    return new SourceSpec("A", url, null, null, null, List.of(), null, null, false, headers);
  }

  private SourceSpec site(String path) {
    URI site = URI.create(server.at("localhost") + path);
    return new SourceSpec("A", null, site, null, null, List.of(), null, null, false);
  }

  private static List<String> titles(Answer answer) {
    return answer.feed().items().stream().map(Item::title).toList();
  }
}
