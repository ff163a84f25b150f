package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.article.Articles.Known;
import io.riskwire.article.NewArticle;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Reading;
import io.riskwire.event.Text;
import io.riskwire.story.Telling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The one door through which articles come in. */
@ApplicationScoped
public class Intake {
  private final Articles articles;
  private final Analyzer analyzer;
  private final Writer writer;

  public Intake(Articles articles, Analyzer analyzer, Writer writer) {
    this.articles = articles;
    this.analyzer = analyzer;
    this.writer = writer;
  }

  /** What became of an article: under which id and in which story it is kept, and since when. */
  public record Accepted(long id, long story, boolean isNew) {}

  /**
   * Takes an article in. When this returns, it is on the disk, in its story, counted to the
   * incidents that it speaks of, and noted in the change log, from which it will be found by search
   * and told to subscribers.
   *
   * <ol>
   *   <li>What is known word for word is not read again.
   *   <li>What it says happened is read, and how it tells it; many articles at a time.
   *   <li>It waits for its turn to be written, together with all that wait meanwhile.
   * </ol>
   */
  public Accepted accept(NewArticle article) {
    Optional<Known> known = articles.known(article);
    if (known.isPresent() && !known.get().isChangedBy(article))
      return new Accepted(known.get().id(), known.get().story(), false);

    Reading reading =
        analyzer.read(
            new Text(article.title(), article.text(), article.published(), article.lang()));
    Telling telling = Telling.of(article.title(), article.text(), reading.events());

    return writer.write(new Read(article, reading, telling));
  }
}
