package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Trail.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The formula of docs/scoring.md, "A vendor's risk", by examples worked out by hand. */
class ExposureTest {
  private static final LocalDate JULY_10 = LocalDate.parse("2026-07-10");

  @Test
  void aVendorOfWhichNothingIsKnownIsAtNoRisk() {
    assertThat(acme().on(JULY_10)).isEqualTo(VendorRisk.NONE);
  }

  @Test
  void anIncidentOfTodayAddsItsSeverityTimesItsConfidence() {
    // 100 · (1 − e^(−60 · 0.9 / 60)) = 59.34
    Entry breach = breach("2026-07-10", 60, 0.9);
    VendorRisk risk = acme(breach).on(JULY_10);
    assertThat(risk.value()).isEqualTo(59.3);
    assertThat(risk.terms())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.incident()).isEqualTo(7);
              assertThat(term.points()).isEqualTo(59.34);
              assertThat(term.why()).isEqualTo("severity 60 × confidence 0.90 × 2^(−0/120 days)");
            });
  }

  @Test
  void afterOneHalfLifeItCountsHalf() {
    // 100 · (1 − e^(−27 / 60)) = 36.24
    Entry breach = breach("2026-07-10", 60, 0.9);
    assertThat(acme(breach).on(JULY_10.plusDays(120)).value()).isEqualTo(36.2);
  }

  @Test
  void whatIsOverIsForgottenFourTimesAsSoon() {
    Entry open = entry(EventType.TOOL_BAN, Status.IN_FORCE, "Oslo", "Acme", "2026-07-10", 60, 1);
    Entry lifted = entry(EventType.TOOL_BAN, Status.REVERSED, "Oslo", "Acme", "2026-07-10", 60, 1);
    assertThat(acme(lifted).on(JULY_10.plusDays(45)).value())
        .isEqualTo(acme(open).on(JULY_10.plusDays(180)).value())
        .isEqualTo(39.3);
  }

  @Test
  void aBanThatIsStillToComeDoesNotAgeBeforeItsDay() {
    Entry ban =
        new Entry(
            1,
            7,
            Instant.parse("2026-07-01T00:00:00Z"),
            EventType.TOOL_BAN,
            Status.ANNOUNCED,
            "Oslo announces a ban on Acme",
            new Roles("Oslo", "Acme", null, null, null),
            LocalDate.parse("2026-09-01"),
            60,
            1,
            1,
            Instant.parse("2026-07-01T00:00:00Z"),
            Instant.parse("2026-07-01T00:00:00Z"),
            false,
            false);
    assertThat(acme(ban).on(LocalDate.parse("2026-09-01")).value()).isEqualTo(63.2);
  }

  @Test
  void theRiskSaturatesAndItsTermsAddUpToIt() {
    List<Trail> breaches =
        List.of(
            trail(breach(1, "2026-07-10", 80, 1)),
            trail(breach(2, "2026-07-10", 60, 0.5)),
            trail(breach(3, "2026-03-12", 40, 1)));
    VendorRisk risk = new Exposure(Set.of("acme"), breaches, Weights.EVEN).on(JULY_10);
    // 100 · (1 − e^(−(80 + 30 + 20) / 60)) = 88.55
    assertThat(risk.value()).isEqualTo(88.5);
    assertThat(risk.terms())
        .extracting(VendorRisk.Term::points)
        .containsExactly(54.49, 20.43, 13.62);
    assertThat(risk.terms().stream().mapToDouble(VendorRisk.Term::points).sum())
        .isCloseTo(risk.value(), within(0.06));
  }

  @Test
  void whoTakesADisputeToAnotherBearsHalfOfItAndWhoBansNothing() {
    Entry dispute =
        entry(EventType.VENDOR_DISPUTE, Status.IN_FORCE, "Acme", "Other", "2026-07-10", 60, 1);
    Entry ban = entry(EventType.TOOL_BAN, Status.IN_FORCE, "Acme", "Other", "2026-07-10", 60, 1);
    assertThat(acme(dispute).on(JULY_10).terms().getFirst().why())
        .isEqualTo("severity 60 × confidence 1.00 × 2^(−0/120 days) × 0.50 as actor");
    assertThat(acme(dispute).on(JULY_10).value()).isEqualTo(39.3);
    assertThat(acme(ban).on(JULY_10).value()).isZero();
  }

  @Test
  void aWatchlistMayWeighTypesItsOwnWay() {
    Weights none = new Weights(Map.of(EventType.SECURITY_INCIDENT, 0.0));
    Weights twice = new Weights(Map.of(EventType.SECURITY_INCIDENT, 2.0));
    List<Trail> trails = List.of(trail(breach("2026-07-10", 30, 1)));
    assertThat(new Exposure(Set.of("acme"), trails, none).on(JULY_10).value()).isZero();
    assertThat(new Exposure(Set.of("acme"), trails, twice).on(JULY_10).value()).isEqualTo(63.2);
  }

  @Test
  void aDayIsJudgedByWhatWasKnownAtItsEnd() {
    Entry rumour = breach(1, "2026-07-08", 30, 0.5);
    Entry sure = later(rumour, "2026-07-10T23:59:59Z", 60, 0.9, false);
    Entry withdrawn = later(sure, "2026-07-12T00:00:00Z", 60, 0.9, true);
    Exposure acme =
        new Exposure(
            Set.of("acme"), List.of(new Trail(7, List.of(rumour, sure, withdrawn))), Weights.EVEN);
    assertThat(acme.daily(LocalDate.parse("2026-07-07"), 6))
        .containsExactly(0, 22.1, 22, 58.9, 58.7, 0);
    for (int i = 0; i < 6; i++) {
      LocalDate day = LocalDate.parse("2026-07-07").plusDays(i);
      assertThat(acme.on(day).value()).isEqualTo(acme.daily(day, 1)[0]);
    }
  }

  private static Exposure acme(Entry... entries) {
    return new Exposure(
        Set.of("acme"),
        entries.length == 0 ? List.of() : List.of(new Trail(7, List.of(entries))),
        Weights.EVEN);
  }

  private static Trail trail(Entry entry) {
    return new Trail(entry.incident(), List.of(entry));
  }

  private static Entry breach(String day, int severity, double confidence) {
    return breach(7, day, severity, confidence);
  }

  private static Entry breach(long incident, String day, int severity, double confidence) {
    Entry entry =
        entry(
            EventType.SECURITY_INCIDENT, Status.IN_FORCE, null, "Acme", day, severity, confidence);
    return new Entry(
        incident,
        incident,
        entry.at(),
        entry.type(),
        entry.status(),
        entry.title(),
        entry.roles(),
        null,
        severity,
        confidence,
        1,
        entry.firstSeen(),
        entry.moved(),
        false,
        false);
  }

  private static Entry entry(
      EventType type,
      Status status,
      @Nullable String actor,
      String vendor,
      String day,
      int severity,
      double confidence) {
    Instant at = Instant.parse(day + "T08:00:00Z");
    return new Entry(
        1,
        7,
        at,
        type,
        status,
        "What happened",
        new Roles(actor, vendor, null, null, null),
        null,
        severity,
        confidence,
        1,
        at,
        at,
        false,
        false);
  }

  private static Entry later(
      Entry before, String at, int severity, double confidence, boolean isWithdrawn) {
    return new Entry(
        before.id() + 1,
        before.incident(),
        Instant.parse(at),
        before.type(),
        before.status(),
        before.title(),
        before.roles(),
        null,
        severity,
        confidence,
        2,
        before.firstSeen(),
        before.moved(),
        false,
        isWithdrawn);
  }
}
