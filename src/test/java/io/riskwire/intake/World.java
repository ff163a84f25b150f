package io.riskwire.intake;

import io.riskwire.TestClock;
import io.riskwire.article.Articles;
import io.riskwire.article.Languages;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Events;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.risk.Reviews;
import io.riskwire.story.Corrections;
import io.riskwire.story.Stories;
import io.riskwire.vendor.Names;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** All that stands between an article and its incidents, on an empty database; nobody follows. */
public final class World {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());
  private static final Languages LANGUAGES = new Languages();

  public final TestClock clock = TestClock.at("2026-07-04T00:00:00Z");
  public final Database database;
  public final ChangeLog log;
  public final Articles articles;
  public final Events events;
  public final Stories stories;
  public final Incidents incidents;
  public final Reviews reviews;
  public final Corrections corrections;
  public final Intake intake;
  public final Rereading rereading;

  public World(TestDatabase kind) {
    database = kind.fresh();
    log = new ChangeLog(database, clock);
    articles = new Articles(database, clock);
    events = new Events(database);
    stories = new Stories(database);
    incidents = new Incidents(database, events, clock);
    reviews = new Reviews(database, log, events, incidents, clock);
    corrections = new Corrections(database, log, stories, clock);
    var writer = new Writer(database, log, articles, stories, incidents);
    intake = new Intake(articles, LANGUAGES, ANALYZER, writer);
    rereading = new Rereading(database, log, articles, events, incidents, intake);
  }

  /** A whole article in English, from the host of its address. */
  public static NewArticle article(String url, String title, String text, String published) {
    return article(url, title, text, published, true);
  }

  static NewArticle article(
      String url, String title, String text, String published, boolean isWhole) {
    return new NewArticle(
        List.of(Intake.identity(URI.create(url))),
        url,
        title,
        text,
        null,
        Instant.parse(published),
        Lang.ENGLISH,
        null,
        URI.create(url).getHost(),
        isWhole,
        false);
  }
}
