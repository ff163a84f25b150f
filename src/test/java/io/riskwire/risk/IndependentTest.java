package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.risk.Independent.Teller;
import io.riskwire.story.Copy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndependentTest {
  private static final String OURS =
      "The council of Harrowby has told its staff to remove Grammarly from all laptops by the end"
          + " of May, after an audit found that drafts of confidential letters were sent abroad.";
  private static final String THEIRS =
      "Drafts of letters left the country: that is what auditors found in Harrowby, and why its"
          + " staff must do without Grammarly from June on, says the town clerk.";

  @Test
  void twoOutletsInTheirOwnWordsAreTwoSources() {
    assertThat(Independent.count(List.of(echo(OURS, null), post(THEIRS, null)))).isEqualTo(2);
  }

  @Test
  void oneOutletThatTellsItTwiceIsOneSource() {
    assertThat(Independent.count(List.of(echo(OURS, null), echo(THEIRS, null)))).isEqualTo(1);
  }

  @Test
  void aCopyWithSmallEditsIsNoSourceOfItsOwn() {
    String copy = "By our reporter. " + OURS.replace("by the end of May", "by late May");
    assertThat(Independent.count(List.of(echo(OURS, null), post(copy, null)))).isEqualTo(1);
  }

  @Test
  void twoRewritesOfOneWireAreOneSource() {
    String dateline = "HARROWBY, May 3 (Reuters) - " + OURS;
    assertThat(Independent.count(List.of(echo(dateline, null), post(THEIRS, "Reuters"))))
        .isEqualTo(1);
    assertThat(Independent.count(List.of(echo(OURS + " (dpa)", null), post(THEIRS, "Reuters"))))
        .isEqualTo(2);
  }

  @Test
  void outletsOfOneHouseAreOneSource() {
    Teller wired = teller("Wired", "https://www.wired.com/a", OURS, null);
    Teller ars = teller("Ars", "https://arstechnica.com/b", THEIRS, null);
    assertThat(Independent.count(List.of(wired, ars))).isEqualTo(1);
  }

  @Test
  void whoBridgesTwoMakesThemOne() {
    Teller bridge = teller("Wired", "https://www.wired.com/a", OURS, null);
    Teller sister = teller("Ars Technica", "https://arstechnica.com/b", THEIRS, null);
    assertThat(Independent.count(List.of(echo(OURS, null), sister, bridge))).isEqualTo(1);
  }

  private static Teller echo(String text, @Nullable String author) {
    return teller("Harrowby Echo", "https://echo.example/1", text, author);
  }

  private static Teller post(String text, @Nullable String author) {
    return teller("Northern Post", "https://post.example/1", text, author);
  }

  private static Teller teller(String outlet, String url, String text, @Nullable String author) {
    var article =
        new NewArticle(
            List.of(url),
            url,
            "Harrowby drops Grammarly",
            text,
            author,
            Instant.parse("2026-05-03T08:00:00Z"),
            Lang.ENGLISH,
            null,
            outlet,
            true,
            false);
    return new Teller(outlet, url, Copy.of(article));
  }
}
