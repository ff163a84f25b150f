package io.riskwire.search;

import io.riskwire.search.Hits.Count;
import java.util.List;
import java.util.Optional;

/**
 * Finds articles and incidents. It is filled from the change log: whoever fills it reads on past
 * {@link #position}, each time anew, and hands over what changed.
 *
 * <p>What {@link #apply} took is found at once. It outlives a crash some seconds later; what is
 * lost until then, {@link #position} does not count, so that it comes again. Repeating is harmless.
 * A failure of the disk, or of the way to the engine, is a {@link SearchUnavailable}, after which
 * the position may have gone back too.
 */
public interface Search {
  /** A change of what can be found. */
  sealed interface Update {
    /** Stands in place of what had this kind and id. */
    record Put(Doc doc) implements Update {}

    record Remove(Doc.Kind kind, long id) implements Update {}
  }

  /** Takes the changes up to {@code position} of the change log, in their order. */
  void apply(long position, List<Update> updates);

  /** Up to where in the change log everything has been taken; 0 at the start. */
  long position();

  /** Throws {@link io.riskwire.base.Invalid} for a cursor that is none of this question. */
  Hits find(Ask ask);

  /** The newest that fit, without anything else. */
  List<Long> ids(Doc.Kind kind, Query query, int limit);

  /** Every name that is filed under this field, with how many documents are filed under it. */
  List<Count> names(Query.Field field);

  /** A word that is much more frequent in what was published, and spelled nearly alike. */
  Optional<String> respelled(String word);

  /** What an administrator should know of the state of the index; mostly nothing. */
  Optional<String> problem();

  /**
   * Goes back to position 0 and begins anew, beside what is there: that goes on answering, as it
   * stands, until the new one has come to {@code until}. With 0 everything is forgotten at once.
   */
  void rebuild(long until);
}
