package io.riskwire.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The stories of a time, in memory, found by their terms. It is used by one thread at a time.
 *
 * <p>An article is compared with the stories that share its rarest terms: whatever the number of
 * stories, no more than {@link #MOST_LOOKS} are looked at and {@link #CANDIDATES} compared. The
 * articles of the few that are most alike are then grouped anew, see {@link Neighbourhood}.
 */
final class Window {
  /** How far before and after its other articles an article of a story may be published. */
  static final Duration REACH = Duration.ofDays(5);

  /** A story goes on no longer than this; what comes then is another, of the same incident. */
  static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_LOOKS = 4_000;
  private static final int CANDIDATES = 40;
  private static final int LEAST_GONE = 1_000;

  /** So many stories around an article, and around the most alike, are decided upon again, */
  private static final int NEAR = 4;

  /** if no more than this is missing for them to be alike. */
  private static final double NEARLY = 0.12;

  /** Where two share as much, the older: the order of a hash must not decide. */
  private static final Comparator<Live> MOST_SHARED_LAST =
      Comparator.comparingDouble((Live story) -> story.score)
          .thenComparing(story -> story.first, Comparator.reverseOrder())
          .thenComparing(story -> story.id, Comparator.reverseOrder());

  private final Map<Integer, List<Live>> byTerm = new HashMap<>();
  private final List<Live> touched = new ArrayList<>();
  private long searches;
  private int size;
  private int gone;

  int size() {
    return size;
  }

  void add(Live story) {
    size++;
    story.isHeld = true;
    file(story, new int[0]);
  }

  void remove(Live story) {
    story.isGone = true;
    if (!story.isHeld) return;
    story.isHeld = false;
    size--;
    if (++gone > size + LEAST_GONE) sweep();
  }

  /** Lists that are too long to be looked at would keep what is gone for ever. */
  private void sweep() {
    byTerm.values().forEach(list -> list.removeIf(story -> story.isGone));
    byTerm.values().removeIf(List::isEmpty);
    gone = 0;
  }

  /** Finds a story by its new terms too. */
  private void file(Live story, int[] before) {
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

  /**
   * Where an article went, which stories are told differently by it, which earlier articles tell
   * another story now, and which stories were taken in by others.
   */
  record Placed(Member member, Set<Live> changed, Set<Member> moved, List<Live> gone) {
    Live story() {
      return member.story;
    }
  }

  /** Puts an article where it belongs, and decides again about those that are much like it. */
  Placed place(String title, Telling telling, Instant published, boolean isSample) {
    var alone = new Live(title, telling, published, isSample);
    var placed =
        new Placed(
            alone.members.getFirst(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new ArrayList<>());
    new Neighbourhood(near(alone)).groups().forEach(group -> settle(group, placed));
    return placed;
  }

  private List<Live> near(Live alone) {
    List<Live> near = new ArrayList<>(List.of(alone));
    List<Live> nearest = nearest(alone, NEAR);
    near.addAll(nearest);
    if (nearest.isEmpty() || nearest.getFirst().telling.likeness(alone.telling) < 0) return near;
    for (Live further : nearest(nearest.getFirst(), NEAR))
      if (!near.contains(further)) near.add(further);
    return near;
  }

  /** The most alike, those that are near to being alike enough among them. */
  private List<Live> nearest(Live story, int most) {
    record Found(Live story, double likeness) {}
    return candidates(story).stream()
        .filter(other -> other.isSample == story.isSample && isInReach(other, story))
        .map(other -> new Found(other, other.telling.likeness(story.telling)))
        .filter(found -> found.likeness > -NEARLY)
        .sorted(
            Comparator.comparingDouble((Found found) -> -found.likeness)
                .thenComparing(found -> found.story.first))
        .limit(most)
        .map(Found::story)
        .toList();
  }

  /** The oldest story of those to which a group is heir takes in the others. */
  private void settle(Neighbourhood.Group group, Placed placed) {
    Live kept = group.heirOf.isEmpty() ? parted(group) : group.heirOf.getLast();
    for (Live story : group.heirOf) if (story.isOlder(kept)) kept = story;
    for (Live gone : group.heirOf) if (gone != kept) takeIn(kept, gone, placed);
    for (Member member : group.members)
      if (member.story != kept) {
        member.story = kept;
        if (member != placed.member) placed.moved.add(member);
      }
    if (kept.isHeld && kept.members.equals(group.members)) return;
    int[] before = kept.telling.profile.terms;
    kept.members.clear();
    kept.members.addAll(group.members);
    kept.telling = group.telling;
    kept.first = group.first;
    kept.last = group.last;
    if (kept.isHeld) file(kept, before);
    else add(kept);
    placed.changed.add(kept);
  }

  private static Live parted(Neighbourhood.Group group) {
    Live story = group.members.getFirst().story;
    return new Live(0, story.title, group.telling, group.first, group.last, story.isSample);
  }

  private void takeIn(Live kept, Live gone, Placed placed) {
    kept.inherit(gone);
    remove(gone);
    gone.into = kept;
    placed.gone.add(gone);
  }

  private static boolean isInReach(Live one, Live other) {
    return isInReach(one.first, one.last, other.first, other.last);
  }

  /** Whether two spans may be of one story. */
  static boolean isInReach(Instant first, Instant last, Instant otherFirst, Instant otherLast) {
    Instant from = first.isBefore(otherFirst) ? first : otherFirst;
    Instant to = last.isAfter(otherLast) ? last : otherLast;
    return !first.minus(REACH).isAfter(otherLast)
        && !last.plus(REACH).isBefore(otherFirst)
        && Duration.between(from, to).compareTo(LONGEST) <= 0;
  }

  private List<Live> candidates(Live sought) {
    Profile profile = sought.telling.profile;
    searches++;
    touched.clear();
    int looks = MOST_LOOKS;
    List<Live> tooMany = List.of();
    for (int i : heaviestFirst(profile)) {
      List<Live> sharing = byTerm.getOrDefault(profile.terms[i], List.of());
      if (sharing.size() > looks) {
        if (tooMany.isEmpty()) tooMany = sharing;
        continue;
      }
      looks -= sharing.size();
      look(sharing, 0, profile.weight(i), sought);
    }
    if (touched.isEmpty()) look(tooMany, Math.max(0, tooMany.size() - MOST_LOOKS), 1, sought);
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

  private void look(List<Live> sharing, int from, float weight, Live except) {
    for (int i = from; i < sharing.size(); i++) {
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
