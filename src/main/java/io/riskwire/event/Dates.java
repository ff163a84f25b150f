package io.riskwire.event;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the days that a sentence names and resolves them against the day of publication. */
final class Dates {
  /** What stands before a date says what it is. */
  enum Cue {
    /** "from", "as of", "until": something begins or ends then. */
    EFFECT,
    /** "on", or nothing. */
    PLAIN
  }

  /** A day, where its words stand, and what they say of it. */
  record Found(LocalDate day, int first, int last, Cue cue) {}

  private static final Set<String> EFFECT =
      Set.of(
          "from",
          "since",
          "until",
          "till",
          "by",
          "before",
          "starting",
          "beginning",
          "effective",
          "after",
          "of");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private final LocalDate published;

  Dates(LocalDate published) {
    this.published = published;
  }

  /**
   * The days named in a sentence, in order; {@code future}: whether it speaks of what is to come.
   */
  List<Found> in(Sentence sentence, boolean future) {
    List<Found> found = new ArrayList<>();
    for (int i = sentence.from(); i < sentence.to(); i++) {
      Found date = at(sentence, i, future);
      if (date == null) continue;
      found.add(date);
      i = date.last();
    }
    return found;
  }

  private @Nullable Found at(Sentence s, int i, boolean future) {
    Passage p = s.passage();
    String word = p.lower(i);
    if (isNumberBetween(word, 1, 31) && isMonth(p, i + 1)) {
      int year = year(p, skipComma(p, i + 2));
      return found(
          p, i, year > 0 ? skipComma(p, i + 2) : i + 1, day(year, month(p, i + 1), number(word)));
    }
    if (isMonth(p, i) && isNumberBetween(p.lower(i + 1), 1, 31)) {
      int year = year(p, skipComma(p, i + 2));
      return found(
          p,
          i,
          year > 0 ? skipComma(p, i + 2) : i + 1,
          day(year, month(p, i), number(p.lower(i + 1))));
    }
    if (word.equals("today") || word.equals("tonight")) return found(p, i, i, published);
    if (word.equals("yesterday")) return found(p, i, i, published.minusDays(1));
    if (word.equals("tomorrow")) return found(p, i, i, published.plusDays(1));
    if (word.equals("next") && p.lower(i + 1).equals("month"))
      return found(p, i, i + 1, published.plusMonths(1).withDayOfMonth(1));
    DayOfWeek weekday = weekday(p, i);
    return weekday == null ? null : found(p, i, i, nearest(p, i, weekday, future));
  }

  private static @Nullable Found found(Passage p, int first, int last, @Nullable LocalDate day) {
    return day == null ? null : new Found(day, first, last, cue(p, first));
  }

  private static Cue cue(Passage p, int first) {
    for (int i = first - 1; i >= 0 && first - i <= 5; i--) {
      String word = p.lower(i);
      if (word.equals("of") && !p.lower(i - 1).equals("as")) return Cue.PLAIN;
      if (EFFECT.contains(word)) return Cue.EFFECT;
      boolean transparent =
          word.equals("the")
              || word.equals("end")
              || word.equals("start")
              || word.equals("beginning")
              || word.equals("midnight")
              || word.equals("on")
              || (DAYS.contains(shortened(word)) && word.endsWith("day"))
              || word.equals("noon");
      if (!transparent) return Cue.PLAIN;
    }
    return Cue.PLAIN;
  }

  private LocalDate nearest(Passage p, int i, DayOfWeek weekday, boolean future) {
    String before = p.lower(i - 1);
    boolean past = before.equals("since") || before.equals("last");
    boolean next =
        before.equals("from")
            || before.equals("by")
            || before.equals("until")
            || before.equals("next");
    if (!past && (next || future)) return published.with(TemporalAdjusters.nextOrSame(weekday));
    return published.with(TemporalAdjusters.previousOrSame(weekday));
  }

  private static int skipComma(Passage p, int i) {
    return p.lower(i).equals(",") ? i + 1 : i;
  }

  /** Without a year, the one that brings the day closest to the publication. */
  private @Nullable LocalDate day(int year, int month, int day) {
    try {
      if (year > 0) return LocalDate.of(year, month, day);
      LocalDate same = LocalDate.of(published.getYear(), month, day);
      if (same.isBefore(published.minusMonths(7))) return same.plusYears(1);
      return same.isAfter(published.plusMonths(10)) ? same.minusYears(1) : same;
    } catch (DateTimeException e) {
      return null; // 30 February
    }
  }

  private static boolean isMonth(Passage p, int i) {
    return month(p, i) > 0;
  }

  private static int month(Passage p, int i) {
    if (i >= p.words.size() || !p.words.isCapital(i)) return 0;
    String word = p.lower(i).replace(".", "");
    int month = MONTHS.indexOf(shortened(word)) + 1;
    if (month == 0) return 0;
    String full = Month.of(month).name().toLowerCase(Locale.ROOT);
    return full.startsWith(word) ? month : 0;
  }

  private static @Nullable DayOfWeek weekday(Passage p, int i) {
    if (i >= p.words.size() || !p.words.isCapital(i)) return null;
    String word = p.lower(i);
    int day = DAYS.indexOf(shortened(word));
    if (day < 0) return null;
    DayOfWeek weekday = DayOfWeek.of(day + 1);
    return weekday.name().toLowerCase(Locale.ROOT).equals(word) ? weekday : null;
  }

  private static String shortened(String word) {
    return word.length() < 3 ? word : word.substring(0, 3);
  }

  private static int year(Passage p, int i) {
    String word = p.lower(i);
    return word.length() == 4 && (word.startsWith("19") || word.startsWith("20"))
        ? Math.max(0, number(word))
        : 0;
  }

  private static boolean isNumberBetween(String word, int low, int high) {
    int number = number(word);
    return number >= low && number <= high;
  }

  /** The number that a word is (an ordinal too), or -1. */
  private static int number(String word) {
    int end = 0;
    while (end < word.length() && end < 5 && Character.isDigit(word.charAt(end))) end++;
    if (end == 0 || end > 4) return -1;
    String rest = word.substring(end);
    boolean ordinal =
        rest.equals("st") || rest.equals("nd") || rest.equals("rd") || rest.equals("th");
    return rest.isEmpty() || ordinal ? Integer.parseInt(word.substring(0, end)) : -1;
  }
}
