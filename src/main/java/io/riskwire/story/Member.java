package io.riskwire.story;

import java.time.Instant;

/** An article that a story holds, as it is kept in memory. */
final class Member {
  final Telling telling;
  final Instant published;
  Live story;

  /** 0 until it is stored. */
  long article;

  /** The story under which it is stored; 0 until it is. */
  long storedIn;

  Member(Telling telling, Instant published, Live story) {
    this.telling = telling;
    this.published = published;
    this.story = story;
  }
}
