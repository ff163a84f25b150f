package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.Article;
import io.riskwire.article.Extractor;
import io.riskwire.article.Languages;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.World;
import io.riskwire.net.Listener;
import io.riskwire.net.Listener.Request;
import io.riskwire.net.Net;
import io.riskwire.net.TestNet;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollerTest {
  private static final String TEXT = "The court has stopped the sale of the works. ".repeat(20);

  private final World world = new World(TestDatabase.H2);
  private final Sources sources = new Sources(world.database, world.clock);
  private final Items items = new Items(world.database, world.clock);
  private final SlowLane slowLane = new SlowLane();
  private final Map<String, String> answers = new HashMap<>();
  private Listener server;
  private Net net;
  private Poller poller;

  @BeforeEach
  void open() throws Exception {
    server = new Listener((request, out) -> answer(request.path(), out));
    net = TestNet.open(world.clock);
    var extractor = new Extractor(new Languages());
    poller =
        new Poller(
            sources,
            items,
            new Fetcher(net, slowLane),
            new Ledger(world.database, sources, items),
            new Pages(net, world.intake, items, sources, extractor, slowLane, world.clock),
            world.clock);
  }

  private void answer(String path, java.io.OutputStream out) throws Exception {
    String body = answers.get(path);
    Listener.write(
        out, body == null ? "404 Not Found" : "200 OK", String.valueOf(body).getBytes(UTF_8));
  }

  @AfterEach
  void close() throws Exception {
    net.close();
    slowLane.close();
    server.close();
  }

  @Test
  void anItemWithItsWholeTextIsStoredAtOnceAndTheOtherWithItsPage() {
    answers.put("/feed", feed(whole("one", "Sale stopped"), teaser("two", "Works on strike")));
    answers.put("/two", page("Works on strike", "The staff of the works went home at noon. "));
    long source = poll(null);
    assertThat(articles()).hasSize(2);
    assertThat(articles().getFirst().text()).startsWith("The court has stopped");
    assertThat(articles().getLast().text()).contains("went home at noon");
    assertThat(asked()).contains("/two").doesNotContain("/one");
    assertThat(sources.fetches(source).getFirst().news()).isEqualTo(2);
    assertThat(items.sourcesWithPending()).isEmpty();
  }

  @Test
  void whereNoPagesAreWantedNoneIsAskedForAndAnEditIsANewVersion() {
    answers.put("/feed", feed(teaser("one", "First"), teaser("two", "Second")));
    long source = poll(false);
    answers.put("/feed", feed(teaser("one", "First, corrected"), teaser("two", "Second")));
    poller.poll(sources.due(source).orElseThrow());
    assertThat(articles())
        .extracting(Article::title, Article::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("First, corrected", 2),
            org.assertj.core.groups.Tuple.tuple("Second", 1));
    assertThat(sources.fetches(source))
        .extracting(f -> f.news() + " new, " + f.changed() + " changed")
        .containsExactly("0 new, 1 changed", "2 new, 0 changed");
    assertThat(asked()).containsOnly("/feed");
  }

  @Test
  void anItemThatIsNoArticleIsNotedAndHoldsUpNoOther() {
    answers.put("/feed", feed(teaser("x".repeat(2_100), "First"), teaser("two", "Second")));
    long source = poll(false);
    assertThat(articles()).extracting(Article::title).containsExactly("Second");
    assertThat(sources.find(source).orElseThrow().health().lastProblem())
        .contains("left out an item");
    assertThat(items.sourcesWithPending()).isEmpty();
  }

  private long poll(@Nullable Boolean fullText) {
    URI address = URI.create("http://127.0.0.1:" + server.port() + "/feed");
    var spec = new SourceSpec("A", address, null, null, null, List.of(), null, fullText, false);
    long id = sources.add(spec, Origin.API).id();
    poller.poll(sources.due(id).orElseThrow());
    return id;
  }

  private List<Article> articles() {
    return world.articles.after(0, 10);
  }

  private List<String> asked() {
    return server.requests.stream().map(Request::path).toList();
  }

  private static String feed(String... items) {
    return "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        + "<title>F</title>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String whole(String id, String title) {
    return "<item><guid>%s</guid><link>/%s</link><title>%s</title><content:encoded>%s</content:encoded></item>"
        .formatted(id, id, title, TEXT);
  }

  private static String teaser(String id, String title) {
    return "<item><guid>%s</guid><link>/%s</link><title>%s</title><description>Short.</description></item>"
        .formatted(id, id, title);
  }

  private static String page(String title, String sentence) {
    return "<html><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p></article></body></html>"
        .formatted(title, title, sentence.repeat(20));
  }
}
