package io.riskwire.risk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes days into a calendar (RFC 5545): begin, days, end. */
public final class ICalendar {
  private static final byte[] NEW_LINE = {'\r', '\n'};
  private static final byte[] FOLD = {'\r', '\n', ' '};
  private static final int LONGEST = 75;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private ICalendar() {}

  /** One whole day of a calendar. */
  public record Day(String uid, LocalDate date, Instant changed, String summary, String url) {}

  public static void begin(OutputStream out, String name) throws IOException {
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//Riskwire//Effective dates//EN");
    line(out, "X-WR-CALNAME:" + text(name));
  }

  public static void write(OutputStream out, Day day) throws IOException {
    line(out, "BEGIN:VEVENT");
    line(out, "UID:" + day.uid);
    line(out, "DTSTAMP:" + STAMP.format(day.changed));
    line(out, "DTSTART;VALUE=DATE:" + day.date.format(DateTimeFormatter.BASIC_ISO_DATE));
    line(out, "SUMMARY:" + text(day.summary));
    line(out, "URL:" + day.url);
    line(out, "END:VEVENT");
  }

  public static void end(OutputStream out) throws IOException {
    line(out, "END:VCALENDAR");
  }

  private static String text(String plain) {
    return plain.replaceAll("([\\\\;,])", "\\\\$1").replaceAll("\\s+", " ");
  }

  /** No line is longer than 75 octets; what follows goes on with a blank. */
  private static void line(OutputStream out, String text) throws IOException {
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
      if (length + octets.length > LONGEST) {
        out.write(FOLD);
        length = 1;
      }
      out.write(octets);
      length += octets.length;
      i += Character.charCount(character);
    }
    out.write(NEW_LINE);
  }
}
