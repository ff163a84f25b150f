package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.db.Database;
import io.riskwire.db.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that was killed knows of the messages that it was sending. */
class ClaimTest {
  private static final String TITLE = "Oslo city council bans DeepSeek";

  @TempDir Path home;
  @TempDir Path afterKill;

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");

  @Test
  void whatIsAboutToBeSentIsOnTheDisk() throws Exception {
    Database database = TestDatabase.file(home);
    Desk desk = new Desk(database, clock);
    var channel = new Channel(Channel.Kind.EMAIL, "s@desk.example");
    Subscription to =
        desk.subscriptions
            .add(desk.ann, Desk.wish("Bans", "type:tool-ban", channel), true)
            .subscription();
    database.write(h -> desk.alerts.put(h, to, draft(), clock.instant()));

    List<Outgoing> taken = desk.alerts.takeDue(Set.of("none"), () -> any -> true);
    copyFile();

    assertThat(taken).hasSize(1);
    var left = new Alerts(TestDatabase.file(afterKill), clock);
    assertThat(left.find(taken.getFirst().alert().id()))
        .hasValueSatisfying(alert -> assertThat(alert.attempts()).hasSize(1));
  }

  private static Draft draft() {
    return new Draft(
        Purpose.NEWS,
        new About("incident", 1),
        List.of("new"),
        new Letter(TITLE, TITLE, TITLE),
        List.of());
  }

  /** What the disk has at this moment, for another process to open. */
  private void copyFile() throws Exception {
    Path folder = Files.createDirectories(afterKill.resolve("database"));
    Files.copy(home.resolve("database/riskwire.mv.db"), folder.resolve("riskwire.mv.db"));
  }
}
