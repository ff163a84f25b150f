package io.riskwire.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Stories are found by their terms among those of so many days. */
  private static final long BLOCK = REACH.toSeconds();

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

  private final Map<Long, Postings> blocks = new HashMap<>();
  private final List<Live> touched = new ArrayList<>();
  private long searches;
  private long looks;
  private int size;
  private int gone;

  int size() {
    return size;
  }

  void add(Live story) {
    size++;
    story.isHeld = true;
    for (long block = block(story.first); block <= block(story.last); block++)
      file(story, new int[0], block);
  }

  private static long block(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), BLOCK);
  }

  void remove(Live story) {
    story.isGone = true;
    if (!story.isHeld) return;
    story.isHeld = false;
    size--;
    if (++gone > size + LEAST_GONE) sweep();
  }

  /** The lists would keep what is gone for ever. */
  private void sweep() {
    blocks.replaceAll((block, postings) -> postings.swept());
    blocks.values().removeIf(Postings::isEmpty);
    gone = 0;
  }

  /** Finds a story among those of some days by its terms, but for those that it had before. */
  private void file(Live story, int[] before, long block) {
    Postings postings = blocks.computeIfAbsent(block, k -> new Postings());
    int[] now = story.telling.profile.terms;
    for (int i = 0, j = 0; j < now.length; ) {
      if (i < before.length && before[i] < now[j]) i++;
      else {
        if (i == before.length || before[i] > now[j]) postings.add(now[j], story);
        j++;
      }
    }
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
    long from = block(kept.first);
    long to = block(kept.last);
    kept.members.clear();
    kept.members.addAll(group.members);
    kept.telling = group.telling();
    kept.first = group.first;
    kept.last = group.last;
    if (!kept.isHeld) add(kept);
    else
      for (long block = block(kept.first); block <= block(kept.last); block++)
        file(kept, block < from || block > to ? new int[0] : before, block);
    placed.changed.add(kept);
  }

  private static Live parted(Neighbourhood.Group group) {
    Live story = group.members.getFirst().story;
    return new Live(0, story.title, group.telling(), group.first, group.last, story.isSample);
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
    List<Postings> near = blocksNear(sought);
    searches++;
    touched.clear();
    int left = MOST_LOOKS;
    int rarestOfMany = -1;
    for (int i : profile.heaviestFirst()) {
      int count = 0;
      for (Postings block : near) count += block.count(profile.terms[i]);
      if (count > left) {
        if (rarestOfMany < 0) rarestOfMany = i;
        continue;
      }
      left -= count;
      look(near, profile.terms[i], MOST_LOOKS, profile.weight(i), sought);
    }
    if (touched.isEmpty() && rarestOfMany >= 0)
      look(near, profile.terms[rarestOfMany], MOST_LOOKS / near.size(), 1, sought);
    return best();
  }

  private List<Postings> blocksNear(Live sought) {
    List<Postings> near = new ArrayList<>();
    long to = block(sought.last.plus(REACH));
    for (long block = block(sought.first.minus(REACH)); block <= to; block++) {
      Postings postings = blocks.get(block);
      if (postings != null) near.add(postings);
    }
    return near;
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

  /** A story that stands in several blocks counts once. */
  private void look(List<Postings> near, int term, int mostOfBlock, float weight, Live except) {
    looks++;
    for (Postings block : near)
      block.latest(
          term,
          mostOfBlock,
          story -> {
            if (story.isGone || story == except || story.look == looks) return;
            story.look = looks;
            if (story.search != searches) {
              story.search = searches;
              story.score = 0;
              touched.add(story);
            }
            story.score += weight * weight;
          });
  }
}
