package io.riskwire.collect;

import static io.riskwire.collect.Namespaces.ATOM;
import static io.riskwire.collect.Namespaces.DC;

import io.riskwire.base.Lang;
import io.riskwire.collect.Feed.Kind;
import io.riskwire.collect.Markup.Element;
import io.riskwire.source.Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a feed and its items in their markup, whichever of the XML formats it is. */
final class XmlFeed {
  private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed");
  private static final Set<String> OUTERMOST = Set.of("channel", "entry");
  private static final Set<String> PAGE = Set.of("html", "head", "body", "div", "p", "script");
  private static final Set<String> ITEMS = Set.of("item", "entry");

  private final URI address;
  private final Consumer<String> problems;

  XmlFeed(URI address, Consumer<String> problems) {
    this.address = address;
    this.problems = problems;
  }

  Feed read(Element document) {
    Element root = root(document);
    if (root == null) return Feed.none(whatItIs(document));
    Kind kind = kind(root);
    Element channel = channel(root);
    String declared = language(channel);
    Lang lang = declared == null ? Lang.UNKNOWN : Lang.of(declared);
    URI site = site(channel, kind);
    List<Element> entries = new ArrayList<>();
    if (root.name().equals("entry")) entries.add(root);
    addEntries(root, root.space(), entries);
    if (entries.size() > Feed.MOST_ITEMS) {
      problems.accept(entries.size() + " items; the first " + Feed.MOST_ITEMS + " are read");
      entries = entries.subList(0, Feed.MOST_ITEMS);
    }
    List<Item> items = new ArrayList<>(entries.size());
    XmlItem reading = new XmlItem(address, channel, kind, site, lang);
    for (Element entry : entries) items.add(reading.read(entry));
    String title = XmlContent.title(channel);
    return new Feed(
        kind, title.isEmpty() ? null : title, site, lang, XmlHints.of(channel), items, List.of());
  }

  private static @Nullable Element root(Element document) {
    for (Element element : document.children()) {
      if (element.name().equals("html")) return null;
      if (ROOTS.contains(element.name()) || OUTERMOST.contains(element.name())) return element;
    }
    return document.find(ROOTS);
  }

  private static String whatItIs(Element document) {
    List<Element> outermost = document.children();
    if (outermost.isEmpty()) return "not a feed: no markup that can be read";
    boolean isPage = document.find(PAGE) != null;
    String name = PlainText.cut(outermost.getFirst().name(), 40);
    return isPage ? "not a feed: a web page" : "not a feed: XML that begins with <" + name + ">";
  }

  private static Kind kind(Element root) {
    return switch (root.name()) {
      case "rss" -> Kind.RSS;
      case "rdf" -> Kind.RDF;
      case "channel" -> isCdf(root) ? Kind.CDF : Kind.RDF;
      default -> Kind.ATOM;
    };
  }

  private static boolean isCdf(Element channel) {
    if (channel.attribute("href") != null || channel.attribute("base") != null) return true;
    return channel.children().stream()
        .anyMatch(child -> child.isCore("item") && child.attribute("about") == null);
  }

  /** Where the feed speaks of itself. */
  private static Element channel(Element root) {
    for (Element child : root.children()) if (child.isCore("channel")) return child;
    return root;
  }

  private static void addEntries(Element element, String space, List<Element> entries) {
    for (Element child : element.children()) {
      boolean isEntry = ITEMS.contains(child.name()) && isOf(child, space);
      if (isEntry) entries.add(child);
      addEntries(child, space, entries);
    }
  }

  private static boolean isOf(Element element, String space) {
    return space.equals(ATOM) ? element.space().equals(ATOM) : element.isCore();
  }

  /** As the element or its parents declare it, or null. */
  static @Nullable String language(Element element) {
    String own = element.value(DC, "language");
    if (own == null) own = element.core("language", Element::text);
    return own.isBlank() ? element.language() : own;
  }

  private @Nullable URI site(Element channel, Kind kind) {
    URI base = channel.base(address);
    for (Element child : channel.children()) {
      if (!child.isCore("link")) continue;
      String href = child.attribute("href");
      if (href != null && !XmlItem.isAlternate(child)) continue;
      String link = href == null ? child.text() : href;
      if (!link.isBlank()) return Address.resolve(base, link);
    }
    String href = kind == Kind.CDF ? channel.attribute("href") : null;
    return href == null ? null : Address.resolve(base, href);
  }
}
