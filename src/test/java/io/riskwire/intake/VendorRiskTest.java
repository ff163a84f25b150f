package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Act;
import io.riskwire.risk.Chronicle;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Reviews.Author;
import io.riskwire.risk.Risks;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.risk.VendorRisk;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The risk of a past day is that of what was known then, whatever was learned since. */
@DatabaseContract
class VendorRiskTest {
  private static final LocalDate FOURTH = LocalDate.parse("2026-07-04");
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday.";

  private final World world;
  private final Vendors vendors;
  private final Risks risks;
  private final Vendor anthropic;

  VendorRiskTest(TestDatabase kind) {
    world = new World(kind);
    vendors = new Vendors(world.database, world.log, world.clock);
    var chronicle = new Chronicle(world.database);
    risks = new Risks(new Directory(vendors, chronicle), chronicle);
    anthropic = vendors.named("Anthropic").orElseThrow();
  }

  @Test
  void whatHappenedBeforeRiskwireHeardOfItWasNoRiskThen() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-01T08:00:00Z");
    assertThat(on(FOURTH).value()).isPositive();
    assertThat(on(FOURTH).terms()).hasSize(1);
    assertThat(on(FOURTH.minusDays(1))).isEqualTo(VendorRisk.NONE);
  }

  @Test
  void laterReportsChangeLaterDaysOnly() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-04T00:00:00Z");
    VendorRisk before = on(FOURTH);
    world.clock.pass(Duration.ofDays(1));
    accept(
        "https://b.example/1",
        "No more Claude Code at Alibaba",
        "Programmers of the Chinese group Alibaba must do without Anthropic's assistant: Claude Code"
            + " is banned for all staff, an internal memo says.",
        "2026-07-04T09:00:00Z");
    assertThat(on(FOURTH)).isEqualTo(before);
    assertThat(on(FOURTH.plusDays(1)).value()).isGreaterThan(before.value());
  }

  @Test
  void whatAnAnalystRejectsIsARiskUntilThatDay() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-04T00:00:00Z");
    VendorRisk before = on(FOURTH);
    world.clock.pass(Duration.ofDays(2));
    world.reviews.act(ban().id(), new Act.Reject(Act.Why.OPINION), new Author("mira", null));
    assertThat(on(FOURTH)).isEqualTo(before);
    assertThat(on(FOURTH.plusDays(1)).value()).isPositive();
    assertThat(on(FOURTH.plusDays(2))).isEqualTo(VendorRisk.NONE);
  }

  @Test
  void whatAnAnalystSplitsOffIsARiskOfItsOwnFromThenOn() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-04T00:00:00Z");
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN, "2026-07-04T01:00:00Z");
    long second = world.incidents.told(ban().id()).getLast().article();
    world.clock.pass(Duration.ofDays(1));
    world.reviews.act(ban().id(), new Act.Split(List.of(second)), new Author("mira", null));
    assertThat(on(FOURTH).terms()).hasSize(1);
    assertThat(on(FOURTH.plusDays(1)).terms()).hasSize(2);
  }

  @Test
  void theStatusOfADayIsTheOneThatWasKnownThen() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-04T00:00:00Z");
    world.clock.pass(Duration.ofDays(5));
    accept(
        "https://b.example/1",
        "Alibaba lifts its ban on Claude Code",
        "Alibaba has lifted its ban on Claude Code: employees may use the tool again, the company"
            + " said on Wednesday.",
        "2026-07-08T12:00:00Z");
    assertThat(status(FOURTH.plusDays(4))).isNotEqualTo(Status.REVERSED);
    assertThat(status(FOURTH.plusDays(5))).isEqualTo(Status.REVERSED);
  }

  @Test
  void aVendorKeepsItsRiskUnderANewName() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, "2026-07-04T00:00:00Z");
    VendorRisk before = on(FOURTH);
    Vendor renamed =
        vendors.change(
            "anthropic",
            new Vendor(
                "Anthropic Works", anthropic.kind(), "US", null, anthropic.aliases(), List.of()));
    assertThat(risks.of(renamed, Weights.EVEN, FOURTH)).isEqualTo(before);
  }

  private Status status(LocalDate day) {
    return risks.known(anthropic, day).stream()
        .filter(e -> e.type() == EventType.TOOL_BAN)
        .map(Entry::status)
        .findFirst()
        .orElseThrow();
  }

  private VendorRisk on(LocalDate day) {
    return risks.of(anthropic, Weights.EVEN, day);
  }

  private void accept(String url, String title, String text, String published) {
    world.intake.accept(World.article(url, title, text, published));
  }

  private Incident ban() {
    return world.incidents.list(IncidentFilter.ALL, 10, null).items().stream()
        .filter(i -> i.type() == EventType.TOOL_BAN)
        .findFirst()
        .orElseThrow();
  }
}
