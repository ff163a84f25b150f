package io.riskwire.vendor;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as spreadsheets of any country write them. */
final class SheetDates {
  /** Days since the last day of 1899, as spreadsheets count them. */
  private static final LocalDate SHEET_ORIGIN = LocalDate.of(1899, 12, 30);

  private static final Pattern NUMERIC_DATE =
      Pattern.compile("(\\d{1,4})[./\\-](\\d{1,2})[./\\-](\\d{1,4})\\.?(?:[ T].*)?");

  private static final List<DateTimeFormatter> WORDED =
      List.of(
          worded("d MMM uuuu"),
          worded("d-MMM-uuuu"),
          worded("d. MMM uuuu"),
          worded("d MMMM uuuu"),
          worded("MMM d, uuuu"),
          worded("MMMM d, uuuu"),
          worded("d-MMM-uu"));

  private final boolean isMonthFirst;

  /** {@code all}: what stands in the columns of dates; together they show which part is which. */
  SheetDates(List<String> all) {
    isMonthFirst = isMonthFirst(all);
  }

  /** 12/31/2026 shows that the months come first in this file, 31/12/2026 that the days do. */
  private static boolean isMonthFirst(List<String> all) {
    int monthFirst = 0;
    for (String text : all) {
      Matcher date = NUMERIC_DATE.matcher(text);
      if (!date.matches() || date.group(1).length() > 2) continue;
      if (Integer.parseInt(date.group(1)) > 12) monthFirst--;
      else if (Integer.parseInt(date.group(2)) > 12) monthFirst++;
    }
    return monthFirst > 0;
  }

  private static DateTimeFormatter worded(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** The day; {@link DateTimeException} where it is none. */
  LocalDate read(String text) {
    if (text.matches("\\d{5}(?:[.,]\\d+)?"))
      return SHEET_ORIGIN.plusDays(Long.parseLong(text.substring(0, 5)));
    if (text.matches("\\d{8}")) return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    Matcher numeric = NUMERIC_DATE.matcher(text);
    if (numeric.matches()) return numeric(numeric);
    for (DateTimeFormatter format : WORDED) {
      try {
        return LocalDate.parse(text, format);
      } catch (DateTimeException another) {
        // the next form may fit
      }
    }
    throw new DateTimeException(text);
  }

  private LocalDate numeric(Matcher date) {
    int first = Integer.parseInt(date.group(1));
    int second = Integer.parseInt(date.group(2));
    int third = Integer.parseInt(date.group(3));
    if (date.group(1).length() == 4) return LocalDate.of(first, second, third);
    int year = third < 100 ? 2000 + third : third;
    boolean isMonth = second > 12 || isMonthFirst && first <= 12;
    return isMonth ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
  }
}
