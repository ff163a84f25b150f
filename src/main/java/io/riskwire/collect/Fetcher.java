package io.riskwire.collect;

import io.riskwire.base.Cores;
import io.riskwire.base.Lang;
import io.riskwire.net.Fetched;
import io.riskwire.net.Get;
import io.riskwire.net.Net;
import io.riskwire.net.Use;
import io.riskwire.net.Validators;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source what it has: its feed; or for a site the feed that the page names or that stands in
 * a usual place, else its news sitemap, else the links that look as if they led to articles.
 */
@ApplicationScoped
class Fetcher {
  private static final List<String> NEWS_SITEMAPS =
      List.of("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml");
  private static final int MOST_SITEMAPS = 6;

  private final Net net;
  private final SlowLane slowLane;
  private final Function<String, @Nullable String> environment;
  private final FeedReader reader = new FeedReader();

  @Inject
  Fetcher(Net net, SlowLane slowLane) {
    this(net, slowLane, System::getenv);
  }

  Fetcher(Net net, SlowLane slowLane, Function<String, @Nullable String> environment) {
    this.net = net;
    this.slowLane = slowLane;
    this.environment = environment;
  }

  /**
   * What came of asking; {@code feed} only where there was something new to read, {@code reads}
   * where it was found, if that is not the source's own address.
   */
  record Answer(Fetched fetched, @Nullable Feed feed, @Nullable URI reads) {
    Answer(Fetched fetched, @Nullable Feed feed) {
      this(fetched, feed, null);
    }

    /** The server has no validators and sent word for word what it sent before. */
    boolean isSame() {
      return fetched instanceof Fetched.Body && feed == null;
    }

    boolean isFeed() {
      return feed != null && feed.isFeed() && !feed.items().isEmpty();
    }
  }

  Answer ask(SourceSpec spec, Memory memory) {
    URI address = spec.address();
    if (address == null) throw new IllegalArgumentException("the sample is not fetched");
    Map<String, String> headers;
    try {
      headers = headers(spec);
    } catch (IllegalStateException unset) {
      String reason = String.valueOf(unset.getMessage());
      return new Answer(new Fetched.Failed(null, Fetched.Kind.REFUSED_ADDRESS, reason), null);
    }
    Validators known = new Validators(memory.etag(), memory.lastModified());
    if (spec.url() != null)
      return read(net.get(Get.feed(address, known).with(headers)), memory.digest());
    if (spec.links() != null) return links(spec, address, known, headers);
    if (memory.reads() != null) {
      Answer again = readAgain(memory.reads(), known, memory.digest());
      if (again.isFeed() || again.isSame() || !(again.fetched() instanceof Fetched.Body))
        return again;
    }
    return discover(address, headers);
  }

  /** Secrets stand in the environment, and nowhere else. */
  private Map<String, String> headers(SourceSpec spec) {
    Map<String, String> headers = new HashMap<>();
    spec.headers()
        .forEach(
            (name, value) ->
                headers.put(name, SourceSpec.SECRET.matcher(value).replaceAll(this::secret)));
    return headers;
  }

  private String secret(MatchResult variable) {
    String value = environment.apply(variable.group(1));
    if (value == null || value.isBlank())
      throw new IllegalStateException(variable.group(1) + " is not set in the environment");
    return Matcher.quoteReplacement(value.strip());
  }

  private Answer read(Fetched fetched, @Nullable String before) {
    if (!(fetched instanceof Fetched.Body body)) return new Answer(fetched, null);
    if (Sum.of(body.bytes()).equals(before)) return new Answer(fetched, null);
    Feed feed =
        slowLane.read(
            body.bytes().length,
            () ->
                Cores.compute(() -> reader.read(body.bytes(), body.contentType(), body.address())));
    return new Answer(fetched, feed);
  }

  private Answer links(
      SourceSpec spec, URI address, Validators known, Map<String, String> headers) {
    Fetched fetched = net.get(new Get(address, known, headers, Use.PAGE));
    if (!(fetched instanceof Fetched.Body body)) return new Answer(fetched, null);
    Document page = Site.parse(body.bytes(), body.contentType(), body.address());
    List<Item> items = Site.links(page, Objects.requireNonNull(spec.links()));
    List<String> problems =
        items.isEmpty() ? List.of("links: nothing on the page fits") : List.of();
    return new Answer(fetched, site(page, items, problems));
  }

  private static Feed site(Document page, List<Item> items, List<String> problems) {
    return new Feed(
        Feed.Kind.SITE, page.title(), null, Lang.UNKNOWN, Feed.Hints.NONE, items, problems);
  }

  /** Where the site's news was found before: a feed, a sitemap, or the page itself. */
  private Answer readAgain(URI found, Validators known, @Nullable String before) {
    Answer answer = read(net.get(new Get(found, known, Map.of(), Use.PAGE)), before);
    if (!(answer.fetched() instanceof Fetched.Body body)) return at(found, answer);
    if (answer.isSame() || answer.isFeed()) return at(found, answer);
    Sitemap sitemap = Sitemap.of(body.bytes(), body.address());
    if (sitemap != null) return at(found, new Answer(body, sitemap.feed()));
    return at(found, guessed(body));
  }

  private static Answer at(URI found, Answer answer) {
    return new Answer(answer.fetched(), answer.feed(), found);
  }

  private Answer discover(URI address, Map<String, String> headers) {
    Fetched fetched = net.get(new Get(address, Validators.NONE, headers, Use.PAGE));
    if (!(fetched instanceof Fetched.Body body)) return new Answer(fetched, null);
    Answer direct = read(body, null);
    if (direct.isFeed()) return at(address, direct);
    Document page = Site.parse(body.bytes(), body.contentType(), body.address());
    for (URI feed : Site.feeds(page, body.address())) {
      Answer answer = read(net.get(new Get(feed, Validators.NONE, Map.of(), Use.PAGE)), null);
      if (answer.isFeed()) return at(feed, answer);
    }
    Answer news = sitemap(body.address());
    return news != null ? news : at(address, guessed(body));
  }

  private @Nullable Answer sitemap(URI site) {
    List<URI> named =
        net.sitemaps(site).stream().filter(s -> s.toString().contains("news")).toList();
    Stream<URI> usual = NEWS_SITEMAPS.stream().map(site::resolve);
    List<URI> places =
        Stream.concat(named.stream(), usual).distinct().limit(MOST_SITEMAPS).toList();
    for (URI place : places) {
      Answer answer = sitemap(place, true);
      if (answer != null) return answer;
    }
    return null;
  }

  private @Nullable Answer sitemap(URI place, boolean mayBeIndex) {
    Fetched fetched = net.get(Get.page(place));
    if (!(fetched instanceof Fetched.Body body)) return null;
    Sitemap sitemap = Sitemap.of(body.bytes(), body.address());
    if (sitemap == null) return null;
    Answer answer = new Answer(body, sitemap.feed(), place);
    if (answer.isFeed()) return answer;
    List<URI> inner = mayBeIndex ? sitemap.newsSitemaps() : List.of();
    return inner.isEmpty() ? null : sitemap(inner.getFirst(), false);
  }

  private static Answer guessed(Fetched.Body body) {
    Document page = Site.parse(body.bytes(), body.contentType(), body.address());
    List<Item> items = Site.articles(page, body.address());
    if (!items.isEmpty()) return new Answer(body, site(page, items, List.of()));
    String wall = Wall.of(page, page.text());
    String reason = "no feed, no news sitemap, and no links that look like articles";
    return new Answer(
        body, Feed.none((wall == null ? reason : wall) + "; say with links: which lead to them"));
  }
}
