package io.riskwire.collect;

import io.riskwire.article.Storable;
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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page that is not a feed: the feeds that it names, and its links to articles. */
final class Site {
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([\\w.:-]+)");
  private static final String FEEDS =
      "link[rel~=(?i)alternate][type~=(?i)(rss|atom|feed\\+json)][href]";
  private static final Pattern COMMENTS = Pattern.compile("(?i).*comment.*");
  private static final int MOST_LINKS = 200;
  private static final int MOST_FEEDS = 3;

  /** Where sites keep a feed that they do not name, the most usual first. */
  private static final List<String> USUAL_PLACES =
      List.of("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml");

  /** So many links that look like articles' make a page a list of articles. */
  private static final int FEWEST_ARTICLES = 3;

  private static final int LOOKS_LIKE_AN_ARTICLE = 4;

  private static final Pattern DATED =
      Pattern.compile(".*/(19|20)\\d\\d[/-](0?[1-9]|1[0-2])([/-].*)?");
  private static final Pattern NUMBERED = Pattern.compile(".*\\d{5,}.*");
  private static final Pattern SLUG = Pattern.compile(".*[a-z0-9]+([-_][a-z0-9]+){3,}[^/]*/?");
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?i).*/(tags?|categor(y|ies)|authors?|about|contact|privacy|terms|log-?in|sign-?(in|up)"
              + "|register|subscribe|subscriptions?|newsletters?|topics?|search|careers|jobs|shop"
              + "|account|cookies?|legal|imprint|impressum|help|faq|page)(/.*)?");
  private static final String AROUND = "nav, footer, [role=navigation], [role=contentinfo]";

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

  /** The feeds that a page names, without those of comments, and the usual places. */
  static List<URI> feeds(Document page, URI address) {
    Stream<@Nullable URI> named =
        page.select(FEEDS).stream()
            .filter(link -> !COMMENTS.matcher(link.attr("title") + link.attr("href")).matches())
            .limit(MOST_FEEDS)
            .map(link -> Address.of(link.absUrl("href")));
    Stream<@Nullable URI> usual = USUAL_PLACES.stream().map(p -> Address.resolve(address, p));
    return Stream.concat(named, usual).filter(Objects::nonNull).distinct().toList();
  }

  /** What the links of a page lead to, each address once, in the order of the page. */
  static List<Item> links(Document page, String selector) {
    Map<URI, Item> items = new LinkedHashMap<>();
    for (Element element : page.select(selector)) {
      Element link = element.is("a[href]") ? element : element.selectFirst("a[href]");
      URI address = link == null ? null : Address.of(link.absUrl("href"));
      if (address != null) add(items, address, element.text());
    }
    return List.copyOf(items.values());
  }

  /** The links that look as if they led to articles of the same site; none where there are few. */
  static List<Item> articles(Document page, URI address) {
    Map<URI, Item> items = new LinkedHashMap<>();
    for (Element link : page.select("a[href]")) {
      URI to = Address.of(link.absUrl("href"));
      if (to != null && isOfSite(to, address) && weight(link, to) >= LOOKS_LIKE_AN_ARTICLE)
        add(items, to, link.text());
    }
    return items.size() < FEWEST_ARTICLES ? List.of() : List.copyOf(items.values());
  }

  /** Of several links to one article the one with the most words says its title. */
  private static void add(Map<URI, Item> items, URI address, String words) {
    String title = Storable.of(PlainText.cut(words, 1_000));
    URI key = Address.normalise(address);
    Item known = items.get(key);
    if (known == null && items.size() >= MOST_LINKS) return;
    if (known == null || known.title().length() < title.length())
      items.put(
          key, new Item(null, address, title, null, null, null, "", false, null, Lang.UNKNOWN));
  }

  /** {@code www.news.example}, {@code news.example} and {@code uk.news.example} are one site. */
  private static boolean isOfSite(URI link, URI site) {
    String own = Address.host(site).replaceFirst("^www\\.", "");
    String other = Address.host(link);
    return other.equals(own) || other.endsWith("." + own);
  }

  /** Long words in a heading, and an address made for one article, speak for it. */
  private static int weight(Element link, URI to) {
    String path = Objects.requireNonNullElse(to.getRawPath(), "");
    if (path.length() < 2 || ELSEWHERE.matcher(path).matches()) return 0;
    int words = link.text().isBlank() ? 0 : link.text().strip().split("\\s+").length;
    boolean isHeading =
        link.closest("h1, h2, h3, h4") != null || link.selectFirst("h1, h2, h3, h4") != null;
    int weight = words >= 4 ? 2 : 0;
    if (words >= 7) weight++;
    if (isHeading) weight += 2;
    if (link.closest("article") != null) weight++;
    if (SLUG.matcher(path).matches()) weight += 2;
    if (DATED.matcher(path).matches()) weight += 2;
    if (NUMBERED.matcher(path).matches()) weight++;
    return link.closest(AROUND) == null ? weight : weight - 3;
  }
}
