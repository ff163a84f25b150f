package io.riskwire.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of wording reports a happening: which verb (or noun) tells it, what its arguments
 * have to be, and which argument fills which role. The package's page explains the files.
 */
record Rule(
    String id,
    EventType type,
    List<String> verbs,
    List<String> then,
    @Nullable String by,
    List<String> nouns,
    List<String> words,
    Map<String, List<String>> needs,
    Map<String, String> roles,
    Set<String> with,
    Set<String> without,
    Set<Flag> flags,
    @Nullable Status status,
    double strength,
    List<String> match,
    List<String> not) {

  /** What a rule asks of its predicate. */
  enum Flag {
    /** The verb has to be negated ("does not allow"); without this flag a negated verb denies. */
    NEGATED,
    /** Read both ways: a denial is news of its own. */
    EITHER,
    /** A claim: {@code reported} until proven. */
    CLAIM,
    /** Only in the title or the first sentences. */
    LEAD,
    /** Fills roles of an event that other words tell; tells none of itself. */
    ASIDE,
    /** Only in a title. */
    TITLE,
    /** Only in the passive. */
    PASSIVE,
    /** Answers a ban: with one, it makes a dispute. */
    ANSWER,
    /** Only with "must", "may", "should", "will", or where it was ordered. */
    DUTY,
    /** Only with "can", "may" or "could". */
    ABILITY,
    /** Also as advice: an imperative counts. */
    IMPERATIVE
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
