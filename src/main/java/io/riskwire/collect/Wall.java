package io.riskwire.collect;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages that stand before an article: a check for robots, a refusal with the status of a
 * success, a page that only its script would fill.
 */
final class Wall {
  /** A page with so much text to read is an article, whatever else is in it. */
  private static final int ARTICLE = 1_500;

  private static final int ALMOST_NOTHING = 200;

  private static final Pattern TITLE =
      Pattern.compile(
          "(?i)\\s*(just a moment|attention required|access (to this page has been )?denied"
              + "|are you a robot|are you human|robot or human|human verification"
              + "|(security|browser|robot) check|verify(ing)? (that )?you are (a )?human"
              + "|pardon our interruption|checking your browser|please wait|ddos-guard|403 forbidden"
              + "|request (blocked|rejected)|one moment, please|bot verification|captcha).*");

  private static final String MARKS =
      "script[src*=/cdn-cgi/challenge-platform/], script[src*=captcha-delivery.com],"
          + " #px-captcha, script[src*=_Incapsula_Resource], iframe[src*=_Incapsula_Resource],"
          + " #challenge-form, #cf-challenge-running, script[src*=/.well-known/ddos-guard],"
          + " form[action*=captcha], script[src*=awswaf.com], meta[name=robot-check]";

  private static final Pattern NEEDS_SCRIPT =
      Pattern.compile("(?i).*\\b(enable|requires?|turn on|activate)\\b.{0,30}\\bjavascript\\b.*");

  private static final String EMPTY_ROOTS =
      "body > #root:empty, body > #app:empty, body > #__next:empty, body > #___gatsby:empty,"
          + " body > app-root:empty, body > #main:empty";

  private Wall() {}

  /** What the page is instead of an article, or null; {@code text} is what was read out of it. */
  static @Nullable String of(Document page, String text) {
    if (text.length() > ARTICLE) return null;
    if (TITLE.matcher(page.title()).matches() || page.selectFirst(MARKS) != null)
      return "the site checks for robots and shows no article";
    if (text.length() > ALMOST_NOTHING) return null;
    boolean isForScripts =
        page.selectFirst(EMPTY_ROOTS) != null
            || page.select("noscript").stream()
                .anyMatch(n -> NEEDS_SCRIPT.matcher(n.text()).matches())
            || NEEDS_SCRIPT.matcher(text).matches();
    return isForScripts ? "the page is empty without its scripts" : null;
  }
}
