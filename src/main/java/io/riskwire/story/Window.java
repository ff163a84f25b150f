package io.riskwire.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The stories of a time, in memory, found by their terms. It is used by one thread at a time.
 *
 * <p>An article is compared with the stories that share its rarest terms: whatever the number of
 * stories, no more than {@link #MOST_LOOKS} are looked at and {@link #CANDIDATES} compared.
 */
final class Window {
  /** How far before and after its other articles an article of a story may be published. */
  static final Duration REACH = Duration.ofDays(5);

  /** A story goes on no longer than this; what comes then is another, of the same incident. */
  static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_LOOKS = 4_000;
  private static final int CANDIDATES = 40;

  /** Where two share as much, the older: the order of a hash must not decide. */
  private static final Comparator<Live> MOST_SHARED_LAST =
      Comparator.comparingDouble((Live story) -> story.score)
          .thenComparing(story -> story.first, Comparator.reverseOrder())
          .thenComparing(story -> story.id, Comparator.reverseOrder());

  private final Map<Integer, List<Live>> byTerm = new HashMap<>();
  private final List<Live> touched = new ArrayList<>();
  private long searches;
  private int size;

  int size() {
    return size;
  }

  void add(Live story) {
    size++;
    for (int term : story.telling.profile.terms) list(term).add(story);
  }

  void remove(Live story) {
    if (!story.isGone) size--;
    story.isGone = true;
  }

  private void extend(Live story, Live other) {
    int[] before = story.telling.profile.terms;
    story.take(other);
    int[] now = story.telling.profile.terms;
    for (int i = 0, j = 0; j < now.length; ) {
      if (i < before.length && before[i] < now[j]) i++;
      else {
        if (i == before.length || before[i] > now[j]) list(now[j]).add(story);
        j++;
      }
    }
  }

  private List<Live> list(int term) {
    return byTerm.computeIfAbsent(term, k -> new ArrayList<>(2));
  }

  /** Where a telling belongs: its story, and the stories that turn out to be the same by it. */
  record Placed(Live story, List<Live> absorbed) {}

  /** Puts an article into the story that is most alike, if one is alike, else into a new one. */
  Placed place(String title, Telling telling, Instant published, boolean isSample) {
    var alone = new Live(title, telling, published, isSample);
    Optional<Live> nearest = nearest(alone);
    if (nearest.isEmpty()) {
      add(alone);
      return new Placed(alone, List.of());
    }
    extend(nearest.get(), alone);
    return settled(nearest.get());
  }

  /** A story that has grown may have come to tell what others tell; the oldest takes them in. */
  private Placed settled(Live grown) {
    Live story = grown;
    List<Live> absorbed = new ArrayList<>();
    for (Optional<Live> twin; (twin = nearest(story)).isPresent(); ) {
      Live kept = twin.get().isOlder(story) ? twin.get() : story;
      Live gone = kept == story ? twin.get() : story;
      extend(kept, gone);
      remove(gone);
      gone.into = kept;
      absorbed.add(gone);
      story = kept;
    }
    return new Placed(story, absorbed);
  }

  /** Another story that tells the same as this one, the most alike of them. */
  private Optional<Live> nearest(Live story) {
    Live best = null;
    double most = 0;
    for (Live other : candidates(story)) {
      if (other.isSample != story.isSample || !isInReach(other, story)) continue;
      double likeness = other.telling.likeness(story.telling);
      if (likeness < 0 || best != null && !isBetter(likeness, other, most, best)) continue;
      best = other;
      most = likeness;
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBetter(double likeness, Live story, double most, Live best) {
    return likeness > most || likeness == most && story.first.isBefore(best.first);
  }

  private static boolean isInReach(Live one, Live other) {
    Instant from = one.first.isBefore(other.first) ? one.first : other.first;
    Instant to = one.last.isAfter(other.last) ? one.last : other.last;
    return !one.first.minus(REACH).isAfter(other.last)
        && !one.last.plus(REACH).isBefore(other.first)
        && Duration.between(from, to).compareTo(LONGEST) <= 0;
  }

  private List<Live> candidates(Live sought) {
    Telling telling = sought.telling;
    searches++;
    touched.clear();
    int looks = MOST_LOOKS;
    for (int i : heaviestFirst(telling.profile)) {
      List<Live> sharing = byTerm.get(telling.profile.terms[i]);
      if (sharing == null) continue;
      looks -= sharing.size();
      if (looks < 0 && !touched.isEmpty()) break;
      look(sharing, telling.profile.weight(i), sought);
    }
    return best();
  }

  private List<Live> best() {
    var best = new PriorityQueue<Live>(CANDIDATES + 1, MOST_SHARED_LAST);
    for (Live story : touched) {
      if (best.size() == CANDIDATES && MOST_SHARED_LAST.compare(story, best.element()) <= 0)
        continue;
      best.add(story);
      if (best.size() > CANDIDATES) best.remove();
    }
    return List.copyOf(best);
  }

  private void look(List<Live> sharing, float weight, Live except) {
    for (int i = 0; i < sharing.size(); i++) {
      Live story = sharing.get(i);
      if (story.isGone) {
        Live last = sharing.removeLast();
        if (i < sharing.size()) sharing.set(i--, last);
      } else if (story != except) {
        if (story.search != searches) {
          story.search = searches;
          story.score = 0;
          touched.add(story);
        }
        story.score += weight * weight;
      }
    }
  }

  /** Weights are not negative: their bits are in the order of their values. */
  private static int[] heaviestFirst(Profile profile) {
    long[] keys = new long[profile.terms.length];
    for (int i = 0; i < keys.length; i++)
      keys[i] = (long) -Float.floatToIntBits(profile.weight(i)) << 32 | i;
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
