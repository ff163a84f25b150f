package io.riskwire.collect;

import static io.riskwire.collect.Namespaces.ATOM;
import static io.riskwire.collect.Namespaces.CONTENT;
import static io.riskwire.collect.Namespaces.DC;
import static io.riskwire.collect.Namespaces.FEEDBURNER;
import static io.riskwire.collect.Namespaces.ITUNES;
import static io.riskwire.collect.Namespaces.MEDIA;
import static io.riskwire.collect.Namespaces.PLAY;
import static io.riskwire.collect.Namespaces.RSS;
import static io.riskwire.collect.Namespaces.SYNDICATION;
import static io.riskwire.collect.Namespaces.TERMS;
import static io.riskwire.collect.Namespaces.XHTML;

import io.riskwire.base.Lang;
import io.riskwire.collect.Feed.Kind;
import io.riskwire.collect.Markup.Element;
import io.riskwire.source.Address;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Finds a feed's parts in its markup. RSS, Atom and CDF are read by the same rules, for real feeds
 * mix them: what stands in its right place is taken first, what another vocabulary calls the same
 * after it.
 */
final class XmlFeed {
  private static final int LONGEST_TITLE = 1_000;
  private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed");
  private static final Set<String> OUTERMOST = Set.of("channel", "entry");
  private static final Set<String> PAGE = Set.of("html", "head", "body", "div", "p", "script");
  private static final Set<String> ITEMS = Set.of("item", "entry");
  private static final Pattern MAILBOX = Pattern.compile("^\\S+@\\S+\\s+\\((.+)\\)$");
  private static final Pattern MAIL = Pattern.compile("\\s+[(<]\\S+@\\S+[)>]$");
  private static final Pattern IMAGE =
      Pattern.compile("(?i)\\.(?:jpe?g|png|gif|webp|avif)(?:\\?|$)");
  private static final Pattern HTML =
      Pattern.compile(
          "(?i)</?(?:p|br|div|a|img|ul|ol|li|b|i|em|strong|span|h[1-6]|blockquote|table)(?:\\s[^<>]*)?/?>");
  private static final Pattern LINK = Pattern.compile("(?i)\\s(?:href|src)\\s*=");
  private static final Duration LONGEST_WAIT = Duration.ofDays(30);

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
    for (Element entry : entries) items.add(item(entry, channel, kind, site, lang));
    String title = title(channel);
    return new Feed(
        kind, title.isEmpty() ? null : title, site, lang, hints(channel), items, List.of());
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

  private Item item(Element entry, Element channel, Kind kind, @Nullable URI site, Lang lang) {
    Draft draft = new Draft();
    URI base = entry.base(address);
    if (kind != Kind.ATOM && site != null && base.equals(address)) base = site;
    draft.id = id(entry);
    draft.url = url(entry, base);
    draft.title = title(entry);
    draft.published = published(entry);
    draft.updated = updated(entry);
    draft.author = author(entry);
    if (draft.author == null && kind == Kind.ATOM) draft.author = author(channel);
    draft.whole = longest(entry, WHOLE);
    draft.summary = longest(entry, SUMMARY);
    draft.image = image(entry, base);
    String language = language(entry);
    draft.lang = language == null ? lang : Lang.of(language);
    return draft.item();
  }

  private static @Nullable String id(Element entry) {
    for (Element child : entry.children()) {
      boolean isId = child.isCore("guid") || child.isCore("id");
      if (isId && !child.text().isBlank()) return child.text().strip();
    }
    return value(entry, DC, "identifier");
  }

  private @Nullable URI url(Element entry, URI base) {
    URI link = link(entry, base);
    String original = value(entry, FEEDBURNER, "origlink");
    URI behind = original == null ? null : Address.of(original);
    // the link to a redirector is of no use where the feed says what is behind it
    boolean isElsewhere =
        behind != null
            && (link == null || !Objects.equals(link.getAuthority(), behind.getAuthority()));
    return isElsewhere ? behind : link;
  }

  private @Nullable URI link(Element entry, URI base) {
    URI written = null;
    URI alternate = null;
    URI untyped = null;
    for (Element child : entry.children()) {
      if (!child.isCore("link") && !child.isCore("a") && !child.isCore("url")) continue;
      String href = child.attribute("href");
      URI in = child.attribute("xml:base") == null ? base : child.base(address);
      if (href == null || href.isBlank()) {
        if (written == null && !child.text().isBlank()) written = Address.resolve(in, child.text());
      } else if (isAlternate(child)) {
        URI found = Address.resolve(in, href);
        if (alternate == null && isForReading(child)) alternate = found;
        else if (untyped == null) untyped = found;
      }
    }
    if (written != null) return written;
    if (alternate != null) return alternate;
    if (untyped != null) return untyped;
    return otherLink(entry, base);
  }

  private static boolean isAlternate(Element link) {
    String rel = link.attribute("rel");
    if (rel == null || rel.isBlank()) return true;
    String name = rel.strip().toLowerCase(Locale.ROOT);
    return name.equals("alternate") || name.endsWith("/alternate") || name.contains("alternate ");
  }

  private static boolean isForReading(Element link) {
    String type = link.attribute("type");
    return type == null || type.isBlank() || type.contains("html") || type.startsWith("text/plain");
  }

  private @Nullable URI otherLink(Element entry, URI base) {
    for (Element child : entry.children()) {
      boolean isPermanent = !"false".equalsIgnoreCase(child.attribute("ispermalink"));
      if ((child.isCore("guid") && isPermanent) || child.isCore("id")) {
        URI permanent = Address.of(child.text());
        if (permanent != null) return permanent;
      }
      String source = child.isCore("content") ? child.attribute("src") : null;
      if (source != null) return Address.resolve(base, source);
    }
    String href = entry.attribute("href");
    if (href != null) return Address.resolve(base, href);
    String about = entry.attribute("about");
    URI named = about == null ? null : Address.of(about);
    if (named != null) return named;
    return enclosed(entry, base);
  }

  private static @Nullable URI enclosed(Element entry, URI base) {
    for (Element child : entry.children()) {
      String url = child.attribute(child.isCore("link") ? "href" : "url");
      boolean isFile = child.isCore("enclosure") || "enclosure".equals(child.attribute("rel"));
      if (isFile && url != null) return Address.resolve(base, url);
    }
    return null;
  }

  private static String title(Element element) {
    String own = core(element, "title", XmlFeed::titleText);
    if (!own.isEmpty()) return own;
    for (String space : List.of(DC, MEDIA, ITUNES)) {
      String other = value(element, space, "title");
      if (other != null) return PlainText.of(other, LONGEST_TITLE);
    }
    return "";
  }

  private static String titleText(Element title) {
    return title.hasChildren() || isHtml(title) || isBase64(title)
        ? PlainText.ofHtml(html(title), LONGEST_TITLE)
        : PlainText.of(title.text(), LONGEST_TITLE);
  }

  private record Name(String space, String name) {}

  private static final List<Name> PUBLISHED =
      List.of(
          new Name(RSS, "pubdate"),
          new Name(RSS, "published"),
          new Name(RSS, "issued"),
          new Name(DC, "date"));
  private static final List<Name> CREATED =
      List.of(
          new Name(TERMS, "issued"),
          new Name(TERMS, "created"),
          new Name(TERMS, "available"),
          new Name(TERMS, "date"),
          new Name(RSS, "created"),
          new Name(RSS, "date"));
  private static final List<Name> UPDATED =
      List.of(new Name(RSS, "updated"), new Name(RSS, "modified"), new Name(TERMS, "modified"));

  private static @Nullable Instant published(Element entry) {
    Instant published = date(entry, PUBLISHED);
    return published != null ? published : date(entry, CREATED);
  }

  private static @Nullable Instant updated(Element entry) {
    Instant updated = date(entry, UPDATED);
    return updated != null ? updated : FeedDate.parse(entry.attribute("lastmod"));
  }

  /** The first that can be read. */
  private static @Nullable Instant date(Element entry, List<Name> names) {
    for (Element child : entry.children()) {
      Instant date = isCalled(child, names) ? FeedDate.parse(child.text()) : null;
      if (date != null) return date;
    }
    return null;
  }

  private static boolean isCalled(Element element, List<Name> names) {
    for (Name name : names) if (isCalled(element, name)) return true;
    return false;
  }

  /** Names in {@link Namespaces#RSS} are those of Atom's vocabulary too. */
  private static boolean isCalled(Element element, Name name) {
    return name.space.equals(RSS) ? element.isCore(name.name) : element.is(name.space, name.name);
  }

  private static @Nullable String author(Element element) {
    List<String> names = new ArrayList<>();
    for (Element child : element.children()) {
      if (child.isCore("author")) addName(child, names);
    }
    if (names.isEmpty()) {
      for (Element child : element.children()) {
        boolean isAuthor =
            child.is(DC, "creator") || child.is(DC, "author") || child.is(TERMS, "creator");
        if (isAuthor) addName(child, names);
      }
    }
    if (names.isEmpty()) {
      for (Element child : element.children()) {
        if (child.name().equals("author") && !child.isCore()) addName(child, names);
      }
    }
    return names.isEmpty() ? null : String.join(", ", names);
  }

  private static void addName(Element author, List<String> names) {
    String name = author.hasChildren() ? part(author, "name") : person(author.text().strip());
    if (name.isEmpty()) name = part(author, "email");
    if (!name.isEmpty() && !names.contains(name)) names.add(name);
  }

  private static String part(Element author, String name) {
    for (Element child : author.children()) {
      if (child.name().equals(name) && !child.text().isBlank()) return child.text().strip();
    }
    return "";
  }

  /** RSS asks for an address with the name in brackets behind it; others write it the other way. */
  private static String person(String written) {
    Matcher mailbox = MAILBOX.matcher(written);
    return mailbox.matches() ? mailbox.group(1) : MAIL.matcher(written).replaceFirst("");
  }

  private static final List<Name> WHOLE =
      List.of(
          new Name(CONTENT, "encoded"),
          new Name(RSS, "content"),
          new Name(XHTML, "body"),
          new Name(XHTML, "div"),
          new Name(RSS, "body"),
          new Name(RSS, "encoded"));
  private static final List<Name> SUMMARY =
      List.of(
          new Name(RSS, "description"),
          new Name(RSS, "summary"),
          new Name(RSS, "abstract"),
          new Name(DC, "description"),
          new Name(ITUNES, "summary"),
          new Name(MEDIA, "description"),
          new Name(PLAY, "description"));

  private String longest(Element entry, List<Name> names) {
    String longest = "";
    for (Element child : entry.children()) {
      if (child.is(MEDIA, "group")) {
        String inside = longest(child, names);
        if (longest.isEmpty()) longest = inside;
      }
      if (!isCalled(child, names)) continue;
      String html = withWholeLinks(child, html(child));
      if (html.length() > longest.length() && !html.isBlank()) longest = html;
    }
    return longest;
  }

  /** An element's content as HTML, by the type it names, or in RSS by what it looks like. */
  private static String html(Element element) {
    if (element.hasChildren()) return element.inner();
    if (isBase64(element)) return decoded(element.text());
    boolean isPlain = element.space().equals(ATOM) && !isHtml(element);
    String text = element.text();
    return isPlain && !HTML.matcher(text).find() ? Markup.escaped(text) : text;
  }

  private static boolean isHtml(Element element) {
    String type = element.attribute("type");
    return type != null && type.toLowerCase(Locale.ROOT).contains("html");
  }

  /** By Atom 0.3's mode, or by the type as Atom 1.0 says (RFC 4287 4.1.3.3). */
  private static boolean isBase64(Element element) {
    String type = element.attribute("type");
    return "base64".equalsIgnoreCase(element.attribute("mode"))
        || (element.space().equals(ATOM) && "application/octet-stream".equalsIgnoreCase(type));
  }

  /** An xml:base is lost to whoever reads the HTML later, so links are resolved against it here. */
  private String withWholeLinks(Element element, String html) {
    if (!element.hasBase() || !LINK.matcher(html).find()) return html;
    Document page = Jsoup.parseBodyFragment(html, element.base(address).toString());
    page.outputSettings().prettyPrint(false);
    for (String name : List.of("href", "src")) {
      for (var link : page.select("[" + name + "]")) {
        String whole = link.absUrl(name);
        if (!whole.isEmpty()) link.attr(name, whole);
      }
    }
    return page.body().html();
  }

  private static String decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64.strip());
      return Encoding.decode(bytes, null, problem -> {});
    } catch (IllegalArgumentException notBase64) {
      return base64;
    }
  }

  private static @Nullable URI image(Element entry, URI base) {
    for (Element child : entry.children()) {
      String url =
          switch (child.space()) {
            case MEDIA -> mediaImage(child);
            case ITUNES -> child.name().equals("image") ? child.attribute("href") : null;
            case RSS, ATOM -> ownImage(child);
            default -> null;
          };
      URI image = url == null ? null : Address.resolve(base, url);
      if (image != null) return image;
      boolean isNested = child.is(MEDIA, "group") || child.is(MEDIA, "content");
      URI inside = isNested ? image(child, base) : null;
      if (inside != null) return inside;
    }
    return null;
  }

  private static @Nullable String mediaImage(Element element) {
    String url = element.attribute("url");
    if (element.name().equals("thumbnail")) return url;
    boolean isImage =
        element.name().equals("content")
            && ("image".equals(element.attribute("medium")) || isImageType(element, url));
    return isImage ? url : null;
  }

  private static @Nullable String ownImage(Element element) {
    if (element.name().equals("image")) {
      String url = value(element, RSS, "url");
      return url != null ? url : element.hasChildren() ? null : element.text();
    }
    String url = element.attribute(element.name().equals("link") ? "href" : "url");
    boolean isFile =
        element.name().equals("enclosure") || "enclosure".equals(element.attribute("rel"));
    return isFile && isImageType(element, url) ? url : null;
  }

  private static boolean isImageType(Element element, @Nullable String url) {
    String type = element.attribute("type");
    if (type != null) return type.startsWith("image/");
    return url != null && IMAGE.matcher(url).find();
  }

  private static @Nullable String language(Element element) {
    String own = value(element, DC, "language");
    if (own == null) own = core(element, "language", Element::text);
    return own.isBlank() ? element.language() : own;
  }

  private @Nullable URI site(Element channel, Kind kind) {
    URI base = channel.base(address);
    for (Element child : channel.children()) {
      if (!child.isCore("link")) continue;
      String href = child.attribute("href");
      if (href != null && !isAlternate(child)) continue;
      String link = href == null ? child.text() : href;
      if (!link.isBlank()) return Address.resolve(base, link);
    }
    String href = channel.attribute(kind == Kind.CDF ? "href" : "about");
    return href == null || kind != Kind.CDF ? null : Address.resolve(base, href);
  }

  private static Feed.Hints hints(Element channel) {
    Set<Integer> hours = new HashSet<>();
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Element child : channel.children()) {
      if (child.isCore("skiphours")) addHours(child, hours);
      if (child.isCore("skipdays")) addDays(child, days);
    }
    Integer minutes = number(core(channel, "ttl", Element::text));
    Duration ttl = minutes == null ? null : wait(Duration.ofMinutes(minutes));
    return new Feed.Hints(ttl, hours, days, updatePeriod(channel));
  }

  private static void addHours(Element skipped, Set<Integer> hours) {
    for (Element child : skipped.children()) {
      Integer hour = number(child.text());
      if (hour != null && hour <= 24) hours.add(hour % 24);
    }
  }

  private static void addDays(Element skipped, Set<DayOfWeek> days) {
    Set<String> names =
        skipped.children().stream()
            .map(child -> child.text().strip().toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (DayOfWeek day : DayOfWeek.values()) if (names.contains(day.name())) days.add(day);
  }

  private static @Nullable Duration updatePeriod(Element channel) {
    String period = value(channel, SYNDICATION, "updateperiod");
    if (period == null) return null;
    Duration length =
        switch (period.toLowerCase(Locale.ROOT)) {
          case "hourly" -> Duration.ofHours(1);
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          case "monthly" -> Duration.ofDays(30);
          case "yearly" -> Duration.ofDays(365);
          default -> Duration.ZERO;
        };
    Integer times = number(value(channel, SYNDICATION, "updatefrequency"));
    return wait(length.dividedBy(times == null || times == 0 ? 1 : times));
  }

  private static @Nullable Duration wait(Duration asked) {
    if (asked.compareTo(Duration.ofMinutes(1)) < 0) return null;
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static @Nullable Integer number(@Nullable String text) {
    if (text == null || !text.strip().matches("[0-9]{1,7}")) return null;
    return Integer.valueOf(text.strip());
  }

  private static @Nullable String value(Element element, String space, String name) {
    for (Element child : element.children()) {
      if (child.is(space, name) && !child.text().isBlank()) return child.text().strip();
    }
    return null;
  }

  private interface Reading {
    String of(Element element);
  }

  /**
   * The first of this name that says something; of the element's own vocabulary, else the other.
   */
  private static String core(Element element, String name, Reading reading) {
    String other = "";
    for (Element child : element.children()) {
      if (!child.isCore(name)) continue;
      String value = reading.of(child).strip();
      if (value.isEmpty()) continue;
      if (child.space().equals(element.space())) return value;
      if (other.isEmpty()) other = value;
    }
    return other;
  }
}
