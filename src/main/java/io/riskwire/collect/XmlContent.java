package io.riskwire.collect;

import static io.riskwire.collect.Namespaces.ATOM;
import static io.riskwire.collect.Namespaces.CONTENT;
import static io.riskwire.collect.Namespaces.DC;
import static io.riskwire.collect.Namespaces.ITUNES;
import static io.riskwire.collect.Namespaces.MEDIA;
import static io.riskwire.collect.Namespaces.PLAY;
import static io.riskwire.collect.Namespaces.RSS;
import static io.riskwire.collect.Namespaces.XHTML;

import io.riskwire.collect.Markup.Element;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The texts of a feed and its items, which come as text, as HTML escaped or not, or as base64. */
final class XmlContent {
  private static final int LONGEST_TITLE = 1_000;
  private static final Pattern HTML =
      Pattern.compile(
          "(?i)</?(?:p|br|div|a|img|ul|ol|li|b|i|em|strong|span|h[1-6]|blockquote|table)(?:\\s[^<>]*)?/?>");
  private static final Pattern LINK = Pattern.compile("(?i)\\s(?:href|src)\\s*=");
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

  private XmlContent() {}

  /** Plain text, empty where there is none. */
  static String title(Element element) {
    String own = element.core("title", XmlContent::titleText);
    if (!own.isEmpty()) return own;
    for (String space : List.of(DC, MEDIA, ITUNES)) {
      String other = element.value(space, "title");
      if (other != null) return PlainText.of(other, LONGEST_TITLE);
    }
    return "";
  }

  private static String titleText(Element title) {
    return title.hasChildren() || isHtml(title) || isBase64(title)
        ? PlainText.ofHtml(html(title), LONGEST_TITLE)
        : PlainText.of(title.text(), LONGEST_TITLE);
  }

  /** The fullest of what is offered as the content itself, as HTML. */
  static String whole(Element entry, URI address) {
    return longest(entry, WHOLE, address);
  }

  /** The fullest of what is offered as a summary, as HTML. */
  static String summary(Element entry, URI address) {
    return longest(entry, SUMMARY, address);
  }

  private static String longest(Element entry, List<Name> names, URI address) {
    String longest = "";
    for (Element child : entry.children()) {
      if (child.is(MEDIA, "group")) {
        String inside = longest(child, names, address);
        if (longest.isEmpty()) longest = inside;
      }
      if (!Name.isCalled(child, names)) continue;
      String html = withWholeLinks(child, html(child), address);
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
  private static String withWholeLinks(Element element, String html, URI address) {
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
}
