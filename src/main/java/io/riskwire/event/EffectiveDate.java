package io.riskwire.event;

import io.riskwire.event.Dates.Cue;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the day on which what an event tells begins, or began, to apply. */
final class EffectiveDate {
  private static final Set<EventType> DATED =
      EnumSet.of(
          EventType.TOOL_BAN,
          EventType.REGULATORY_ACTION,
          EventType.ACCESS_CUTOFF,
          EventType.TRADE_RESTRICTION,
          EventType.PRODUCT_CHANGE);
  private static final Set<String> EFFECT_WORDS =
      Set.of(
          "effect",
          "force",
          "apply",
          "applies",
          "applied",
          "deadline",
          "begin",
          "begins",
          "start",
          "starts");

  private final Dates dates;
  private final List<Sentence> sentences;

  EffectiveDate(Dates dates, List<Sentence> sentences) {
    this.dates = dates;
    this.sentences = sentences;
  }

  /** The same for an article. */
  static @Nullable LocalDate of(Material article, EventType type, List<Frame> frames) {
    return new EffectiveDate(new Dates(article.published()), article.sentences()).of(type, frames);
  }

  /** The day for frames of one event, the weightiest first; null where the article gives none. */
  @Nullable LocalDate of(EventType type, List<Frame> frames) {
    if (!DATED.contains(type) || frames.isEmpty()) return null;
    if (type == EventType.REGULATORY_ACTION && !frames.getFirst().rule.id().contains("block"))
      return null;
    for (Frame frame : frames) {
      LocalDate day = withCue(frame.sentence, frame.status == Status.ANNOUNCED);
      if (day != null) return day;
    }
    LocalDate stated = stated();
    if (stated != null) return stated;
    boolean plain =
        type != EventType.REGULATORY_ACTION && frames.getFirst().status != Status.PROPOSED;
    for (Sentence s : sentences) {
      LocalDate day =
          plain && s.order() <= 6 ? withCue(s, frames.getFirst().status == Status.ANNOUNCED) : null;
      if (day != null) return day;
    }
    for (Frame frame : frames) {
      LocalDate day = beside(frame);
      if (day != null) return day;
    }
    return null;
  }

  private @Nullable LocalDate withCue(Sentence sentence, boolean future) {
    for (Dates.Found d : dates.in(sentence, future)) if (d.cue() == Cue.EFFECT) return d.day();
    return null;
  }

  /** "The rule takes effect on Friday", wherever it stands. */
  private @Nullable LocalDate stated() {
    for (Sentence s : sentences) {
      boolean effect = false;
      for (int i = s.from(); i < s.to() && !effect; i++)
        effect = EFFECT_WORDS.contains(s.passage().lower(i));
      if (!effect) continue;
      List<Dates.Found> found = dates.in(s, true);
      if (!found.isEmpty() && s.order() <= 12) return found.getFirst().day();
    }
    return null;
  }

  /** A day told without a cue counts where it belongs to the verb of the event itself. */
  private @Nullable LocalDate beside(Frame frame) {
    if (frame.status == Status.PROPOSED || frame.predicate == null || frame.parse == null)
      return null;
    for (Dates.Found d : dates.in(frame.sentence, frame.status == Status.ANNOUNCED))
      if (nearest(frame.parse.predicates(), d) == frame.predicate) return d.day();
    return null;
  }

  private static @Nullable Predicate nearest(List<Predicate> predicates, Dates.Found d) {
    Predicate best = null;
    int distance = Integer.MAX_VALUE;
    for (Predicate p : predicates) {
      int away = p.verb < d.first() ? d.first() - p.verb : p.from - d.last() - 1;
      if (away < 0 || away >= distance) continue;
      best = p;
      distance = away;
    }
    return best;
  }
}
