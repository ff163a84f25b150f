package io.riskwire.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final Limits limits = new Limits(clock, true, 60, 2);

  @Test
  void aMinutesWorthMayBeUsedAtOnceAndGrowsBack() {
    for (int i = 0; i < 60; i++) assertThat(limits.call("ann")).isZero();
    assertThat(limits.call("ann")).isEqualTo(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(limits.call("ann")).isZero();
    assertThat(limits.call("ann")).isEqualTo(Duration.ofSeconds(1));
    clock.pass(Duration.ofHours(1));
    for (int i = 0; i < 60; i++) assertThat(limits.call("ann")).isZero();
    assertThat(limits.call("ann")).isPositive();
  }

  @Test
  void oneCallerDoesNotUseUpAnothersCalls() {
    for (int i = 0; i < 3; i++) limits.visit("192.0.2.1");
    assertThat(limits.visit("192.0.2.1")).isPositive();
    assertThat(limits.visit("192.0.2.2")).isZero();
    assertThat(limits.call("ann")).isZero();
  }

  @Test
  void anotherAddressOfTheSameIpv6NetworkIsTheSameCaller() {
    for (int i = 1; i < 3; i++) assertThat(limits.visit("2001:db8:1:2::" + i)).isZero();
    assertThat(limits.visit("2001:db8:1:2:ffff::9")).isPositive();
    assertThat(limits.visit("2001:db8:1:3::1")).isZero();
  }

  @Test
  void withoutLimitsEverybodyMayCallAsOftenAsTheyLike() {
    var none = new Limits(clock, false, 1, 1);
    for (int i = 0; i < 1000; i++) assertThat(none.call("ann")).isZero();
  }
}
