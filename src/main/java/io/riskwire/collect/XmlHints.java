package io.riskwire.collect;

import static io.riskwire.collect.Namespaces.SYNDICATION;

import io.riskwire.collect.Markup.Element;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When an RSS feed asks to be read: its own elements and the syndication module. */
final class XmlHints {
  private static final Duration LONGEST_WAIT = Duration.ofDays(30);

  private XmlHints() {}

  static Feed.Hints of(Element channel) {
    Set<Integer> hours = new HashSet<>();
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Element child : channel.children()) {
      if (child.isCore("skiphours")) addHours(child, hours);
      if (child.isCore("skipdays")) addDays(child, days);
    }
    Integer minutes = number(channel.core("ttl", Element::text));
    Duration ttl = minutes == null ? null : wait(Duration.ofMinutes(minutes));
    return new Feed.Hints(ttl, hours, days, updatePeriod(channel));
  }

  private static void addHours(Element skipped, Set<Integer> hours) {
    for (Element child : skipped.children()) {
      Integer hour = number(child.text());
      if (hour != null && hour <= 24) hours.add(hour % 24);
    }
  }

  private static void addDays(Element skipped, Set<DayOfWeek> days) {
    Set<String> names =
        skipped.children().stream()
            .map(child -> child.text().strip().toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (DayOfWeek day : DayOfWeek.values()) if (names.contains(day.name())) days.add(day);
  }

  private static @Nullable Duration updatePeriod(Element channel) {
    String period = channel.value(SYNDICATION, "updateperiod");
    if (period == null) return null;
    Duration length =
        switch (period.toLowerCase(Locale.ROOT)) {
          case "hourly" -> Duration.ofHours(1);
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          case "monthly" -> Duration.ofDays(30);
          case "yearly" -> Duration.ofDays(365);
          default -> Duration.ZERO;
        };
    Integer times = number(channel.value(SYNDICATION, "updatefrequency"));
    return wait(length.dividedBy(times == null || times == 0 ? 1 : times));
  }

  private static @Nullable Duration wait(Duration asked) {
    if (asked.compareTo(Duration.ofMinutes(1)) < 0) return null;
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static @Nullable Integer number(@Nullable String text) {
    if (text == null || !text.strip().matches("[0-9]{1,7}")) return null;
    return Integer.valueOf(text.strip());
  }
}
