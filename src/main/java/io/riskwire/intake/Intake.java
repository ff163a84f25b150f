package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.article.Articles.Known;
import io.riskwire.article.Digest;
import io.riskwire.article.Languages;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Cores;
import io.riskwire.base.Lang;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Reading;
import io.riskwire.event.Text;
import io.riskwire.source.Address;
import io.riskwire.story.Copy;
import io.riskwire.story.Telling;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one door through which articles come in. */
@ApplicationScoped
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class.getName());

  private final Articles articles;
  private final Languages languages;
  private final Analyzer analyzer;
  private final Writer writer;

  public Intake(Articles articles, Languages languages, Analyzer analyzer, Writer writer) {
    this.articles = articles;
    this.languages = languages;
    this.analyzer = analyzer;
    this.writer = writer;
  }

  /** What became of an article: under which id and in which story it is kept, and since when. */
  public record Accepted(long id, long story, boolean isNew) {}

  /** The name of an article that is known by its address alone. */
  public static String identity(URI address) {
    return Digest.of("address", Address.normalise(address).toString());
  }

  /**
   * Takes an article in. When this returns, it is on the disk, in its story, counted to the
   * incidents that it speaks of, and noted in the change log, from which it will be found by search
   * and told to subscribers.
   *
   * <ol>
   *   <li>What is known word for word is not read again.
   *   <li>Its language is found, what it says happened is read, and how it tells it; many articles
   *       at a time.
   *   <li>It waits for its turn to be written, together with all that wait meanwhile.
   * </ol>
   */
  public Accepted accept(NewArticle article) {
    Optional<Known> known = articles.known(article);
    if (known.isPresent() && !known.get().isChangedBy(article))
      return new Accepted(known.get().id(), known.get().story(), false);

    return writer.write(Cores.compute(() -> read(article)));
  }

  /**
   * Takes many in, which are looked up and written together; answers those that could not be taken.
   */
  public List<NewArticle> acceptAll(List<NewArticle> arriving) {
    Map<NewArticle, Known> known = articles.known(arriving);
    List<NewArticle> refused = new ArrayList<>();
    List<NewArticle> taken = new ArrayList<>();
    List<Read> reads = new ArrayList<>();
    for (NewArticle article : arriving) {
      Known before = known.get(article);
      if (before != null && !before.isChangedBy(article)) continue;
      try {
        reads.add(Cores.compute(() -> read(article)));
        taken.add(article);
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, article.url() + " could not be read", failure);
        refused.add(article);
      }
    }
    List<Boolean> written = writer.writeAll(reads);
    for (int i = 0; i < taken.size(); i++) if (!written.get(i)) refused.add(taken.get(i));
    return refused;
  }

  /** Computes only: reads, and stores nothing. */
  Read read(NewArticle article) {
    Lang lang = languages.detect(article.title() + "\n\n" + article.text());
    NewArticle arrived = lang.isKnown() ? article.in(lang) : article;
    Reading reading =
        analyzer.read(
            new Text(
                arrived.title(),
                arrived.text(),
                arrived.published(),
                arrived.lang(),
                arrived.outlet()));
    Telling telling = Telling.of(arrived.title(), arrived.text(), reading.events());
    return new Read(arrived, reading, telling, Copy.of(arrived));
  }
}
