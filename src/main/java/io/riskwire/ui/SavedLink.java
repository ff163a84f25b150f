package io.riskwire.ui;

import io.riskwire.search.SavedSearch.Kind;
import io.riskwire.search.SavedSearch.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a saved search is asked. The forms there have one value a field: what does not
 * fit is put in words.
 */
final class SavedLink {
  private final List<String> words = new ArrayList<>();
  private Link link;

  private SavedLink(Kind kind) {
    link = Link.to("/" + kind.label());
  }

  static Link of(Question question) {
    var saved = new SavedLink(question.kind());
    boolean isArticles = question.kind() == Kind.ARTICLES;
    if (!question.q().isBlank())
      saved.words.add(question.q().contains(" OR ") ? "(" + question.q() + ")" : question.q());
    saved.put("vendor", question.vendor(), true);
    saved.put("type", question.type(), true);
    saved.put("status", question.status(), true);
    saved.put("product", question.product(), isArticles);
    saved.put("source", question.source(), isArticles);
    saved.put("lang", question.lang(), isArticles);
    saved.days(question.from(), question.to(), isArticles);
    Integer severity = question.minSeverity();
    return saved
        .link
        .with("q", saved.words.size() == 1 ? saved.alone(question.q()) : saved.together())
        .with("minSeverity", severity == null ? null : severity.toString())
        .with("due", question.due() ? "true" : null)
        .with("sort", isArticles ? question.sort() : null);
  }

  private String alone(String q) {
    return q.isBlank() ? together() : q;
  }

  private String together() {
    return String.join(" ", words);
  }

  private void put(String field, List<String> values, boolean isInForm) {
    if (values.isEmpty()) return;
    if (isInForm && values.size() == 1) link = link.with(field, values.getFirst());
    else
      words.add(
          values.stream()
              .map(v -> "\"" + v.replace("\"", "") + "\"")
              .collect(Collectors.joining(" OR ", field + ":(", ")")));
  }

  private void days(@Nullable String from, @Nullable String to, boolean isInForm) {
    if (from == null && to == null) return;
    String first = from == null ? null : day(from, Duration.ZERO);
    String last = to == null ? null : day(to, Duration.ofMillis(1));
    if (isInForm) link = link.with("from", first).with("to", last);
    else
      words.add(
          "published:["
              + (first == null ? "*" : first)
              + " TO "
              + (last == null ? "*" : last)
              + "]");
  }

  private static String day(String written, Duration before) {
    Instant moment =
        written.contains("T")
            ? OffsetDateTime.parse(written).toInstant()
            : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
    return LocalDate.ofInstant(moment.minus(before), ZoneOffset.UTC).toString();
  }
}
