package io.riskwire.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final Names NAMES = Names.load();

  @Test
  void aProductIsFoundWithItsMaker() {
    assertThat(NAMES.find(List.of(Words.of("Staff may no longer use ChatGPT at work."))).getFirst())
        .anySatisfy(
            f -> {
              assertThat(f.known().name()).isEqualTo("ChatGPT");
              assertThat(f.known().vendor()).isEqualTo("OpenAI");
              assertThat(f.reason()).isEqualTo("named");
            });
  }

  @Test
  void thePainterTheVerbAndTheOracleAreNoVendors() {
    assertThat(names("Claude never painted a place as it was. He moved the trees.")).isEmpty();
    assertThat(names("Zoom in on the picture and you see a cat.")).isEmpty();
    assertThat(names("The Oracle at Delphi was asked about the harvest.")).isEmpty();
    assertThat(names("It sent a signal to the whole village.")).isEmpty();
  }

  @Test
  void theSameWordsAreNamesAmongTechnology() {
    assertThat(names("Engineers were told to delete the Claude app.")).contains("Claude");
    assertThat(names("Anthropic says Claude is safe.")).contains("Claude");
    assertThat(names("The bank blocks Zoom on all devices and computers.")).contains("Zoom");
  }

  @Test
  void anOrdinaryWordIsNoProductOfAHeadlineInCapitals() {
    String headline = "Hacking Campaign Hits Cloud Users, Vendors Warn";
    assertThat(names(headline)).doesNotContain("Campaign");
    assertThat(names("Adobe Campaign Outage Hits Cloud Users")).contains("Campaign");
    List<Words> article =
        List.of(Words.of(headline), Words.of("The cloud users keep their lists in Campaign."));
    assertThat(NAMES.find(article))
        .allSatisfy(f -> assertThat(f).anyMatch(n -> n.known().name().equals("Campaign")));
  }

  @Test
  void aHyphenMayBeASpace() {
    assertThat(names("The ministry bars TP Link routers.")).contains("TP-Link");
  }

  @Test
  void namesOfOnesOwnAreFoundToo() {
    Names own =
        Names.of(
            new Catalogue(
                List.of(
                    new Vendor("Kippa", "security", "SE", null, List.of("Kippa AB"), List.of())),
                List.of(),
                List.of()));
    assertThat(own.find(List.of(Words.of("Kippa AB secures cash registers."))).getFirst())
        .singleElement()
        .satisfies(f -> assertThat(f.known().name()).isEqualTo("Kippa"));
  }

  private static List<String> names(String text) {
    return NAMES.find(List.of(Words.of(text))).getFirst().stream()
        .map(f -> f.known().name())
        .toList();
  }
}
