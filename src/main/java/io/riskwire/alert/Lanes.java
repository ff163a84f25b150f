package io.riskwire.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many messages are on their way to each receiver, and which receivers are left alone for a
 * while because nothing reached them: a slow or dead one holds up nobody but itself, and its
 * messages do not use up their attempts while it is down.
 */
final class Lanes {
  /**
   * More than there are connections to the mail server: those that have the next message at hand
   * need not wait until what they sent is noted.
   */
  private static final int TO_MAIL_SERVER = 32;

  private static final int TO_ONE_HOST = 2;
  private static final int AT_ONCE = 96;
  private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(2);

  private record Rest(Instant until, int failures) {}

  private final Map<String, Integer> busy = new HashMap<>();
  private final Map<String, Rest> resting = new HashMap<>();

  /** What may be taken now, on paper: what comes of it is entered afterwards. */
  final class Room {
    private final Map<String, Integer> taken = new HashMap<>(busy);
    private final Instant now;
    private int free = AT_ONCE - busy.values().stream().mapToInt(Integer::intValue).sum();

    private Room(Instant now) {
      this.now = now;
    }

    /** Takes a place in a lane, where there is one. */
    boolean take(String lane) {
      if (free <= 0 || taken.getOrDefault(lane, 0) >= width(lane, now)) return false;
      taken.merge(lane, 1, Integer::sum);
      free--;
      return true;
    }
  }

  synchronized Room room(Instant now) {
    return new Room(now);
  }

  /** The lanes from which nothing can be taken. */
  synchronized Set<String> full(Instant now) {
    Set<String> full = new HashSet<>();
    busy.forEach((lane, n) -> addIf(n >= width(lane, now), lane, full));
    resting.forEach((lane, rest) -> addIf(rest.until.isAfter(now), lane, full));
    return full;
  }

  private static void addIf(boolean isSo, String lane, Set<String> lanes) {
    if (isSo) lanes.add(lane);
  }

  /** After a rest one message is sent ahead, to see. */
  private synchronized int width(String lane, Instant now) {
    Rest rest = resting.get(lane);
    if (rest != null) return rest.until.isAfter(now) ? 0 : 1;
    return lane.equals(Channel.MAIL) ? TO_MAIL_SERVER : TO_ONE_HOST;
  }

  synchronized void enter(String lane) {
    busy.merge(lane, 1, Integer::sum);
  }

  /** It answered, whatever it said. */
  synchronized void left(String lane) {
    leave(lane);
    resting.remove(lane);
  }

  /** It could not be reached, or asks to be left alone {@code until} then. */
  synchronized void fell(String lane, Instant now, @Nullable Instant until) {
    leave(lane);
    Rest before = resting.get(lane);
    if (before != null && before.until.isAfter(now) && until == null) return; // sent before it fell
    int failures = before == null ? 1 : before.failures + 1;
    Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(failures - 1, 5));
    if (rest.compareTo(LONGEST_REST) > 0) rest = LONGEST_REST;
    resting.put(lane, new Rest(until == null ? now.plus(rest) : until, failures));
  }

  private void leave(String lane) {
    busy.computeIfPresent(lane, (l, n) -> n == 1 ? null : Integer.valueOf(n - 1));
  }
}
