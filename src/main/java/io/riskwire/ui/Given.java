package io.riskwire.ui;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import jakarta.ws.rs.NotFoundException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a form or an address gives; an empty field means that it was left out. */
final class Given {
  private Given() {}

  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static List<String> orNone(@Nullable String text) {
    String given = orNull(text);
    return given == null ? List.of() : List.of(given);
  }

  static List<EventType> types(@Nullable String label) {
    return orNone(label).stream().map(EventType::of).toList();
  }

  static List<Status> statuses(@Nullable String label) {
    return orNone(label).stream().map(Status::of).toList();
  }

  /** The first moment of a day. */
  static @Nullable Instant day(String field, @Nullable String text) {
    LocalDate day = date(field, text);
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment after a day: readers mean the last day too. */
  static @Nullable Instant dayAfter(String field, @Nullable String text) {
    LocalDate day = date(field, text);
    return day == null ? null : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static @Nullable LocalDate date(String field, @Nullable String text) {
    String given = orNull(text);
    try {
      return given == null ? null : LocalDate.parse(given);
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a date such as 2026-07-31: " + given);
    }
  }

  static @Nullable Integer severity(@Nullable String text) {
    String given = orNull(text);
    if (given == null) return null;
    if (!given.matches("[0-9]{1,2}|100"))
      throw new Invalid("minSeverity", "a whole number between 0 and 100");
    return Integer.valueOf(given);
  }

  static double decimal(String field, String text) {
    try {
      return Double.parseDouble(text.replace(',', '.'));
    } catch (NumberFormatException notOne) {
      throw new Invalid(field, "not a number: " + text);
    }
  }

  static long id(String what, String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException notOne) {
      throw unknown(what, id);
    }
  }

  /** The number of one of ours in a field of a form. */
  static long number(String field, @Nullable String id) {
    try {
      return Long.parseLong(text(id));
    } catch (NumberFormatException notOne) {
      throw new Invalid(field, "not the number of one: " + id);
    }
  }

  static NotFoundException unknown(String what, String id) {
    return new NotFoundException("There is no " + what + " " + id + ".");
  }
}
