package io.riskwire.alert;

import io.riskwire.alert.Subscription.Schedule;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * A message in words: a subject of one line, a body as text and the same as HTML. All that comes
 * from outside is escaped, and no header gets a line break.
 */
record Letter(String subject, String text, String html) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final int LONGEST_SUBJECT = 180;
  private static final String NOTHING = "Nothing happened";
  private static final int MOST_IN_DIGEST = 200;

  /** Of what happened about one subject, at least one thing. */
  static Letter of(Subscription subscription, List<Item> items, Links links) {
    String subject = oneLine(items.getFirst().headline()) + more(items.size() - 1);
    var text = new StringBuilder();
    var html = new StringBuilder();
    for (Item item : items) write(item, text, html);
    return signed(subject, text, html, subscription, links);
  }

  /** Of everything since the last digest: by vendor, the worst first. */
  static Letter digest(Subscription subscription, List<Item> items, Links links, Instant now) {
    LocalDate day = now.atZone(ZoneId.of(subscription.wish().zone())).toLocalDate();
    String span = subscription.wish().schedule() == Schedule.WEEKLY ? "Week to " : "";
    List<Item> sorted = items.stream().sorted(WORST_FIRST).toList();
    String first = sorted.isEmpty() ? NOTHING : oneLine(sorted.getFirst().headline());
    String subject = span + DAY.format(day) + ": " + first + more(items.size() - 1);
    var text = new StringBuilder(sorted.isEmpty() ? NOTHING + ".\n\n" : "");
    var html = new StringBuilder(sorted.isEmpty() ? "<p>" + NOTHING + ".</p>" : "");
    byVendor(sorted.subList(0, Math.min(sorted.size(), MOST_IN_DIGEST)))
        .forEach(
            (vendor, ofVendor) -> {
              text.append("== ").append(oneLine(vendor)).append(" ==\n\n");
              html.append("<h1 style=\"font-size:24px;margin:24px 0 0\">")
                  .append(escape(vendor))
                  .append("</h1>");
              for (Item item : ofVendor) write(item, text, html);
            });
    if (sorted.size() > MOST_IN_DIGEST) {
      String rest = "And " + (sorted.size() - MOST_IN_DIGEST) + " more: ";
      URI all = links.home().resolve("/incidents");
      text.append(rest).append(all).append("\n\n");
      html.append("<p>").append(rest).append(link(all.toString(), all.toString())).append("</p>");
    }
    return signed(subject, text, html, subscription, links);
  }

  private static final Comparator<Item> WORST_FIRST =
      Comparator.comparing(Item::severity).reversed().thenComparing(Item::published);

  /** The vendor with the worst comes first. */
  private static Map<String, List<Item>> byVendor(List<Item> sorted) {
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : sorted)
      groups.computeIfAbsent(item.vendor(), v -> new ArrayList<>()).add(item);
    return groups;
  }

  /**
   * Asks whether the owner of the address wants what was asked for in their name. It has no word of
   * whoever asked, who could otherwise write to anybody through us; the page has them.
   */
  static Letter confirmation(Subscription subscription, Links links) {
    URI confirm = links.confirmation(subscription);
    String start =
        "Somebody, you we hope, asked Riskwire to write to this address when something happens to"
            + " vendors and their products. ";
    String end =
        "If it was not you, do nothing: nothing will be sent, and this question is not repeated.";
    return new Letter(
        "Please confirm your subscription",
        start
            + "This page shows what about, and lets you confirm it within a week:\n\n"
            + confirm
            + "\n\n"
            + end
            + "\n",
        page(
            "<p>"
                + escape(start)
                + link(confirm.toString(), "See what about, and confirm it within a week")
                + ".</p><p>"
                + end
                + "</p>"));
  }

  /** Shows that messages arrive. */
  static Letter test(Subscription subscription, Links links) {
    var words =
        "This is a test. Messages of your subscription “"
            + oneLine(subscription.wish().name())
            + "” arrive here.";
    var text = new StringBuilder(words + "\n\n");
    var html = new StringBuilder("<p>" + escape(words) + "</p>");
    return signed("Test of Riskwire", text, html, subscription, links);
  }

  private static Letter signed(
      String subject,
      StringBuilder text,
      StringBuilder html,
      Subscription subscription,
      Links links) {
    String why =
        "You get this because of your subscription “"
            + oneLine(subscription.wish().name())
            + "” ("
            + oneLine(subscription.wish().asked())
            + ").";
    URI change = links.to(Links.Purpose.PREFERENCES, subscription.id());
    URI leave = links.to(Links.Purpose.UNSUBSCRIBE, subscription.id());
    return new Letter(
        subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + "…",
        text + "-- \n" + why + "\nChange it: " + change + "\nUnsubscribe: " + leave + "\n",
        page(
            html
                + "<p style=\"color:#666\">"
                + escape(why)
                + " "
                + link(change.toString(), "Change it")
                + " · "
                + link(leave.toString(), "Unsubscribe")
                + "</p>"));
  }

  private static String page(String body) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
    <body style="margin:0;padding:16px;background:#fff;color:#1a1a1a;font:16px/1.5 Arial,sans-serif">
    <div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
    """
        + body
        + "</div></body></html>\n";
  }

  private static String more(int others) {
    return others < 1 ? "" : " (and " + others + " more)";
  }

  private static void write(Item item, StringBuilder text, StringBuilder html) {
    text.append(oneLine(item.headline())).append("\n\n");
    html.append("<h2 style=\"font-size:20px;line-height:1.3;margin:16px 0 8px\">")
        .append(link(item.link(), oneLine(item.headline())))
        .append("</h2>");
    for (String fact : facts(item)) {
      text.append(fact).append('\n');
      html.append(escape(fact)).append("<br>");
    }
    if (item.quote() != null) {
      text.append("\n“").append(oneLine(item.quote())).append("”\n");
      html.append(
              "<blockquote style=\"margin:12px 0;padding-left:12px;border-left:3px solid #ccc\">")
          .append(escape(item.quote()))
          .append("</blockquote>");
    }
    text.append('\n');
    html.append("<p>");
    for (Item.Report report : item.reports()) {
      text.append(oneLine(report.outlet())).append(": ").append(oneLine(report.title()));
      text.append('\n').append(oneLine(report.url())).append('\n');
      html.append(escape(report.outlet())).append(": ").append(article(report)).append("<br>");
    }
    text.append("All that is known: ").append(item.link()).append("\n\n");
    html.append("</p>");
  }

  /** What is known of it, each in one plain line. */
  static List<String> facts(Item item) {
    List<String> facts = new ArrayList<>();
    if (item.foundLate()) facts.add("Found late: published " + day(item.published()));
    Item.Like like = item.like();
    if (like != null)
      facts.add(
          "Reads like what you were told on " + day(like.at()) + ": " + oneLine(like.subject()));
    if (item.why() != null) facts.add("Fits your question by: " + oneLine(item.why()));
    Item.Facts known = item.facts();
    if (known == null) return facts;
    if (item.before() != null)
      facts.add(
          "New since the last message: "
              + inWords(item.before())
              + " → "
              + inWords(known.status()));
    facts.add(
        inWords(known.type())
            + ", "
            + inWords(known.status())
            + ", severity "
            + known.severity()
            + " of 100, confidence "
            + Math.round(known.confidence() * 100)
            + " %");
    fact(facts, "By", known.actor());
    fact(facts, "Vendor", known.vendor());
    fact(facts, "Product", known.product());
    fact(facts, "For", known.scope());
    fact(facts, "Instead", known.replacement());
    if (known.effectiveDate() != null) facts.add("From: " + DAY.format(known.effectiveDate()));
    if (!known.reasons().isEmpty()) facts.add("Reasons: " + String.join(", ", known.reasons()));
    facts.add("Independent sources: " + known.sources());
    return facts;
  }

  /** {@code in-force}: in force. */
  private static String inWords(String label) {
    return label.replace('-', ' ');
  }

  private static String day(Instant at) {
    return DAY.format(at.atZone(ZoneId.of("UTC")));
  }

  private static void fact(List<String> facts, String label, @Nullable String value) {
    if (value != null) facts.add(label + ": " + oneLine(value));
  }

  /** A link only where it leads to the web: an address from outside may say anything. */
  private static String article(Item.Report report) {
    return isOfTheWeb(report.url()) ? link(report.url(), report.title()) : escape(report.title());
  }

  static boolean isOfTheWeb(String url) {
    return url.matches("(?i)https?://[^\\s\\p{Cntrl}]*");
  }

  private static String link(String to, String words) {
    return "<a href=\"" + escape(to) + "\">" + escape(words) + "</a>";
  }

  private static String escape(String text) {
    return Entities.escape(text).replace("\"", "&quot;");
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}
