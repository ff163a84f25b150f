package io.riskwire.alert;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A standing question of somebody, and where to send the answers. */
public record Subscription(long id, long account, Wish wish, State state, Instant created) {

  /** Whether it is answered. */
  public enum State {
    PENDING,
    ACTIVE,
    PAUSED,
    SUPPRESSED;

    /** As the world spells it: {@code pending}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What about an incident may be worth a message. */
  public enum Change {
    NEW,
    STATUS,
    EFFECTIVE,
    SOURCES,
    CORRECTION;

    /** As the world spells it: {@code status}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Change of(String label) {
      return Arrays.stream(values())
          .filter(c -> c.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new Invalid("changes", "no such change: " + label));
    }
  }

  /** By which way messages go: {@code kind} {@code email}, {@code to} an address. */
  public record Channel(String kind, String to) {
    public Channel {
      if (!kind.equals("email"))
        throw new Invalid("channel.kind", "only email so far, not " + kind);
      if (!to.matches("[^@\\s]+@[^@\\s]+\\.?[^@\\s]*") || to.length() > 320)
        throw new Invalid("channel.to", "not an e-mail address");
    }
  }

  /** Between which hours nothing is sent, in the subscription's zone; it may run over midnight. */
  public record Quiet(LocalTime from, LocalTime to) {}

  /** What the subscriber asks for, and how it is to be told. */
  public record Wish(
      String name,
      String q,
      List<String> vendor,
      List<String> type,
      @Nullable Integer minSeverity,
      List<String> changes,
      Channel channel,
      String zone,
      @Nullable Quiet quiet) {
    private static final List<String> BY_DEFAULT =
        List.of("new", "status", "effective", "correction");

    public Wish {
      if (name.isBlank() || name.length() > 200) throw new Invalid("name", "1 to 200 characters");
      vendor = List.copyOf(vendor);
      type = List.copyOf(type);
      type.forEach(Wish::checkType);
      if (q.isBlank() && vendor.isEmpty() && type.isEmpty())
        throw new Invalid("q", "say with q, vendor or type what it is about");
      if (minSeverity != null && (minSeverity < 0 || minSeverity > 100))
        throw new Invalid("minSeverity", "between 0 and 100");
      changes = changes.isEmpty() ? BY_DEFAULT : List.copyOf(changes);
      changes.forEach(Change::of);
      try {
        ZoneId.of(zone);
      } catch (DateTimeException unknown) {
        throw new Invalid("zone", "no such time zone: " + zone);
      }
    }

    private static void checkType(String label) {
      if (Arrays.stream(EventType.values()).noneMatch(t -> t.label().equals(label)))
        throw new Invalid("type", "no such type: " + label);
    }

    Set<Change> wanted() {
      Set<Change> wanted = EnumSet.noneOf(Change.class);
      changes.forEach(c -> wanted.add(Change.of(c)));
      return wanted;
    }

    /** Whether it asks for words alone, so that articles without an incident answer it too. */
    boolean isForArticles() {
      return type.isEmpty() && minSeverity == null;
    }
  }
}
