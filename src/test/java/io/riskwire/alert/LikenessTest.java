package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.alert.Alerts.Earlier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final Instant AT = Instant.parse("2026-07-03T12:00:00Z");

  @Test
  void headlinesThatShareHalfOfTheirWordsReadAlike() {
    assertThat(
            isAlike(
                "Sophos: 58% of shops hit by ransomware pay",
                "58% of Shops Hit by Ransomware Pay up"))
        .isTrue();
    assertThat(isAlike("Shops hit by ransomware pay", "Banks hit by storms close early")).isFalse();
  }

  @Test
  void whatWasPutBeforeAHeadlineIsNoPartOfIt() {
    assertThat(
            isAlike("Harbour board reports breach", "More is known: Harbour board hit by breach"))
        .isTrue();
    assertThat(isAlike("Harbour board reports breach", "Harbour board hit by breach (and 1 more)"))
        .isTrue();
  }

  @Test
  void noticesAboutOtherCompaniesAreNotAlike() {
    Item one = item("Law firm investigates claims against Devereux", "Devereux");
    Item other = item("Law firm investigates claims against Healthcare Inc", "Healthcare");
    var earlier = List.of(new Earlier(1, other.title(), AT));
    assertThat(Likeness.of(one, earlier, e -> List.of(other))).isEmpty();
    assertThat(Likeness.of(one, earlier, e -> List.of(item(other.title(), null)))).isPresent();
  }

  @Test
  void anAuthorityThatNoHeadlineNamesMayBeReadOtherwise() {
    Item one = item("Sands fined over 2023 data breach", "Sands", "IMDA");
    Item other = item("Sands fined over 2023 data breach of visitors", "Sands", "PDPC");
    assertThat(Likeness.of(one, List.of(new Earlier(1, other.title(), AT)), e -> List.of(other)))
        .isPresent();
  }

  @Test
  void ofOneVendorLessIsAlike() {
    String title = "Conduent breach: eight million hit";
    String before = "Conduent admits breach may have hit million people";
    assertThat(isAlike(title, before)).isFalse();
    var earlier = List.of(new Earlier(1, before, AT));
    assertThat(
            Likeness.of(item(title, "Conduent"), earlier, e -> List.of(item(before, "Conduent"))))
        .isPresent();
  }

  private static boolean isAlike(String title, String earlier) {
    return Likeness.of(item(title, null), List.of(new Earlier(1, earlier, AT)), e -> List.of())
        .isPresent();
  }

  private static Item item(String title, @Nullable String vendor) {
    return item(title, vendor, null);
  }

  private static Item item(String title, @Nullable String vendor, @Nullable String actor) {
    var facts =
        new Item.Facts(
            "security-incident",
            "in-force",
            65,
            .9,
            null,
            vendor,
            null,
            null,
            null,
            null,
            List.of(),
            1);
    return new Item(
        "new",
        "incident",
        "1",
        title,
        title,
        facts,
        null,
        null,
        null,
        List.of(),
        "/",
        AT,
        false,
        null);
  }
}
