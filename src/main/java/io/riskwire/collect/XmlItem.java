package io.riskwire.collect;

import static io.riskwire.collect.Namespaces.ATOM;
import static io.riskwire.collect.Namespaces.DC;
import static io.riskwire.collect.Namespaces.FEEDBURNER;
import static io.riskwire.collect.Namespaces.ITUNES;
import static io.riskwire.collect.Namespaces.MEDIA;
import static io.riskwire.collect.Namespaces.RSS;
import static io.riskwire.collect.Namespaces.TERMS;

import io.riskwire.base.Lang;
import io.riskwire.collect.Feed.Kind;
import io.riskwire.collect.Markup.Element;
import io.riskwire.source.Address;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds an item's parts in its element. RSS, Atom and CDF are read by the same rules, for real
 * feeds mix them: what stands in its right place is taken first, what another vocabulary calls the
 * same after it.
 */
final class XmlItem {
  private static final Pattern MAILBOX = Pattern.compile("^\\S+@\\S+\\s+\\((.+)\\)$");
  private static final Pattern MAIL = Pattern.compile("\\s+[(<]\\S+@\\S+[)>]$");
  private static final Pattern IMAGE =
      Pattern.compile("(?i)\\.(?:jpe?g|png|gif|webp|avif)(?:\\?|$)");
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

  private final URI address;
  private final Element channel;
  private final Kind kind;
  private final @Nullable URI site;
  private final Lang lang;

  /** What an item takes from its feed where it says nothing itself. */
  XmlItem(URI address, Element channel, Kind kind, @Nullable URI site, Lang lang) {
    this.address = address;
    this.channel = channel;
    this.kind = kind;
    this.site = site;
    this.lang = lang;
  }

  Item read(Element entry) {
    Draft draft = new Draft();
    URI base = entry.base(address);
    if (kind != Kind.ATOM && site != null && base.equals(address)) base = site;
    draft.id = id(entry);
    draft.url = url(entry, base);
    draft.title = XmlContent.title(entry);
    draft.published = published(entry);
    draft.updated = updated(entry);
    draft.author = author(entry);
    if (draft.author == null && kind == Kind.ATOM) draft.author = author(channel);
    draft.whole = XmlContent.whole(entry, address);
    draft.summary = XmlContent.summary(entry, address);
    draft.image = image(entry, base);
    String language = XmlFeed.language(entry);
    draft.lang = language == null ? lang : Lang.of(language);
    return draft.item();
  }

  private static @Nullable String id(Element entry) {
    for (Element child : entry.children()) {
      boolean isId = child.isCore("guid") || child.isCore("id");
      if (isId && !child.text().isBlank()) return child.text().strip();
    }
    return entry.value(DC, "identifier");
  }

  private @Nullable URI url(Element entry, URI base) {
    URI link = link(entry, base);
    String original = entry.value(FEEDBURNER, "origlink");
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

  static boolean isAlternate(Element link) {
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
      Instant date = Name.isCalled(child, names) ? FeedDate.parse(child.text()) : null;
      if (date != null) return date;
    }
    return null;
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
      String url = element.value(RSS, "url");
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
}
