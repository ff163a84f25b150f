package io.riskwire.alert;

import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.db.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as an incoming webhook of Teams takes it: an Adaptive Card in a message
 * (learn.microsoft.com, "Create Incoming Webhooks"). Text from outside stands in text runs, which,
 * unlike text blocks, read no Markdown.
 */
record TeamsCard(Outgoing message) {
  /** A card may have 28 KB. */
  private static final int MOST_ITEMS = 8;

  private static final int MOST_REPORTS = 5;
  private static final int LONGEST = 300;

  String json() {
    List<Object> body = new ArrayList<>();
    List<Item> items = message.items();
    body.add(run(message.letter().subject(), true));
    if (items.isEmpty()) body.add(run(message.letter().text(), false));
    List<Object> actions = new ArrayList<>();
    for (Item item : items.subList(0, Math.min(items.size(), MOST_ITEMS))) {
      if (items.size() > 1) body.add(run(item.headline(), true));
      for (String fact : Letter.facts(item)) body.add(run(fact, false));
      if (item.quote() != null) body.add(run("“" + item.quote() + "”", false));
      for (Item.Report report : item.reports().stream().limit(MOST_REPORTS).toList())
        body.add(run("• " + report.outlet() + ": " + report.title(), false));
      if (actions.size() < 5)
        actions.add(
            Map.of("type", "Action.OpenUrl", "title", "All that is known", "url", item.link()));
    }
    if (items.size() > MOST_ITEMS)
      body.add(run("… and " + (items.size() - MOST_ITEMS) + " more", false));
    var card =
        Map.of(
            "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
            "type", "AdaptiveCard",
            "version", "1.4",
            "body", body,
            "actions", actions);
    return Json.write(
        Map.of(
            "type",
            "message",
            "attachments",
            List.of(
                Map.of(
                    "contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
  }

  private static Object run(String words, boolean isStrong) {
    String line = Letter.oneLine(words);
    String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    return Map.of(
        "type",
        "RichTextBlock",
        "inlines",
        List.of(Map.of("type", "TextRun", "text", cut, "weight", isStrong ? "Bolder" : "Default")));
  }
}
