package io.riskwire.collect;

import io.riskwire.base.Lang;
import io.riskwire.source.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page that is not a feed: the feed that it names, and its links to articles. */
final class Site {
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([\\w.:-]+)");
  private static final String FEEDS =
      "link[rel~=(?i)alternate][type~=(?i)(rss|atom|feed\\+json)][href]";
  private static final int MOST_LINKS = 200;

  private Site() {}

  /** Parses a page in the encoding that its server names, else in the one that it names itself. */
  static Document parse(byte[] bytes, @Nullable String contentType, URI address) {
    Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
    String charset = named.find() ? known(named.group(1)) : null;
    try {
      return Jsoup.parse(new ByteArrayInputStream(bytes), charset, address.toString());
    } catch (IOException neverFromMemory) {
      throw new UncheckedIOException(neverFromMemory);
    }
  }

  private static @Nullable String known(String charset) {
    try {
      return Charset.isSupported(charset) ? charset : null;
    } catch (IllegalArgumentException noName) {
      return null;
    }
  }

  static Optional<URI> feed(Document page) {
    return page.select(FEEDS).stream()
        .map(link -> Address.of(link.absUrl("href")))
        .flatMap(address -> Optional.ofNullable(address).stream())
        .findFirst();
  }

  /** What the links of a page lead to, each address once, in the order of the page. */
  static List<Item> links(Document page, String selector) {
    Map<URI, Item> items = new LinkedHashMap<>();
    for (Element element : page.select(selector)) {
      Element link = element.is("a[href]") ? element : element.selectFirst("a[href]");
      URI address = link == null ? null : Address.of(link.absUrl("href"));
      if (address == null || items.size() >= MOST_LINKS) continue;
      items.putIfAbsent(Address.normalise(address), item(address, element.text()));
    }
    return List.copyOf(items.values());
  }

  private static Item item(URI address, String title) {
    return new Item(null, address, title, null, null, null, "", false, null, Lang.UNKNOWN);
  }
}
