package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Just a moment...</title><p>Checking if the site connection is secure",
        "<title>Access denied</title><h1>Error 1020</h1>",
        "<title>news.example</title><script src='https://geo.captcha-delivery.com/c.js'></script>",
        "<title>Example</title><div id=px-captcha></div><p>Press and hold",
        "<title>Pardon Our Interruption</title><p>As you were browsing",
      })
  void aCheckForRobotsIsNoArticle(String html) {
    assertThat(wall(html)).isEqualTo("the site checks for robots and shows no article");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>News</title><div id=root></div><script src=main.js></script>",
        "<title>News</title><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<title>News</title><p>Please enable JavaScript to read on.",
      })
  void aPageForScriptsAloneIsNoArticle(String html) {
    assertThat(wall(html)).isEqualTo("the page is empty without its scripts");
  }

  @Test
  void anArticleAboutRobotsIsOne() {
    String text = "The council has banned robots from the town hall. ".repeat(40);
    assertThat(wall("<title>Access denied: robots in the town hall</title><p>" + text)).isNull();
    assertThat(wall("<title>Robots leave</title><p>Robots have left the town hall today."))
        .isNull();
  }

  private static String wall(String html) {
    var page = Jsoup.parse(html);
    return Wall.of(page, page.body().text());
  }
}
