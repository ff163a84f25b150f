package io.riskwire.intake;

import io.riskwire.article.Articles.Arriving;
import io.riskwire.article.Articles.Marks;
import io.riskwire.article.NewArticle;
import io.riskwire.event.Reading;
import io.riskwire.story.Copy;
import io.riskwire.story.Telling;
import io.riskwire.vendor.Mention;
import java.util.List;

/** An article and all that was read from it before it is written. */
record Read(NewArticle article, Reading reading, Telling telling, Copy copy) {

  /** As it is kept, in a story. */
  Arriving in(long story) {
    return new Arriving(article, story, marks());
  }

  Marks marks() {
    return new Marks(vendors(), products(), copy.fingerprint(), copy.wire(), telling.bytes());
  }

  /** The vendors that it names, makers of named products among them. */
  private List<String> vendors() {
    return reading.mentions().stream()
        .filter(m -> m.vendor() != null)
        .map(Mention::vendor)
        .distinct()
        .toList();
  }

  private List<String> products() {
    return reading.mentions().stream()
        .filter(m -> m.kind() == Mention.Kind.PRODUCT)
        .map(Mention::name)
        .distinct()
        .toList();
  }
}
