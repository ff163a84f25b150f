package io.riskwire.event;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A day that an article names, with every place where it does: it may be the effective date. */
final class Day {
  private record Naming(Sentence sentence, Dates.Found found, boolean asFuture) {}

  private static final int SENTENCES = 20;

  /** A day less likely than this leaves the date open. */
  private static final double LEAST = 0.4;

  final LocalDate day;
  private final List<Naming> namings = new ArrayList<>();

  private Day(LocalDate day) {
    this.day = day;
  }

  /** A weekday stands for the one before and the one to come. */
  static List<Day> of(Material article) {
    Dates dates = new Dates(article.published());
    Map<LocalDate, Day> days = new LinkedHashMap<>();
    for (Sentence s : article.sentences())
      if (s.order() <= SENTENCES) {
        for (Dates.Found f : dates.in(s, true))
          days.computeIfAbsent(f.day(), Day::new).namings.add(new Naming(s, f, true));
        for (Dates.Found f : dates.in(s, false))
          if (!days.containsKey(f.day()))
            days.computeIfAbsent(f.day(), Day::new).namings.add(new Naming(s, f, false));
      }
    return List.copyOf(days.values());
  }

  /** The effective date of an event, by the model; null where it is left open. */
  static @Nullable LocalDate choose(
      Material article, EventType type, @Nullable LocalDate byRules, Model model) {
    List<Day> days = of(article);
    if (days.isEmpty()) return null;
    Tally none = model.tally();
    none(type, byRules, days.size(), none);
    double total = Math.exp(none.sum(0));
    double most = 0;
    LocalDate best = null;
    for (Day day : days) {
      Tally tally = model.tally();
      day.features(article, type, byRules, tally);
      double odds = Math.exp(tally.sum(0));
      total += odds;
      if (odds <= most) continue;
      most = odds;
      best = day.day;
    }
    return most / total >= LEAST ? best : null;
  }

  /** The features of leaving the date open. */
  static void none(EventType type, @Nullable LocalDate byRules, int days, Features out) {
    out.add(Features.NOWHERE, "NONE", type.label());
    out.add(Features.NOWHERE, "NONE", "", byRules == null ? "none" : "other");
    out.add(Features.NOWHERE, "NONE", type.label(), byRules == null ? "none" : "other");
    out.add(Features.NOWHERE, "NONE#", Integer.toString(Math.min(4, days)));
  }

  /** The features of this day as the effective date of an event of {@code type}. */
  void features(Material article, EventType type, @Nullable LocalDate byRules, Features out) {
    String label = type.label();
    String rules = byRules == null ? "none" : byRules.equals(day) ? "this" : "other";
    out.add(Features.NOWHERE, "RULES", rules);
    out.add(Features.NOWHERE, "RULES", rules, label);
    long away = ChronoUnit.DAYS.between(article.published(), day);
    String when =
        away < -30 ? "past" : away < 0 ? "before" : away == 0 ? "now" : away < 30 ? "soon" : "then";
    out.add(Features.NOWHERE, "WHEN", when);
    out.add(Features.NOWHERE, "WHEN", when, label);
    for (Naming n : namings) naming(article, n, when, label, out);
  }

  private static void naming(Material article, Naming n, String when, String label, Features out) {
    Sentence s = n.sentence;
    Passage passage = s.passage();
    String place = s.isTitle() ? "T" : s.order() <= 2 ? "L" : "B";
    int at = Features.NOWHERE;
    String cue = n.found.cue().toString();
    out.add(at, "CUE", cue, place);
    out.add(at, "CUE", cue, when, label);
    int first = n.found.first();
    String before = first - 1 < s.from() ? "^" : passage.lower(first - 1);
    String second = first - 2 < s.from() ? "^" : Abstract.word(passage, first - 2);
    String next = n.found.last() + 1 >= s.to() ? "$" : Abstract.word(passage, n.found.last() + 1);
    out.add(at, "B", before);
    out.add(at, "B", before, when);
    out.add(at, "B2", second, before);
    out.add(at, "N", next, when);
    out.add(at, "DAY", passage.words.isNumber(n.found.last()) ? "date" : "name", when);
    if (n.asFuture) out.add(at, "FUTURE", when);
    for (Frame f : article.frames())
      if (f.sentence == s && f.weight >= 0.2 && f.type.label().equals(label))
        out.add(at, "TELLS", when, cue);
    for (int i = s.from(); i < s.to(); i++) {
      Word word = passage.lexicon[i];
      if (word != null && (word.closed == null || word.closed == Tag.MODAL))
        out.add(at, "S", word.base);
    }
    Predicate p = nearest(article.parseOf(s.order()), n.found);
    if (p == null) return;
    out.add(at, "V", p.lemma, when);
    out.add(at, "M", p.mood + (p.isPast ? "past" : ""), when);
    Word verb = passage.lexicon[p.verb];
    if (verb != null) for (String c : verb.classes) out.add(at, "VC", c, when);
  }

  private static @Nullable Predicate nearest(Parser.@Nullable Parse parse, Dates.Found d) {
    if (parse == null) return null;
    Predicate best = null;
    int distance = Integer.MAX_VALUE;
    for (Predicate p : parse.predicates()) {
      int away = p.verb < d.first() ? d.first() - p.verb : p.from - d.last() - 1;
      if (away < 0 || away >= distance) continue;
      best = p;
      distance = away;
    }
    return best;
  }
}
