package io.riskwire.alert;

import io.riskwire.alert.Subscription.Change;
import io.riskwire.article.Article;
import io.riskwire.risk.Incident;
import io.riskwire.search.Doc;
import io.riskwire.search.Docs;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be worth a message: what changed, by which article, and of which incident, if
 * the article tells of one. {@code position}: of the change in the log.
 */
record Matter(long position, String what, @Nullable Article article, @Nullable Incident incident) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /** At how many independent sources it is told that there are more. */
  private static final NavigableSet<Integer> MILESTONES =
      new TreeSet<>(Set.of(2, 3, 5, 10, 20, 50));

  Matter {
    if (article == null && (incident == null || !what.equals("correction")))
      throw new IllegalArgumentException("only a correction does without an article");
  }

  /** Of which kind of change it is for subscribers: dates that come near or have come are one. */
  Change change() {
    return switch (what) {
      case "near", "due" -> Change.EFFECTIVE;
      default -> Change.of(what);
    };
  }

  /** Whether the clock caused it, so that it is no matter when its article was published. */
  boolean isOfTheClock() {
    return what.equals("near") || what.equals("due");
  }

  /** The article; a correction of what lost all of its articles has none, and is not asked. */
  Article told() {
    return Objects.requireNonNull(article);
  }

  Doc doc() {
    return incident == null ? Docs.of(told(), List.of()) : Docs.of(incident, List.of(told()));
  }

  /** The vendors that it is about: of an incident that has none, who did it. */
  List<String> vendors() {
    if (incident == null) return told().vendors();
    var roles = incident.roles();
    String vendor = roles.vendor() == null ? roles.actor() : roles.vendor();
    return vendor == null ? List.of() : List.of(vendor);
  }

  /** About what the message is: the case, else the incident, else the article. */
  Alert.About about() {
    if (incident == null) return new Alert.About("article", told().id());
    Long dispute = incident.dispute();
    return dispute == null
        ? new Alert.About("incident", incident.id())
        : new Alert.About("case", dispute);
  }

  /** What changed, in one line. */
  String headline() {
    Incident of = incident;
    if (of == null) return told().title();
    return switch (change()) {
      case NEW -> of.title();
      case STATUS -> "Now " + of.status().label().replace('-', ' ') + ": " + of.title();
      case EFFECTIVE -> date(of) + ": " + of.title();
      case SOURCES -> "Confirmed by " + of.sources() + " sources: " + of.title();
      case CORRECTION ->
          (of.isWithdrawn() ? "Correction: no longer reported: " : "Correction: ") + of.title();
    };
  }

  private String date(Incident of) {
    LocalDate date = of.effectiveDate();
    if (date == null || !isOfTheClock()) return "New date";
    return (what.equals("near") ? "Takes effect on " : "Due since ") + DAY.format(date);
  }

  /** Whether it is worth telling: the second source is, the fourth is not. */
  boolean isMilestone() {
    return change() != Change.SOURCES || milestone() > 0;
  }

  /** The last one passed; several sources may have come since the last look. */
  private int milestone() {
    Incident of = incident;
    Integer passed = of == null ? null : MILESTONES.floor(of.sources());
    return passed == null ? 0 : passed;
  }

  /**
   * What must not be told twice. News is new once a story, a number of sources once an incident,
   * any other change each time it occurs.
   */
  String key() {
    return switch (change()) {
      case NEW -> storyAlone() + (incident == null ? "" : " " + party());
      case SOURCES -> "incident " + incidentId() + " sources " + milestone();
      case STATUS, EFFECTIVE, CORRECTION ->
          "incident " + incidentId() + " " + what + " " + position;
    };
  }

  boolean isByTheArticleOf(Matter other) {
    return article != null && other.article != null && article.id() == other.article.id();
  }

  /** What else shows whether a subscriber knows of it: that its story was told, in either way. */
  Set<String> keysOfStory() {
    return change() == Change.NEW ? Set.of(storyAlone(), storyByIncident()) : Set.of();
  }

  private String storyAlone() {
    return "new story " + told().story();
  }

  private String storyByIncident() {
    return "told story " + told().story();
  }

  /** Its story was told by what happened in it: a further article that says no more is no news. */
  boolean isKnownBy(Set<String> told) {
    return incident == null && told.contains(storyByIncident());
  }

  /** Its story was told when nobody knew yet what had happened. */
  boolean isFirstOf(Set<String> told) {
    return change() == Change.NEW && incident != null && told.contains(storyAlone());
  }

  /** Its story was told, and this is something else in it, or the same that was read otherwise. */
  boolean isMoreThan(Set<String> told) {
    return change() == Change.NEW && incident != null && told.contains(storyByIncident());
  }

  /** Adds to what is told by it that its story was, unless that was told before. */
  void noteStory(Set<String> before, Map<String, Matter> told) {
    if (change() == Change.NEW && incident != null && !before.contains(storyByIncident()))
      told.putIfAbsent(storyByIncident(), this);
  }

  /** A round-up tells of several happenings in one story: they are news each. */
  private String party() {
    Incident of = incident;
    if (of == null) return "";
    Long dispute = of.dispute();
    return dispute == null ? "incident " + of.id() : "case " + dispute;
  }

  long incidentId() {
    Incident of = incident;
    return of == null ? 0 : of.id();
  }
}
