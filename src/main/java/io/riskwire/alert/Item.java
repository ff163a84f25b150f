package io.riskwire.alert;

import io.riskwire.article.Article;
import io.riskwire.event.Reason;
import io.riskwire.risk.Incident;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a message tells, as it was when the message was made: what changed, about what,
 * since the last message ({@code before}), in whose words, by what part of the subscriber's
 * question ({@code why}), and who reports it. {@code foundLate}: it happened longer ago than what
 * is told at once.
 */
record Item(
    String change,
    String kind,
    String id,
    String title,
    String headline,
    @Nullable Facts facts,
    @Nullable String before,
    @Nullable String quote,
    @Nullable String why,
    List<Report> reports,
    String link,
    Instant published,
    boolean foundLate,
    @Nullable Like like) {
  private static final int MOST_REPORTS = 12;
  private static final int BEGINNING = 280;

  Item {
    reports = List.copyOf(reports);
  }

  /** What is known of an incident; an article that tells of none has nothing of it. */
  record Facts(
      String type,
      String status,
      int severity,
      double confidence,
      @Nullable String actor,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String scope,
      @Nullable String replacement,
      @Nullable LocalDate effectiveDate,
      List<String> reasons,
      int sources) {
    static Facts of(Incident incident) {
      var roles = incident.roles();
      return new Facts(
          incident.type().label(),
          incident.status().label(),
          incident.severity(),
          incident.confidence(),
          roles.actor(),
          roles.vendor(),
          roles.product(),
          roles.scope(),
          roles.replacement(),
          incident.effectiveDate(),
          incident.reasons().stream().sorted().map(Reason::label).toList(),
          incident.sources());
    }
  }

  /** The subject line of an earlier message that reads like it. */
  record Like(String subject, Instant at) {}

  /** An article that tells it. */
  record Report(String outlet, String title, String url) {
    static Report of(Article article) {
      return new Report(article.outlet(), article.title(), article.url());
    }
  }

  /** What else a message says of a matter: the status before, the words of the article. */
  record Told(@Nullable String before, @Nullable String quote, List<Article> telling) {
    static final Told NOTHING = new Told(null, null, List.of());
  }

  static Item of(Matter matter, Told told, URI home) {
    Incident incident = matter.incident();
    Article article = matter.article();
    List<Article> telling =
        told.telling().isEmpty() ? Stream.ofNullable(article).toList() : told.telling();
    String title = incident == null ? matter.told().title() : incident.title();
    String kind = incident == null ? "article" : "incident";
    long id = incident == null ? matter.told().id() : incident.id();
    return new Item(
        matter.change().label(),
        kind,
        String.valueOf(id),
        title,
        matter.headline(),
        incident == null ? null : Facts.of(incident),
        told.before(),
        incident == null ? beginning(matter.told().text()) : told.quote(),
        null,
        telling.stream().limit(MOST_REPORTS).map(Report::of).toList(),
        home.resolve("/" + kind + "s/" + id).toString(),
        article == null && incident != null ? incident.lastSeen() : matter.told().published(),
        false,
        null);
  }

  /** What an article says first; of one that tells of no incident there is no better quote. */
  private static @Nullable String beginning(String text) {
    String words = Letter.oneLine(text).replaceAll("\\s+", " ");
    if (words.length() <= BEGINNING) return words.isEmpty() ? null : words;
    int blank = words.lastIndexOf(' ', BEGINNING);
    int end = Character.isHighSurrogate(words.charAt(BEGINNING - 1)) ? BEGINNING - 1 : BEGINNING;
    return words.substring(0, blank > 0 ? blank : end) + " …";
  }

  Item late() {
    return new Item(
        change, kind, id, title, headline, facts, before, quote, why, reports, link, published,
        true, like);
  }

  Item because(@Nullable String fitting) {
    return new Item(
        change, kind, id, title, headline, facts, before, quote, fitting, reports, link, published,
        foundLate, like);
  }

  /** Its story was told to the subscriber; {@code known}: what was known then, of one without. */
  Item more(@Nullable String known) {
    return headed("More is known: " + headline, known, like);
  }

  /** It reads like something that the subscriber was told: who tells it now is what is new. */
  Item again(Like earlier) {
    String outlet = reports.isEmpty() ? "another" : reports.getFirst().outlet();
    return headed("Again, by " + outlet.replace(":", "") + ": " + headline, before, earlier);
  }

  private Item headed(String words, @Nullable String known, @Nullable Like earlier) {
    return new Item(
        change, kind, id, title, words, facts, known, quote, why, reports, link, published,
        foundLate, earlier);
  }

  int severity() {
    Facts known = facts;
    return known == null ? 0 : known.severity();
  }

  /** Under whose name a digest shows it. */
  String vendor() {
    Facts known = facts;
    if (known == null) return "In the news";
    return known.vendor() == null ? "Others" : known.vendor();
  }
}
