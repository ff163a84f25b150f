package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @Test
  void parametersAreEncodedAndEmptyOnesLeftOut() {
    Link link =
        Link.to("/articles").with("q", "\"R&D\" +1").with("type", "").with("vendor", "Ünal");
    assertThat(link).hasToString("/articles?q=%22R%26D%22+%2B1&vendor=%C3%9Cnal");
  }

  @Test
  void aFilterIsTakenAwayAgain() {
    Link link = Link.to("/articles").with("q", "ban").with("type", "tool-ban");
    assertThat(link.without("type")).hasToString("/articles?q=ban");
    assertThat(link.without("type").without("q")).hasToString("/articles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://news.example/1", "HTTP://news.example/1"})
  void anAddressOfTheWebMayBecomeALink(String url) {
    assertThat(Link.outward(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        " https://x.example",
        "//x.example",
        ""
      })
  void nothingElseBecomesALink(String url) {
    assertThat(Link.outward(url)).isNull();
  }
}
