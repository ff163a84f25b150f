package io.riskwire.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of articles and incidents, as a tree that every engine translates; {@code
 * docs/query-language.md} says what each node finds.
 */
public sealed interface Query {
  Query ALL = new All();

  /** Which words are looked at. */
  enum Where {
    ANYWHERE,
    TITLE
  }

  /** What a document is filed under. */
  enum Field {
    VENDOR,
    PRODUCT,
    ACTOR,
    TYPE,
    STATUS,
    SOURCE,
    LANG
  }

  /** Everything. */
  record All() implements Query {}

  /**
   * A word, in any of its forms. Text that an engine splits, such as {@code gpt-4o}, is a phrase.
   */
  record Word(Where where, String text) implements Query {}

  /** Words that begin so. */
  record Prefix(Where where, String text) implements Query {}

  /** Words next to one another, in this order. */
  record Phrase(Where where, String text) implements Query {}

  /** Words in any order, with at most {@code between} others between them. */
  record Near(Where where, String text, int between) implements Query {}

  /** Filed under at least one of these names. */
  record Is(Field field, Set<String> anyOf) implements Query {
    public Is {
      anyOf = Set.copyOf(anyOf);
    }
  }

  /** Published in {@code [from, to)}; null leaves that side open. */
  record Published(@Nullable Moment from, @Nullable Moment to) implements Query {}

  /** All of these. */
  record And(List<Query> parts) implements Query {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of these. */
  record Or(List<Query> parts) implements Query {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** Everything else. */
  record Not(Query part) implements Query {}

  /** A time; a relative one is worked out when it is asked, as a standing query lives long. */
  sealed interface Moment {
    Instant asOf(Instant now);

    record At(Instant instant) implements Moment {
      @Override
      public Instant asOf(Instant now) {
        return instant;
      }
    }

    /** So many hours, days, weeks or months before now, by the calendar of UTC. */
    record Ago(int count, ChronoUnit unit) implements Moment {
      @Override
      public Instant asOf(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minus(count, unit).toInstant();
      }
    }
  }

  /** Whether it asks for what is filed under this name, not only that it be left out. */
  default boolean asksFor(Field field, String name) {
    return switch (this) {
      case Is(var of, var names) ->
          of == field && names.stream().anyMatch(n -> n.equalsIgnoreCase(name));
      case And(var parts) -> parts.stream().anyMatch(p -> p.asksFor(field, name));
      case Or(var parts) -> parts.stream().anyMatch(p -> p.asksFor(field, name));
      case All _, Word _, Prefix _, Phrase _, Near _, Published _, Not _ -> false;
    };
  }

  /** All of these; none means everything. */
  static Query and(Query... parts) {
    return and(List.of(parts));
  }

  /** All of these; none means everything. */
  static Query and(List<Query> parts) {
    List<Query> flat = new ArrayList<>();
    for (Query part : parts) {
      switch (part) {
        case All() -> {}
        case And(var inner) -> flat.addAll(inner);
        default -> flat.add(part);
      }
    }
    return switch (flat.size()) {
      case 0 -> ALL;
      case 1 -> flat.getFirst();
      default -> new And(flat);
    };
  }

  /** Filed under at least one of these names; no names means no such condition. */
  static Query anyOf(Field field, Collection<String> names) {
    return names.isEmpty() ? ALL : new Is(field, Set.copyOf(names));
  }

  /** Published in {@code [from, to)}; null leaves that side open. */
  static Query published(@Nullable Instant from, @Nullable Instant to) {
    return from == null && to == null
        ? ALL
        : new Published(
            from == null ? null : new Moment.At(from), to == null ? null : new Moment.At(to));
  }
}
