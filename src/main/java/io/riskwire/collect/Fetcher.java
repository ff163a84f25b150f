package io.riskwire.collect;

import io.riskwire.base.Lang;
import io.riskwire.net.Fetched;
import io.riskwire.net.Get;
import io.riskwire.net.Net;
import io.riskwire.net.Validators;
import io.riskwire.source.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source what it has: its feed, or for a site the feed that the page names, or the links
 * that lead to articles.
 */
@ApplicationScoped
class Fetcher {
  private final Net net;
  private final FeedReader reader = new FeedReader();

  Fetcher(Net net) {
    this.net = net;
  }

  /** What came of asking; {@code feed} only where there was an answer to read. */
  record Answer(Fetched fetched, @Nullable Feed feed) {}

  Answer ask(SourceSpec spec, Validators validators) {
    URI address = spec.address();
    if (address == null) throw new IllegalArgumentException("the sample is not fetched");
    Fetched fetched = net.get(Get.feed(address, validators));
    if (!(fetched instanceof Fetched.Body body)) return new Answer(fetched, null);
    if (spec.url() != null) return new Answer(fetched, read(body));
    return site(spec, body);
  }

  private Feed read(Fetched.Body body) {
    return reader.read(body.bytes(), body.contentType(), body.address());
  }

  private Answer site(SourceSpec spec, Fetched.Body page) {
    Feed direct = read(page);
    if (direct.isFeed()) return new Answer(page, direct);
    Document document = Site.parse(page.bytes(), page.contentType(), page.address());
    if (spec.links() != null) return new Answer(page, links(document, spec.links()));
    Optional<URI> feed = Site.feed(document);
    if (feed.isEmpty())
      return new Answer(
          page, Feed.none("the page names no feed; say with links: which lead to articles"));
    Fetched fetched = net.get(Get.feed(feed.get(), Validators.NONE));
    return fetched instanceof Fetched.Body body
        ? new Answer(page, read(body))
        : new Answer(fetched, null);
  }

  private static Feed links(Document document, String selector) {
    List<Item> items = Site.links(document, selector);
    List<String> problems =
        items.isEmpty() ? List.of("links: nothing on the page fits") : List.of();
    return new Feed(
        Feed.Kind.SITE, document.title(), null, Lang.UNKNOWN, Feed.Hints.NONE, items, problems);
  }
}
