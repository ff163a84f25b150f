package io.riskwire.event;

import org.jspecify.annotations.Nullable;

/** What stands within a noun phrase, as phrases of their own: "the ministry's TikTok ban". */
final class Inner {
  private Inner() {}

  /** The name that modifies the head: TikTok. */
  static @Nullable Phrase modifier(Phrase phrase) {
    Passage passage = phrase.sentence.passage();
    int start = phrase.genitive < 0 ? phrase.from : phrase.genitive + 1;
    for (int i = phrase.to; i >= start; i--) {
      Entity entity = passage.entity[i];
      if (entity == null
          || (passage.entityEnd[i] == passage.entityEnd[phrase.head] && entity == phrase.entity()))
        continue;
      return part(phrase, start, passage.entityEnd[i]);
    }
    return null;
  }

  /** Whose it is: the ministry. */
  static @Nullable Phrase owner(Phrase phrase) {
    return phrase.genitive < 0 ? null : part(phrase, phrase.from, phrase.genitive - 1);
  }

  private static Phrase part(Phrase phrase, int from, int to) {
    Word word = phrase.sentence.passage().lexicon[to];
    long classes = word == null ? 0 : word.nouns;
    return new Phrase(phrase.sentence, from, to, to, -1, classes, false);
  }
}
