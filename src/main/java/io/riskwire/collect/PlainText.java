package io.riskwire.collect;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** One line of plain text from what feeds put into titles and names. */
final class PlainText {
  private static final Pattern TAG =
      Pattern.compile(
          "(?i)</?(?:a|abbr|b|big|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark"
              + "|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|ul|wbr)(?:\\s[^<>]*)?/?>");

  private PlainText() {}

  /** Blanks joined, no longer than {@code most}; text that shows no markup is left as it is. */
  static String of(String text, int most) {
    String part = cut(text, 20 * most);
    if (part.indexOf('<') >= 0 && TAG.matcher(part).find()) part = Jsoup.parse(part).text();
    else if (part.indexOf('&') >= 0) part = Parser.unescapeEntities(part, true);
    return cut(joined(part), most);
  }

  /** The same for what is known to be HTML. */
  static String ofHtml(String html, int most) {
    String part = cut(html, 20 * most);
    if (part.indexOf('<') >= 0 || part.indexOf('&') >= 0) part = Jsoup.parse(part).text();
    return cut(joined(part), most);
  }

  private static String joined(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean isBlank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        isBlank = true;
        continue;
      }
      if (isBlank && !out.isEmpty()) out.append(' ');
      isBlank = false;
      out.append(c);
    }
    return out.toString();
  }

  static String cut(String text, int most) {
    if (text.length() <= most) return text;
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
