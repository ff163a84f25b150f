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
import java.util.List;

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

  /** Takes articles out again, in the real way. */
  public static void withdraw(Database database, InstantSource clock, List<Long> articles) {
    var log = new ChangeLog(database, clock);
    var events = new Events(database);
    new Withdrawal(
            database,
            log,
            new Articles(database, clock),
            events,
            new Stories(database),
            new Incidents(database, events, clock))
        .of(articles, h -> {});
  }
}
