package io.riskwire.collect;

import io.riskwire.article.Storable;
import io.riskwire.base.Lang;
import io.riskwire.source.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a news sitemap (sitemaps.org with Google's news module): the articles of the last days with
 * title and date. A sitemap without news is a list of everything, and not read.
 */
final class Sitemap {
  private static final int START = 4_000;

  private final Document document;

  private Sitemap(Document document) {
    this.document = document;
  }

  /** Null where the bytes are no sitemap. */
  static @Nullable Sitemap of(byte[] body, URI address) {
    String start = new String(body, 0, Math.min(body.length, START), StandardCharsets.ISO_8859_1);
    if (!start.contains("<urlset") && !start.contains("<sitemapindex")) return null;
    try {
      var xml = Parser.xmlParser().setMaxDepth(50);
      Document document =
          Jsoup.parse(new ByteArrayInputStream(body), null, address.toString(), xml);
      boolean isSitemap = document.selectFirst("urlset, sitemapindex") != null;
      return isSitemap ? new Sitemap(document) : null;
    } catch (IOException neverFromMemory) {
      throw new UncheckedIOException(neverFromMemory);
    }
  }

  /** The sitemaps that an index names for news. */
  List<URI> newsSitemaps() {
    List<URI> found = new ArrayList<>();
    for (Element location : document.select("sitemapindex > sitemap > loc")) {
      URI address = Address.of(location.text());
      if (address != null && address.toString().contains("news")) found.add(address);
    }
    return found;
  }

  Feed feed() {
    Map<URI, Item> items = new LinkedHashMap<>();
    for (Element entry : document.select("urlset > url")) {
      Item item = item(entry);
      if (item == null || item.url() == null) continue;
      if (items.size() < Feed.MOST_ITEMS) items.putIfAbsent(Address.normalise(item.url()), item);
    }
    if (items.isEmpty()) return Feed.none("a sitemap without news");
    return new Feed(
        Feed.Kind.SITEMAP,
        null,
        null,
        Lang.UNKNOWN,
        Feed.Hints.NONE,
        List.copyOf(items.values()),
        List.of());
  }

  private static @Nullable Item item(Element entry) {
    URI address = Address.of(text(entry, "loc"));
    String title = Storable.of(PlainText.of(text(entry, "news|title"), 1_000));
    if (address == null || title.isEmpty()) return null;
    return new Item(
        null,
        address,
        title,
        FeedDate.parse(text(entry, "news|publication_date")),
        null,
        null,
        "",
        false,
        Address.of(text(entry, "image|loc")),
        Lang.of(text(entry, "news|language")));
  }

  private static String text(Element entry, String name) {
    Element found = entry.selectFirst(name);
    return found == null ? "" : found.text();
  }
}
