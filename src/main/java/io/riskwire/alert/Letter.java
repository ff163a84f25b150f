package io.riskwire.alert;

import io.riskwire.event.Reason;
import io.riskwire.risk.Incident;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

  /** What to say of a matter, and the words of the article that say so. */
  record Line(Matter matter, @Nullable String quote) {}

  static Letter of(Subscription subscription, List<Line> lines, URI home) {
    Matter first = lines.getFirst().matter();
    String more = lines.size() > 1 ? " (and " + (lines.size() - 1) + " more)" : "";
    String subject = oneLine(headline(first)) + more;
    String footer =
        "You get this because of your subscription “" + oneLine(subscription.wish().name()) + "”: ";
    URI own = home.resolve("/alerts");
    return new Letter(
        subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + "…",
        text(lines, home) + "-- \n" + footer + own + "\n",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><body>"
            + html(lines, home)
            + "<p style=\"color:#666\">"
            + escape(footer)
            + link(own, "change or end it")
            + "</p></body></html>");
  }

  private static String headline(Matter matter) {
    Incident incident = matter.incident();
    String what = incident == null ? matter.article().title() : incident.title();
    return switch (matter.change()) {
      case NEW -> what;
      case STATUS -> "Now " + statusOf(incident) + ": " + what;
      case EFFECTIVE -> "New date: " + what;
      case SOURCES -> "Confirmed by more sources: " + what;
      case CORRECTION -> "Correction: no longer reported: " + what;
    };
  }

  private static String statusOf(@Nullable Incident incident) {
    return incident == null ? "" : incident.status().label();
  }

  private static String text(List<Line> lines, URI home) {
    var text = new StringBuilder();
    for (Line line : lines) {
      text.append(oneLine(headline(line.matter()))).append("\n\n");
      for (String fact : facts(line.matter(), Function.identity())) text.append(fact).append('\n');
      if (line.quote() != null) text.append("\n“").append(oneLine(line.quote())).append("”\n");
      text.append("\n").append(oneLine(line.matter().article().outlet())).append(": ");
      text.append(line.matter().article().url()).append('\n');
      text.append("All that is known: ").append(page(line.matter(), home)).append("\n\n");
    }
    return text.toString();
  }

  private static String html(List<Line> lines, URI home) {
    var html = new StringBuilder();
    for (Line line : lines) {
      html.append("<h2>").append(link(page(line.matter(), home), headline(line.matter())));
      html.append("</h2><ul>");
      for (String fact : facts(line.matter(), Letter::escape))
        html.append("<li>").append(fact).append("</li>");
      html.append("</ul>");
      if (line.quote() != null)
        html.append("<blockquote>").append(escape(line.quote())).append("</blockquote>");
      html.append("<p>").append(escape(line.matter().article().outlet())).append(": ");
      html.append(article(line.matter())).append("</p>");
    }
    return html.toString();
  }

  private static List<String> facts(Matter matter, Function<String, String> plain) {
    Incident incident = matter.incident();
    if (incident == null) return List.of();
    List<String> facts = new ArrayList<>();
    var roles = incident.roles();
    facts.add(
        incident.type().label()
            + ", "
            + incident.status().label()
            + ", severity "
            + incident.severity()
            + " of 100, confidence "
            + Math.round(incident.confidence() * 100)
            + " %");
    fact(facts, "By", roles.actor(), plain);
    fact(facts, "Vendor", roles.vendor(), plain);
    fact(facts, "Product", roles.product(), plain);
    fact(facts, "For", roles.scope(), plain);
    fact(facts, "Instead", roles.replacement(), plain);
    if (incident.effectiveDate() != null)
      facts.add("From: " + DAY.format(incident.effectiveDate()));
    if (!incident.reasons().isEmpty())
      facts.add(
          "Reasons: " + String.join(", ", incident.reasons().stream().map(Reason::label).toList()));
    facts.add("Independent sources: " + incident.sources());
    return facts;
  }

  private static void fact(
      List<String> facts, String label, @Nullable String value, Function<String, String> plain) {
    if (value != null) facts.add(label + ": " + plain.apply(oneLine(value)));
  }

  private static URI page(Matter matter, URI home) {
    Incident incident = matter.incident();
    return home.resolve(
        incident == null ? "/articles/" + matter.article().id() : "/incidents/" + incident.id());
  }

  /** A link only where it leads to the web: an address from outside may say anything. */
  private static String article(Matter matter) {
    String url = matter.article().url();
    String title = matter.article().title();
    return url.matches("(?i)https?://.*")
        ? "<a href=\"" + escape(url) + "\">" + escape(title) + "</a>"
        : escape(title);
  }

  private static String link(URI to, String words) {
    return "<a href=\"" + escape(to.toString()) + "\">" + escape(words) + "</a>";
  }

  private static String escape(String text) {
    return Entities.escape(text).replace("\"", "&quot;");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
