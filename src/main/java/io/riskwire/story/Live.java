package io.riskwire.story;

import java.time.Instant;
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

  /** The story that took this one in. */
  @Nullable Live into;

  boolean isGone;

  /** For the search that looks at it now, and which search that is. */
  float score;

  long search;

  /** Of one article that has just come. */
  Live(String title, Telling telling, Instant published, boolean isSample) {
    this(0, title, telling, published, published, isSample);
  }

  Live(long id, String title, Telling telling, Instant first, Instant last, boolean isSample) {
    this.id = id;
    this.title = title;
    this.telling = telling;
    this.first = first;
    this.last = last;
    this.isSample = isSample;
  }

  void take(Live other) {
    telling = telling.with(other.telling);
    if (other.first.isBefore(first)) first = other.first;
    if (other.last.isAfter(last)) last = other.last;
  }

  /** What was stored before comes first. */
  boolean isOlder(Live other) {
    return id != 0 && (other.id == 0 || id < other.id);
  }

  /** The story that stands for this one by now. */
  Live standing() {
    Live story = this;
    while (story.into != null) story = story.into;
    return story;
  }
}
