package io.riskwire.mcp;

import io.quarkiverse.mcp.server.ToolCallException;
import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.vendor.Vendors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what an assistant gives; what cannot be read is told so that it can be mended. */
final class Asked {
  private static final int MOST = 50;

  private Asked() {}

  /** An answer, or the caller's mistake in words. */
  static <T> T answer(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (Invalid mistake) {
      String hint = mistake.hint() == null ? "" : " (" + mistake.hint() + ")";
      throw new ToolCallException(mistake.field() + ": " + mistake.reason() + hint);
    }
  }

  static ToolCallException unknown(String what, String id) {
    return new ToolCallException("there is no " + what + " " + id);
  }

  static String words(@Nullable String text) {
    return text == null ? "" : text;
  }

  static List<String> names(Vendors vendors, @Nullable String name) {
    return given(name).stream().map(vendors::canonical).toList();
  }

  static List<String> given(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip());
  }

  static List<EventType> types(@Nullable String label) {
    return given(label).stream().map(EventType::of).toList();
  }

  static List<Status> statuses(@Nullable String label) {
    return given(label).stream().map(Status::of).toList();
  }

  static int limit(int limit) {
    if (limit < 1 || limit > MOST) throw new Invalid("limit", "between 1 and " + MOST);
    return limit;
  }

  /** The first moment of a day. */
  static @Nullable Instant day(String field, @Nullable String text) {
    LocalDate date = date(field, text);
    return date == null ? null : date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static @Nullable LocalDate date(String field, @Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException notOne) {
      throw new Invalid(field, "not a date such as 2026-07-31: " + text);
    }
  }

  static long id(String what, String id) {
    try {
      return Long.parseLong(id.strip());
    } catch (NumberFormatException notOne) {
      throw unknown(what, id);
    }
  }
}
