package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartiesTest {
  @Test
  void anAuthorityIsTheSameByItsInitials() {
    assertThat(isOne("IMDA", "Infocomm Media Development Authority")).isTrue();
    assertThat(isOne("Infocomm Media Development Authority", "IMDA")).isTrue();
    assertThat(isOne("PDPC", "Singapore's Personal Data Protection Commission")).isTrue();
    assertThat(isOne("DPC", "Data Protection Commission of Ireland")).isTrue();
  }

  @Test
  void otherInitialsAreAnotherAuthority() {
    assertThat(isOne("IMDA", "Personal Data Protection Commission")).isFalse();
    assertThat(isOne("FTC", "Federal Communications Commission")).isFalse();
    assertThat(isOne("IMDA", "PDPC")).isFalse();
  }

  @Test
  void twoLettersAreTheInitialsOfTooMany() {
    assertThat(isOne("DA", "Department of Agriculture")).isFalse();
  }

  @Test
  void aCountryMayStandBeforeItsMinistry() {
    assertThat(isOne("Danish Ministry of Defence", "Ministry of Defence")).isTrue();
    assertThat(isOne("Ministry of Health", "Ministry of Defence")).isFalse();
  }

  private static boolean isOne(@Nullable String actor, @Nullable String other) {
    return Parties.agree(EventType.REGULATORY_ACTION, by(actor), by(other), false);
  }

  private static Roles by(@Nullable String actor) {
    return new Roles(actor, "TikTok", null, null, null);
  }
}
