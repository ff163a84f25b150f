package io.riskwire.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of feeds: RFC 822 and 3339 as they should be and in the forms found in the wild.
 * What names no zone is UTC; a day alone is its first moment.
 */
final class FeedDate {
  private static final int LONGEST = 100;

  private static final Pattern ISO =
      Pattern.compile(
          "^([0-9]{4})(?:[-/.]?([0-9]{1,2})(?:[-/.]?([0-9]{1,2}))?)?"
              + "(?:(?:[Tt]|[Tt]?\\s+)([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]+))?)?)?"
              + "\\s*([A-Za-z]{1,5}|(?:UTC|GMT)?\\s?[+-]\\s?[0-9]{1,2}:?(?:[0-9]{2})?)?$");
  private static final Pattern ORDINAL = Pattern.compile("^([0-9]{4})-?([0-9]{3})$");
  private static final Pattern WEEKDAY = Pattern.compile("^\\p{L}{2,12}\\.?,?\\s+(?=[0-9]{4}-)");
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)\\b([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,][0-9]+)?)?\\s*([ap]\\.?m\\.?\\b)?");
  private static final Pattern OFFSET =
      Pattern.compile("([+-])\\s?([0-9]{1,2}):?([0-9]{2})?(?![0-9:])");
  private static final Pattern YEAR_AT_END = Pattern.compile("(?:^|\\s)[0-9]{4}\\s*$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}.]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern NUMERIC_DAY =
      Pattern.compile("^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})$");
  private static final Pattern EPOCH = Pattern.compile("^[0-9]{9,10}$|^[0-9]{13}$");

  /**
   * RFC 822 5.1 and those that are seen in feeds; a name that means several is the American one.
   */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("z", "+00:00"),
          Map.entry("ut", "+00:00"),
          Map.entry("utc", "+00:00"),
          Map.entry("gmt", "+00:00"),
          Map.entry("wet", "+00:00"),
          Map.entry("bst", "+01:00"),
          Map.entry("west", "+01:00"),
          Map.entry("cet", "+01:00"),
          Map.entry("met", "+01:00"),
          Map.entry("mez", "+01:00"),
          Map.entry("cest", "+02:00"),
          Map.entry("mest", "+02:00"),
          Map.entry("mesz", "+02:00"),
          Map.entry("eet", "+02:00"),
          Map.entry("sast", "+02:00"),
          Map.entry("eest", "+03:00"),
          Map.entry("msk", "+03:00"),
          Map.entry("ist", "+05:30"),
          Map.entry("pkt", "+05:00"),
          Map.entry("sgt", "+08:00"),
          Map.entry("hkt", "+08:00"),
          Map.entry("awst", "+08:00"),
          Map.entry("jst", "+09:00"),
          Map.entry("kst", "+09:00"),
          Map.entry("aest", "+10:00"),
          Map.entry("aedt", "+11:00"),
          Map.entry("nzst", "+12:00"),
          Map.entry("nzdt", "+13:00"),
          Map.entry("brt", "-03:00"),
          Map.entry("art", "-03:00"),
          Map.entry("adt", "-03:00"),
          Map.entry("ast", "-04:00"),
          Map.entry("edt", "-04:00"),
          Map.entry("est", "-05:00"),
          Map.entry("et", "-05:00"),
          Map.entry("cdt", "-05:00"),
          Map.entry("cst", "-06:00"),
          Map.entry("ct", "-06:00"),
          Map.entry("mdt", "-06:00"),
          Map.entry("mst", "-07:00"),
          Map.entry("pdt", "-07:00"),
          Map.entry("pst", "-08:00"),
          Map.entry("pt", "-08:00"),
          Map.entry("akdt", "-08:00"),
          Map.entry("akst", "-09:00"),
          Map.entry("hst", "-10:00"));

  /** Beginnings of month names in the languages whose newsrooms put them into feeds. */
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          // German, French, Spanish, Italian, Portuguese, Dutch
          Map.entry("jän", 1),
          Map.entry("ene", 1),
          Map.entry("gen", 1),
          Map.entry("fév", 2),
          Map.entry("fev", 2),
          Map.entry("mär", 3),
          Map.entry("mrz", 3),
          Map.entry("mrt", 3),
          Map.entry("maa", 3),
          Map.entry("avr", 4),
          Map.entry("abr", 4),
          Map.entry("mai", 5),
          Map.entry("mag", 5),
          Map.entry("mei", 5),
          Map.entry("giu", 6),
          Map.entry("jui", 6),
          Map.entry("lug", 7),
          Map.entry("aoû", 8),
          Map.entry("aou", 8),
          Map.entry("ago", 8),
          Map.entry("set", 9),
          Map.entry("okt", 10),
          Map.entry("out", 10),
          Map.entry("ott", 10),
          Map.entry("dez", 12),
          Map.entry("déc", 12),
          Map.entry("dic", 12),
          // Russian, Greek, Hungarian, Polish
          Map.entry("янв", 1),
          Map.entry("фев", 2),
          Map.entry("мар", 3),
          Map.entry("апр", 4),
          Map.entry("мая", 5),
          Map.entry("май", 5),
          Map.entry("июн", 6),
          Map.entry("июл", 7),
          Map.entry("авг", 8),
          Map.entry("сен", 9),
          Map.entry("окт", 10),
          Map.entry("ноя", 11),
          Map.entry("дек", 12),
          Map.entry("ιαν", 1),
          Map.entry("φεβ", 2),
          Map.entry("μαρ", 3),
          Map.entry("μάρ", 3),
          Map.entry("απρ", 4),
          Map.entry("μαι", 5),
          Map.entry("μαϊ", 5),
          Map.entry("μαΐ", 5),
          Map.entry("ιου", 0),
          Map.entry("αυγ", 8),
          Map.entry("σεπ", 9),
          Map.entry("οκτ", 10),
          Map.entry("νοε", 11),
          Map.entry("δεκ", 12),
          Map.entry("ápr", 4),
          Map.entry("máj", 5),
          Map.entry("jún", 6),
          Map.entry("júl", 7),
          Map.entry("sze", 9),
          Map.entry("sty", 1),
          Map.entry("lut", 2),
          Map.entry("kwi", 4),
          Map.entry("maj", 5),
          Map.entry("cze", 6),
          Map.entry("lip", 7),
          Map.entry("sie", 8),
          Map.entry("wrz", 9),
          Map.entry("paź", 10),
          Map.entry("lis", 11),
          Map.entry("gru", 12));

  private FeedDate() {}

  static @Nullable Instant parse(@Nullable String written) {
    if (written == null || written.isBlank() || written.length() > LONGEST) return null;
    String text = written.strip().replace('\u00a0', ' ').replace('\u2212', '-');
    try {
      String bare = WEEKDAY.matcher(text).replaceFirst("");
      Instant date = Character.isDigit(bare.charAt(0)) ? inNumbers(bare) : null;
      return date == null ? inWords(text) : date;
    } catch (DateTimeException | NumberFormatException noSuchDate) {
      return null;
    }
  }

  private static @Nullable Instant inNumbers(String text) {
    if (EPOCH.matcher(text).matches()) return epoch(text);
    Matcher ordinal = ORDINAL.matcher(text);
    if (ordinal.matches()) return ordinal(ordinal);
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? iso(iso) : null;
  }

  private static Instant epoch(String digits) {
    long number = Long.parseLong(digits);
    return digits.length() == 13 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
  }

  private static @Nullable Instant ordinal(Matcher parts) {
    LocalDate day = LocalDate.ofYearDay(number(parts.group(1)), number(parts.group(2)));
    return at(day.atStartOfDay(), ZoneOffset.UTC);
  }

  private static @Nullable Instant iso(Matcher iso) {
    LocalDate day =
        LocalDate.of(number(iso.group(1)), number(iso.group(2), 1), number(iso.group(3), 1));
    int hour = number(iso.group(4), 0);
    // leap seconds, and 24:00 as the end of the day (ISO 8601)
    int second = Math.min(number(iso.group(6), 0), 59);
    LocalDateTime time =
        day.atTime(hour == 24 ? 0 : hour, number(iso.group(5), 0), second)
            .plusDays(hour == 24 ? 1 : 0)
            .plusNanos(fraction(iso.group(7)));
    return at(time, zone(iso.group(8)));
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }

  /** Day, month, year, time and zone in whatever order, as long as the month is a word. */
  private static @Nullable Instant inWords(String text) {
    String rest = text;
    LocalTime time = LocalTime.MIDNIGHT;
    ZoneOffset zone = ZoneOffset.UTC;
    Matcher clock = TIME.matcher(rest);
    if (clock.find()) {
      time = time(clock);
      String after = rest.substring(clock.end());
      zone = zone(YEAR_AT_END.matcher(after).replaceFirst(""));
      rest = rest.substring(0, clock.start()) + " " + OFFSET.matcher(after).replaceFirst(" ");
    }
    LocalDate day = day(rest);
    return day == null ? null : at(day.atTime(time), zone);
  }

  private static LocalTime time(Matcher clock) {
    int hour = number(clock.group(1));
    String half = clock.group(4);
    if (half != null) hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    return LocalTime.of(hour % 24, number(clock.group(2)), Math.min(number(clock.group(3), 0), 59));
  }

  private static @Nullable LocalDate day(String text) {
    Matcher numeric = NUMERIC_DAY.matcher(text.strip());
    if (numeric.matches()) return numericDay(numeric);
    int month = month(text);
    if (month == 0) return null;
    int day = 0;
    int year = -1;
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      if (number.group().length() > 4) return null;
      int value = number(number.group());
      if (number.group().length() <= 2 && day == 0 && value >= 1 && value <= 31) day = value;
      else if (year < 0) year = year(value, number.group().length());
    }
    return day == 0 || year < 0 ? null : LocalDate.of(year, month, day);
  }

  /** 25/12/2025; where both readings are possible the day comes first, as in most of the world. */
  private static LocalDate numericDay(Matcher parts) {
    int first = number(parts.group(1));
    int second = number(parts.group(2));
    int year = number(parts.group(3));
    return second > 12 ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
  }

  /** Two and three digits as RFC 2822 4.3 says. */
  private static int year(int value, int digits) {
    if (digits == 4) return value;
    return digits == 3 ? 1900 + value : value < 50 ? 2000 + value : 1900 + value;
  }

  private static int month(String text) {
    Matcher word = WORD.matcher(text);
    int found = 0;
    while (word.find()) {
      String name = word.group().toLowerCase(Locale.ROOT);
      if (name.length() < 3) continue;
      Integer month = MONTHS.get(name.substring(0, 3));
      if (month == null) continue;
      if (name.startsWith("juil")) month = 7;
      if (month == 0) month = name.startsWith("ιουλ") || name.startsWith("ιούλ") ? 7 : 6;
      found = month; // the last one: "Mar" may be a Tuesday (mardi, martes) before the month
    }
    return found;
  }

  private static ZoneOffset zone(@Nullable String text) {
    if (text == null || text.isBlank()) return ZoneOffset.UTC;
    Matcher offset = OFFSET.matcher(text);
    if (offset.find()) return offset(offset);
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String known = ZONES.get(word.group().toLowerCase(Locale.ROOT));
      if (known != null) return ZoneOffset.of(known);
    }
    return ZoneOffset.UTC;
  }

  private static ZoneOffset offset(Matcher offset) {
    int hours = number(offset.group(2));
    int minutes = number(offset.group(3), 0);
    if (hours > 18 || minutes > 59) return ZoneOffset.UTC;
    int seconds = hours * 3600 + minutes * 60;
    return ZoneOffset.ofTotalSeconds(offset.group(1).equals("-") ? -seconds : seconds);
  }

  private static @Nullable Instant at(LocalDateTime time, ZoneOffset zone) {
    Instant instant = time.toInstant(zone);
    // zero in Unix time, or the year 1 of Go and .NET: the publisher's program had no date
    boolean isNone =
        instant.equals(Instant.EPOCH) || time.getYear() < 1000 || time.getYear() > 2200;
    return isNone ? null : instant;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
