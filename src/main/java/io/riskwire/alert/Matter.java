package io.riskwire.alert;

import io.riskwire.alert.Subscription.Change;
import io.riskwire.article.Article;
import io.riskwire.risk.Incident;
import io.riskwire.search.Doc;
import io.riskwire.search.Docs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be worth a message: what changed, by which article, and of which incident, if
 * the article tells of one. {@code position}: of the change in the log.
 */
record Matter(long position, Change change, Article article, @Nullable Incident incident) {

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

  /**
   * What must not be told twice. News is new once a story, any other change each time it occurs.
   */
  String key() {
    return change == Change.NEW
        ? "new story " + article.story() + (incident == null ? "" : " " + party())
        : "incident " + incidentId() + " " + change.label() + " " + position;
  }

  /** A round-up tells of several happenings in one story: they are news each. */
  private String party() {
    Incident of = incident;
    if (of == null) return "";
    Long dispute = of.dispute();
    return dispute == null ? "incident " + of.id() : "case " + dispute;
  }

  private long incidentId() {
    Incident of = incident;
    return of == null ? 0 : of.id();
  }
}
