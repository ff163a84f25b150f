package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.article.Languages;
import io.riskwire.db.Database;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Events;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.story.Stories;
import io.riskwire.vendor.Names;
import java.time.InstantSource;

/** The real way in for articles, without followers: tests of other packages follow by hand. */
public final class TestIntake {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());
  private static final Languages LANGUAGES = new Languages();

  private TestIntake() {}

  public static Intake over(Database database, InstantSource clock) {
    var log = new ChangeLog(database, clock);
    var articles = new Articles(database, clock);
    var incidents = new Incidents(database, new Events(database), clock);
    var stories = new Stories(database);
    var writer = new Writer(database, log, articles, stories, incidents);
    return new Intake(articles, LANGUAGES, ANALYZER, writer);
  }
}
