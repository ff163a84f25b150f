package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads parameters; what cannot be read is the caller's mistake, named. */
final class Asked {
  private Asked() {}

  static List<EventType> types(List<String> labels) {
    return labels.stream().map(EventType::of).toList();
  }

  static List<Status> statuses(List<String> labels) {
    return labels.stream().map(Status::of).toList();
  }

  /** An instant, or a date, which means its first moment. */
  static @Nullable Instant instant(String field, @Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a date or a time: " + text);
    }
  }

  static @Nullable LocalDate date(String field, @Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a date: " + text);
    }
  }

  static long id(String what, String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException notOne) {
      throw Problem.unknown(what, id);
    }
  }

  /** An id in the body. */
  static long number(String field, String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException notOne) {
      throw new Invalid(field, "no such id: " + id);
    }
  }

  static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) throw new Invalid(field, "missing");
    return value;
  }
}
