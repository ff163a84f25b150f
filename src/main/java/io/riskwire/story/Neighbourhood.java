package io.riskwire.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A few stories around an article that has just come, whose articles are grouped anew: average
 * linkage (Sokal and Michener 1958) over all of them, so that the order in which they came does not
 * matter. Stories that are large, or that an analyst has corrected, stay whole.
 */
final class Neighbourhood {
  /** So many articles or whole stories are grouped at a time. */
  private static final int MOST = 40;

  private final List<Unit> units = new ArrayList<>();
  private final List<Live> stories;

  /** The nearest first. */
  Neighbourhood(List<Live> stories) {
    this.stories = stories;
    for (Live story : stories)
      if (story.isOpen() && units.size() + story.members.size() <= MOST)
        story.members.forEach(m -> units.add(Unit.of(m)));
      else units.add(Unit.of(story));
  }

  /** What is not taken apart: an article, or a whole story. */
  private record Unit(
      Live story, List<Member> members, Telling telling, Instant first, Instant last) {
    static Unit of(Member m) {
      return new Unit(m.story, List.of(m), m.telling, m.published, m.published);
    }

    static Unit of(Live story) {
      return new Unit(story, List.copyOf(story.members), story.telling, story.first, story.last);
    }

    double likeness(Unit other) {
      return story.isApart(other.story)
          ? Double.NEGATIVE_INFINITY
          : telling.likeness(other.telling);
    }
  }

  /** Units that tell the same, and the story in which they stand, if it is one of these. */
  static final class Group {
    final List<Member> members = new ArrayList<>();
    final List<Live> heirOf = new ArrayList<>();
    Instant first;
    Instant last;
    private final List<Unit> units = new ArrayList<>();
    private final Map<Live, Integer> shares = new LinkedHashMap<>();

    private Group(Unit unit) {
      first = unit.first;
      last = unit.last;
      add(unit);
    }

    private void add(Unit unit) {
      units.add(unit);
      if (unit.first.isBefore(first)) first = unit.first;
      if (unit.last.isAfter(last)) last = unit.last;
      members.addAll(unit.members);
      shares.merge(unit.story, unit.telling.articles, Integer::sum);
    }

    /** The mean of all; it is worth asking only where it will be kept. */
    Telling telling() {
      return units.stream().map(Unit::telling).reduce(Telling::with).orElseThrow();
    }

    private int share(Live story) {
      return shares.getOrDefault(story, 0);
    }
  }

  /** Groups them; each story has one heir, the group that holds most of its articles. */
  List<Group> groups() {
    int[] groupOf = linked();
    Map<Integer, Group> groups = new HashMap<>();
    List<Group> inOrder = new ArrayList<>();
    for (int i = 0; i < groupOf.length; i++) {
      Group group = groups.get(groupOf[i]);
      if (group == null) {
        group = new Group(units.get(i));
        groups.put(groupOf[i], group);
        inOrder.add(group);
      } else {
        group.add(units.get(i));
      }
    }
    for (Live story : stories) {
      Group heir = inOrder.getFirst();
      for (Group group : inOrder) if (group.share(story) > heir.share(story)) heir = group;
      heir.heirOf.add(story);
    }
    return inOrder;
  }

  /** To which group each unit belongs, by the number of its first one. */
  private int[] linked() {
    int n = units.size();
    double[][] likeness = likeness();
    double[] weight = units.stream().mapToDouble(u -> u.telling.articles).toArray();
    Instant[] first = units.stream().map(Unit::first).toArray(Instant[]::new);
    Instant[] last = units.stream().map(Unit::last).toArray(Instant[]::new);
    int[] groupOf = new int[n];
    Arrays.setAll(groupOf, i -> i);
    while (true) {
      double most = 0;
      int one = -1;
      int other = -1;
      for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
          if (likeness[i][j] > most && Window.isInReach(first[i], last[i], first[j], last[j])) {
            most = likeness[i][j];
            one = j;
            other = i;
          }
      if (one < 0) return groupOf;
      join(likeness, weight, one, other);
      if (first[other].isBefore(first[one])) first[one] = first[other];
      if (last[other].isAfter(last[one])) last[one] = last[other];
      for (int i = 0; i < n; i++) if (groupOf[i] == other) groupOf[i] = one;
    }
  }

  private double[][] likeness() {
    int n = units.size();
    double[][] likeness = new double[n][n];
    for (int i = 0; i < n; i++) {
      likeness[i][i] = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < i; j++)
        likeness[i][j] = likeness[j][i] = units.get(i).likeness(units.get(j));
    }
    return likeness;
  }

  /** The likeness to both is the mean of what it was to each; the second is no more. */
  private static void join(double[][] likeness, double[] weight, int one, int other) {
    double sum = weight[one] + weight[other];
    for (int i = 0; i < likeness.length; i++) {
      double mean = (likeness[i][one] * weight[one] + likeness[i][other] * weight[other]) / sum;
      likeness[i][one] = likeness[one][i] = i == one ? Double.NEGATIVE_INFINITY : mean;
      likeness[i][other] = likeness[other][i] = Double.NEGATIVE_INFINITY;
    }
    weight[one] = sum;
  }
}
