package io.riskwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How every list answers; {@code next} alone is written out when there is none. */
record Listed<T>(
    long total,
    List<T> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
    @Nullable Boolean partial,
    @Nullable Map<String, List<Count>> facets,
    @Nullable List<String> problems,
    @Nullable String suggestion) {
  private static final int LARGEST = 200;

  record Count(String value, long count) {}

  static <T, R> Listed<R> of(Page<T> page, Function<? super T, ? extends R> shape) {
    Page<R> shaped = page.map(shape);
    Cursor next = shaped.next();
    return new Listed<>(
        shaped.total(),
        shaped.items(),
        next == null ? null : next.encode(),
        null,
        null,
        null,
        null);
  }

  /** A list that is always given whole. */
  static <R> Listed<R> whole(List<R> items) {
    return new Listed<>(items.size(), items, null, null, null, null, null);
  }

  Listed<T> with(List<String> problems) {
    return new Listed<>(total, items, next, partial, facets, problems, suggestion);
  }

  /** With another query that may have been meant. */
  Listed<T> suggesting(@Nullable String query) {
    return new Listed<>(total, items, next, partial, facets, problems, query);
  }

  /** How many rows a page may have, or the caller's mistake. */
  static int size(int size) {
    if (size < 1 || size > LARGEST) throw new Invalid("size", "between 1 and " + LARGEST);
    return size;
  }
}
