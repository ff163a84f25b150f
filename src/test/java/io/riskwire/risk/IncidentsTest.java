package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.intake.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@DatabaseContract
class IncidentsTest {
  private final World world;

  IncidentsTest(TestDatabase kind) {
    world = new World(kind);
  }

  /** Alibaba and Anthropic, June and July 2026. */
  @Test
  void whatTwoPartiesDoToOneAnotherOverMonthsIsOneCase() {
    tell(
        "https://a.example/1",
        "Anthropic accuses Alibaba of distilling Claude",
        "Anthropic has accused Alibaba of copying the abilities of Claude by distillation: accounts"
            + " tied to the Chinese group are said to have queried the model millions of times to"
            + " train Qwen.",
        "2026-06-08T08:00:00Z");
    tell(
        "https://b.example/1",
        "Anthropic cuts off Alibaba and other Chinese-owned firms",
        "Anthropic has cut off Alibaba's access to Claude. Its new access rule shuts out companies"
            + " that are majority-owned by Chinese firms.",
        "2026-06-20T08:00:00Z");
    tell(
        "https://c.example/1",
        "Alibaba bans Claude Code",
        "Alibaba has banned its employees from using Claude Code from 10 July 2026. Staff are to"
            + " use Qoder instead, the company said in a notice on Friday.",
        "2026-07-03T08:00:00Z");
    tell(
        "https://d.example/1",
        "Alibaba accuses Anthropic of hiding markers in Claude Code",
        "Alibaba has accused Anthropic of hiding markers in Claude Code that give away Chinese"
            + " users. The dispute between Alibaba and Anthropic is getting fiercer.",
        "2026-07-05T08:00:00Z");
    List<Incident> incidents = world.incidents.list(IncidentFilter.ALL, 50, null).items();
    List<Long> cases =
        incidents.stream().map(Incident::dispute).filter(Objects::nonNull).distinct().toList();
    assertThat(cases).hasSize(1);
    Case dispute = world.incidents.dispute(cases.getFirst()).orElseThrow();
    assertThat(dispute.incidents())
        .extracting(Incident::type)
        .contains(
            EventType.TOOL_BAN,
            EventType.VENDOR_DISPUTE,
            EventType.IP_DISPUTE,
            EventType.ACCESS_CUTOFF);
    assertThat(dispute.incidents())
        .filteredOn(i -> i.type() == EventType.TOOL_BAN)
        .singleElement()
        .satisfies(
            ban -> {
              assertThat(ban.status()).isEqualTo(Status.ANNOUNCED);
              assertThat(ban.roles().actor()).isEqualTo("Alibaba");
              assertThat(ban.roles().vendor()).isEqualTo("Anthropic");
              assertThat(ban.roles().replacement()).isEqualTo("Qoder");
              assertThat(ban.effectiveDate()).isEqualTo("2026-07-10");
            });
    assertThat(dispute.incidents())
        .extracting(i -> i.roles().actor())
        .contains("Alibaba", "Anthropic");
  }

  @Test
  void anAuthorityThatIsNamedByItsInitialsDoesNotActTwice() {
    tell(
        "https://a.example/2",
        "Singapore's IMDA fines Vodafone over outage reports",
        "IMDA has fined Vodafone 100,000 dollars for late reports of outages.",
        "2026-07-02T08:00:00Z");
    tell(
        "https://b.example/2",
        "Vodafone fined by Infocomm Media Development Authority",
        "The Infocomm Media Development Authority of Singapore has fined Vodafone 100,000 dollars"
            + " because the operator told of outages too late.",
        "2026-07-02T09:00:00Z");
    List<Incident> incidents = world.incidents.list(IncidentFilter.ALL, 50, null).items();
    assertThat(incidents)
        .filteredOn(i -> i.type() == EventType.REGULATORY_ACTION)
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.sources()).isEqualTo(2);
              assertThat(world.incidents.claims(i.id()))
                  .extracting(Incident.Claim::field)
                  .doesNotContain("actor");
            });
  }

  @Test
  void aBanWhoseDayHasComeIsDueAndNotInForceUntilSomebodyReportsIt() {
    String ban = "Alibaba has banned its employees from using Claude Code from 10 July 2026.";
    tell("https://a.example/3", "Alibaba bans Claude Code", ban, "2026-07-03T08:00:00Z");
    assertThat(due()).isEmpty();
    world.clock.pass(Duration.ofDays(7));
    assertThat(due())
        .singleElement()
        .satisfies(i -> assertThat(i.status()).isEqualTo(Status.ANNOUNCED));
    tell(
        "https://b.example/3",
        "Alibaba's ban on Claude Code takes effect",
        "Alibaba's ban on Claude Code for its employees took effect on 10 July 2026.",
        "2026-07-11T07:00:00Z");
    assertThat(due()).isEmpty();
  }

  private List<Incident> due() {
    List<String> any = List.of();
    return world
        .incidents
        .list(
            new IncidentFilter(
                any, any, any, List.of(), List.of(), null, null, null, null, null, true, null),
            50,
            null)
        .items();
  }

  private void tell(String url, String title, String text, String published) {
    world.intake.accept(World.article(url, title, text, published));
  }
}
