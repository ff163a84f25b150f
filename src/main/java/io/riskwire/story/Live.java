package io.riskwire.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A story that may still grow, as it is held in memory. */
final class Live {
  /** 0 until it is stored. */
  long id;

  final String title;
  final boolean isSample;
  Telling telling;
  Instant first;
  Instant last;

  /** Its articles, as far as they are at hand. */
  final List<Member> members = new ArrayList<>();

  /** An analyst said what belongs to it: its articles stay, whatever comes. */
  boolean isFixed;

  /** Stories with which an analyst said that it is not one. */
  final Set<Long> apart = new TreeSet<>();

  /** The story that took this one in. */
  @Nullable Live into;

  /** Whether it stands in the window, and whether it was taken out. */
  boolean isHeld;

  boolean isGone;

  /** For the search that looks at it now; which search that is, and which term it looks for. */
  float score;

  long search;
  long look;

  /** Of one article that has just come. */
  Live(String title, Telling telling, Instant published, boolean isSample) {
    this(0, title, telling, published, published, isSample);
    members.add(new Member(telling, published, this));
  }

  Live(long id, String title, Telling telling, Instant first, Instant last, boolean isSample) {
    this.id = id;
    this.title = title;
    this.telling = telling;
    this.first = first;
    this.last = last;
    this.isSample = isSample;
  }

  /** Whether its articles may be decided upon one by one. */
  boolean isOpen() {
    return !isFixed && members.size() == telling.articles;
  }

  /** What analysts said of another one holds for this one, which takes it in. */
  void inherit(Live gone) {
    apart.addAll(gone.apart);
    isFixed |= gone.isFixed;
  }

  /** Whether an analyst said that these are two. */
  boolean isApart(Live other) {
    return apart.contains(other.id) || other.apart.contains(id);
  }

  /** What was stored before comes first, then what was published before. */
  boolean isOlder(Live other) {
    if (id == 0) return other.id == 0 && first.isBefore(other.first);
    return other.id == 0 || id < other.id;
  }

  /** The story that stands for this one by now. */
  Live standing() {
    Live story = this;
    while (story.into != null) story = story.into;
    return story;
  }
}
