package io.riskwire.alert;

import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.db.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as Slack's incoming webhooks take it: blocks, and the subject as text for what shows
 * none. Of Slack's own signs only {@code & < >} can do anything in a text; they are escaped
 * (docs.slack.dev, "Formatting message text").
 */
record SlackNote(Outgoing message) {
  /** A note has at most fifty blocks, a text three thousand characters. */
  private static final int MOST_ITEMS = 20;

  private static final int LONGEST = 2900;

  String json() {
    List<Object> blocks = new ArrayList<>();
    List<Item> items = message.items();
    if (items.isEmpty()) blocks.add(section(escape(message.letter().text().strip())));
    for (Item item : items.subList(0, Math.min(items.size(), MOST_ITEMS)))
      blocks.add(section(words(item)));
    if (items.size() > MOST_ITEMS)
      blocks.add(section("… and " + (items.size() - MOST_ITEMS) + " more"));
    blocks.add(
        Map.of(
            "type",
            "context",
            "elements",
            List.of(text("Riskwire · " + escape(Letter.oneLine(message.name()))))));
    return Json.write(Map.of("text", escape(message.letter().subject()), "blocks", blocks));
  }

  private static String words(Item item) {
    List<String> lines = new ArrayList<>();
    lines.add("*<" + item.link() + "|" + escape(Letter.oneLine(item.headline())) + ">*");
    for (String fact : Letter.facts(item)) lines.add(escape(fact));
    if (item.quote() != null) lines.add("> " + escape(Letter.oneLine(item.quote())));
    for (Item.Report report : item.reports()) lines.add("• " + report(report));
    return String.join("\n", lines);
  }

  private static String report(Item.Report report) {
    String words = escape(Letter.oneLine(report.outlet() + ": " + report.title()));
    return Letter.isOfTheWeb(report.url())
        ? "<" + escape(report.url()).replace("|", "%7C") + "|" + words.replace("|", "/") + ">"
        : words;
  }

  private static Object section(String words) {
    return Map.of("type", "section", "text", text(words));
  }

  private static Object text(String words) {
    String cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    return Map.of("type", "mrkdwn", "text", cut);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
