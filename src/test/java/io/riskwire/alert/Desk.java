package io.riskwire.alert;

import io.riskwire.TestClock;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.article.Articles;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import io.riskwire.intake.Intake;
import io.riskwire.intake.TestIntake;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.search.lucene.Standings;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlists;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that stands between an article and the messages about it; tests follow and send by hand. */
final class Desk {
  final ChangeLog log;
  final Incidents incidents;
  final Intake intake;
  final Alerts alerts;
  final Watchlists watchlists;
  final Subscriptions subscriptions;
  final Owners owners;
  final Digests digests;
  final Matching matching;

  /** An administrator. */
  final User ann;

  Desk(Database database, TestClock clock) throws IOException {
    log = new ChangeLog(database, clock);
    var events = new Events(database);
    incidents = new Incidents(database, events, clock);
    intake = TestIntake.over(database, clock);
    alerts = new Alerts(database, clock);
    var links =
        new Links(
            Files.createTempDirectory("riskwire"), Optional.of(URI.create("https://risk.example")));
    var vendors = new Vendors(database, log, clock);
    watchlists = new Watchlists(database, log, vendors, clock);
    subscriptions = new Subscriptions(database, log, vendors, alerts, links, clock, true);
    owners = new Owners(watchlists, subscriptions);
    digests = new Digests(database, subscriptions, alerts, links, clock);
    matching =
        new Matching(
            database,
            log,
            Standings.at(clock),
            subscriptions,
            alerts,
            digests,
            links,
            new Articles(database, clock),
            events,
            incidents,
            watchlists,
            owners,
            clock,
            Duration.ofDays(3));
    ann =
        new Accounts(database, clock)
            .create("ann", "a long password", "ann@desk.example", Role.ADMINISTRATOR);
  }

  /** A wish for all that fits a query, at once. */
  static Wish wish(String name, String query, Channel channel) {
    return new Wish(
        name,
        query,
        List.of(),
        List.of(),
        null,
        List.of(),
        channel,
        Schedule.IMMEDIATE,
        "UTC",
        null,
        false,
        null);
  }
}
