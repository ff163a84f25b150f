package io.riskwire.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates in the forms found in the wild; where no zone is given, UTC. Anything that is no date
 * is null, and so is a day that no article can have been published on.
 */
final class Dates {
  private static final LocalDate OLDEST = LocalDate.of(1980, 1, 1);
  private static final LocalDate NEWEST = LocalDate.of(2100, 1, 1);

  private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");

  /** Year, month, day, with what stands between them in ISO, in addresses and in Chinese. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("\\b(\\d{4})\\s?[-/.年년]\\s?(\\d{1,2})\\s?[-/.月월]\\s?(\\d{1,2})(?!\\d)");

  private static final Pattern COMPACT = Pattern.compile("\\b(\\d{4})(\\d\\d)(\\d\\d)(?!\\d)");

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:\\.|st|nd|rd|th|er|º)?,?[\\s-]+(?:de )?(\\p{L}{3,})\\.?,?[\\s-]+(?:de )?(\\d{4})\\b");

  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b(\\p{L}{3,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b");

  /** The day stands first, but with slashes the month does, as Americans write, if it can. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\b(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})\\b");

  private static final Pattern IN_PATH =
      Pattern.compile("/(\\d{4})[/-](\\d{1,2})[/-](\\d{1,2})(?=[/-]|$)");

  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\d:])(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*(am\\b|pm\\b|a\\.m\\.|p\\.m\\.)?"
              + "\\s*(Z\\b|UTC|GMT|[A-Z]{2,4}T\\b|(?:GMT|UTC)?[+-]\\d{2}:?\\d{2})?",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("EST", "-05:00"),
          Map.entry("EDT", "-04:00"),
          Map.entry("ET", "-05:00"),
          Map.entry("CST", "-06:00"),
          Map.entry("CDT", "-05:00"),
          Map.entry("MST", "-07:00"),
          Map.entry("MDT", "-06:00"),
          Map.entry("PST", "-08:00"),
          Map.entry("PDT", "-07:00"),
          Map.entry("PT", "-08:00"),
          Map.entry("BST", "+01:00"),
          Map.entry("CET", "+01:00"),
          Map.entry("CEST", "+02:00"),
          Map.entry("EET", "+02:00"),
          Map.entry("EEST", "+03:00"),
          Map.entry("IST", "+05:30"),
          Map.entry("JST", "+09:00"),
          Map.entry("KST", "+09:00"),
          Map.entry("AEST", "+10:00"),
          Map.entry("AEDT", "+11:00"));

  /** The first letters of the months' names in the languages that news is read in. */
  private static final List<Pattern> MONTHS =
      Stream.of(
              "jan|ene|gen|янв|oca|sty",
              "feb|f[ée]v|фев|şub|lut",
              "mar|m[aä]r|maa|мар|mrz",
              "apr|avr|abr|апр|nis|kwi",
              "may|mai|mei|mag|maj|май|мая",
              "jun|juin|giu|июн|haz|cze",
              "jul|juil|lug|июл|tem|lip",
              "aug|ao[uû]|ago|авг|ağu|sie",
              "sep|set|сен|eyl|wrz",
              "oct|okt|out|ott|окт|eki|pa[zź]",
              "nov|ноя|kas|lis",
              "dec|dez|d[ée]c|dic|дек|ara|gru")
          .map(Pattern::compile)
          .toList();

  private Dates() {}

  static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.length() > 200) return null;
    String date = text.strip();
    try {
      Instant exact = exact(date);
      Instant read = exact == null ? loose(date) : exact;
      return read == null || !isPlausible(read) ? null : read;
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static boolean isPlausible(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    return !day.isBefore(OLDEST) && day.isBefore(NEWEST);
  }

  /** The day that an address names, as in {@code /2026/07/31/}; null where it names none. */
  static @Nullable Instant inPath(String path) {
    Matcher day = IN_PATH.matcher(path);
    return day.find() ? parse(day.group(1) + '-' + day.group(2) + '-' + day.group(3)) : null;
  }

  private static @Nullable Instant exact(String date) {
    if (EPOCH.matcher(date).matches()) {
      long number = Long.parseLong(date);
      return date.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }
    try {
      return OffsetDateTime.parse(date, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
    } catch (DateTimeException notIso) {
      return null;
    }
  }

  private static @Nullable Instant loose(String text) {
    LocalDate day = day(text);
    if (day == null) return null;
    Matcher time = TIME.matcher(text);
    if (!time.find()) return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return LocalDateTime.of(day, time(time)).toInstant(zone(time.group(5)));
  }

  private static @Nullable LocalDate day(String text) {
    Matcher found = YEAR_FIRST.matcher(text);
    if (found.find()) return day(found, 1, 2, 3);
    if ((found = NUMBERS.matcher(text)).find()) return numbers(found);
    if ((found = DAY_FIRST.matcher(text)).find() && month(found.group(2)) > 0)
      return LocalDate.of(number(found, 3), month(found.group(2)), number(found, 1));
    if ((found = MONTH_FIRST.matcher(text)).find() && month(found.group(1)) > 0)
      return LocalDate.of(number(found, 3), month(found.group(1)), number(found, 2));
    return (found = COMPACT.matcher(text)).find() ? day(found, 1, 2, 3) : null;
  }

  private static LocalDate day(MatchResult found, int year, int month, int day) {
    return LocalDate.of(number(found, year), number(found, month), number(found, day));
  }

  private static LocalDate numbers(MatchResult found) {
    boolean monthFirst = found.group(2).equals("/") && number(found, 1) <= 12;
    return monthFirst ? day(found, 4, 1, 3) : day(found, 4, 3, 1);
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Pattern month : MONTHS)
      if (month.matcher(lower).lookingAt()) return MONTHS.indexOf(month) + 1;
    return 0;
  }

  private static LocalTime time(Matcher time) {
    int hour = number(time, 1);
    String half = time.group(4) == null ? "" : time.group(4).toLowerCase(Locale.ROOT);
    if (half.startsWith("p") && hour < 12) hour += 12;
    if (half.startsWith("a") && hour == 12) hour = 0;
    return LocalTime.of(hour, number(time, 2), time.group(3) == null ? 0 : number(time, 3));
  }

  private static ZoneOffset zone(@Nullable String zone) {
    if (zone == null) return ZoneOffset.UTC;
    String name = zone.toUpperCase(Locale.ROOT);
    if (ZONES.containsKey(name)) return ZoneOffset.of(ZONES.get(name));
    String offset = name.replaceFirst("^(GMT|UTC|Z)", "");
    return offset.matches("[+-].*") ? ZoneOffset.of(offset) : ZoneOffset.UTC;
  }
}
