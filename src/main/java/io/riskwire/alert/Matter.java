package io.riskwire.alert;

import io.riskwire.alert.Subscription.Change;
import io.riskwire.article.Article;
import io.riskwire.risk.Incident;
import io.riskwire.search.Doc;
import io.riskwire.search.Docs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be worth a message: what changed, by which article, and of which incident, if
 * the article tells of one. {@code position}: of the change in the log.
 */
record Matter(long position, Change change, Article article, @Nullable Incident incident) {
  /** At how many independent sources it is told that there are more. */
  private static final Set<Integer> MILESTONES = Set.of(2, 3, 5, 10, 20, 50);

  Doc doc() {
    return incident == null ? Docs.of(article, List.of()) : Docs.of(incident, List.of(article));
  }

  /** About what the message is: the case, else the incident, else the article. */
  Alert.About about() {
    if (incident == null) return new Alert.About("article", article.id());
    Long dispute = incident.dispute();
    return dispute == null
        ? new Alert.About("incident", incident.id())
        : new Alert.About("case", dispute);
  }

  /** What changed, in one line. */
  String headline() {
    Incident of = incident;
    if (of == null) return article.title();
    return switch (change) {
      case NEW -> of.title();
      case STATUS -> "Now " + of.status().label().replace('-', ' ') + ": " + of.title();
      case EFFECTIVE -> "New date: " + of.title();
      case SOURCES -> "Confirmed by " + of.sources() + " sources: " + of.title();
      case CORRECTION -> "Correction: no longer reported: " + of.title();
    };
  }

  /** Whether it is worth telling: the second source is, the fourth is not. */
  boolean isMilestone() {
    return change != Change.SOURCES || MILESTONES.contains(sources());
  }

  private int sources() {
    Incident of = incident;
    return of == null ? 0 : of.sources();
  }

  /**
   * What must not be told twice. News is new once a story, a number of sources once an incident,
   * any other change each time it occurs.
   */
  String key() {
    return switch (change) {
      case NEW -> storyAlone() + (incident == null ? "" : " " + party());
      case SOURCES -> "incident " + incidentId() + " sources " + sources();
      case STATUS, EFFECTIVE, CORRECTION ->
          "incident " + incidentId() + " " + change.label() + " " + position;
    };
  }

  /** What else shows whether a subscriber knows of it: that its story was told, in either way. */
  Set<String> keysOfStory() {
    return change == Change.NEW ? Set.of(storyAlone(), storyByIncident()) : Set.of();
  }

  private String storyAlone() {
    return "new story " + article.story();
  }

  private String storyByIncident() {
    return "told story " + article.story();
  }

  /** Its story was told by what happened in it: a further article that says no more is no news. */
  boolean isKnownBy(Set<String> told) {
    return incident == null && told.contains(storyByIncident());
  }

  /** Its story was told when nobody knew yet what had happened. */
  boolean isMoreThan(Set<String> told) {
    return change == Change.NEW && incident != null && told.contains(storyAlone());
  }

  /** Adds to what is told by it that its story was, unless that was told before. */
  void noteStory(Set<String> before, Map<String, Matter> told) {
    if (change == Change.NEW && incident != null && !before.contains(storyByIncident()))
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
