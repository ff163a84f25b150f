package io.riskwire.article;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What is never part of an article: by its tag or role, by being hidden, or by what its author
 * called it. A name alone does not take away an element that holds most of the page's prose.
 */
final class Boilerplate {
  private static final Set<String> TAGS =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "head",
          "title",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "math",
          "canvas",
          "video",
          "audio",
          "map",
          "button",
          "input",
          "select",
          "textarea",
          "option",
          "datalist",
          "progress",
          "meter",
          "dialog",
          "menu",
          "nav",
          "footer",
          "aside",
          "figcaption",
          "amp-ad",
          "amp-sidebar");

  private static final Set<String> ROLES =
      Set.of(
          "navigation",
          "complementary",
          "banner",
          "search",
          "dialog",
          "alertdialog",
          "menu",
          "menubar",
          "contentinfo",
          "toolbar",
          "tooltip",
          "tablist");

  private static final Set<String> BODY_TAGS = Set.of("html", "body", "article", "main");

  private static final Pattern HIDDEN =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden");

  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?<![a-z])(ads?|adslot|adunit|adbox|nav|rail|bio|fb|rss|cta|pub|dfp)(?![a-z])"
              + "|advert|sponsor|promo|outbrain|taboola|zergnet|dianomi|comment|disqus|respond"
              + "|shar(e|ing)(?![a-z]*(holder|point))|social|follow-|addthis"
              + "|relat|recommend|recirc|read-?more|more-|also-(read|like)|you-may|most-|popular"
              + "|trending|newsletter|subscri|sign-?up|opt-?in|mailing|donat|cookie|consent|gdpr"
              + "|breadcrumb|pagination|pager|sidebar|navbar|navigation|menu|masthead|footer"
              + "|popup|modal|overlay|lightbox|tooltip|log-?in|regist|disclaimer|copyright|feedback"
              + "|screen-?reader|sr-only|visually-?hidden|skip-|teaser|byline|author|caption|credit|gallery|slideshow|carousel");

  private static final Pattern CAMEL = Pattern.compile("([a-z])([A-Z])");

  private Boilerplate() {}

  /** What no reader sees, or what is no part of any article, whatever stands in it. */
  static boolean isHard(Element element) {
    return TAGS.contains(element.normalName())
        || ROLES.contains(element.attr("role"))
        || element.hasAttr("hidden")
        || HIDDEN.matcher(element.attr("style")).find();
  }

  /** Whether class or id say that this is something else than an article. */
  static boolean isForeign(Element element) {
    return isNamed(element, FOREIGN);
  }

  private static boolean isNamed(Element element, Pattern pattern) {
    if (BODY_TAGS.contains(element.normalName())) return false;
    if (element.attr("itemprop").equals("articleBody")) return false;
    String names = names(element);
    return !names.isEmpty() && pattern.matcher(names).find();
  }

  /** Class and id as words: {@code articleBody} is {@code article-body}. */
  static String names(Element element) {
    String names = element.className() + ' ' + element.id();
    if (names.length() == 1) return "";
    return CAMEL.matcher(names).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
  }
}
