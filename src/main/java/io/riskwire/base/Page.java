package io.riskwire.base;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list: how many rows there are in all, the rows, and where the next page begins. */
public record Page<T>(long total, List<T> items, @Nullable Cursor next) {
  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> shape) {
    return new Page<R>(total, items.stream().<R>map(shape).toList(), next);
  }
}
