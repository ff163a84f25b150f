package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP://News.Example:80/a               | https://news.example/a",
        "https://news.example:443/a             | https://news.example/a",
        "http://news.example:8080/a             | http://news.example:8080/a",
        "https://user:pw@news.example./a        | https://news.example/a",
        "https://news.example                   | https://news.example/",
        "https://news.example/a/                | https://news.example/a",
        "https://news.example/a/./b/../c        | https://news.example/a/c",
        "https://news.example/%7Ejo/%e4%b8%ad   | https://news.example/~jo/%E4%B8%AD",
        "https://news.example/中                | https://news.example/%E4%B8%AD",
        "https://bücher.example/                | https://xn--bcher-kva.example/",
        "https://straße.example/                | https://xn--strae-oqa.example/",
        "https://news.example/a#comments        | https://news.example/a",
        "https://news.example/#!/story/7        | https://news.example/#!/story/7",
        "https://news.example/a?                | https://news.example/a",
        "https://news.example/?b=2&a=1          | https://news.example/?b=2&a=1",
        "https://news.example/?p=7&utm_source=x&UTM_Medium=y&fbclid=z | https://news.example/?p=7",
        "https://news.example/a?ref=rss&id=3    | https://news.example/a?id=3",
        "https://news.example/a?ref=main        | https://news.example/a?ref=main",
        "https://news.example/a?gclid=1         | https://news.example/a",
        "https://odd_host.example/a             | https://odd_host.example/a",
        "https://[2001:DB8::1]/a                | https://[2001:db8::1]/a",
        "urn:isbn:1                             | urn:isbn:1",
      })
  void addressesOfOneArticleAreEqualOnceNormalised(String written, String normal) {
    URI once = Address.normalise(URI.create(written));
    assertThat(once).hasToString(normal);
    assertThat(Address.normalise(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b              | https://a.example/x/b",
        "/b             | https://a.example/b",
        "../../b        | https://a.example/b",
        "./b/           | https://a.example/x/b/",
        "?q=1:2         | https://a.example/x/y?q=1:2",
        "#f             | https://a.example/x/y?old=1#f",
        "//c.example/b  | https://c.example/b",
        "http://c.example/a b|http://c.example/a%20b",
        "b?x={y}&z=100% | https://a.example/x/b?x=%7By%7D&z=100%25",
        "HTTPS://c.example/ | HTTPS://c.example/",
      })
  void linksAreResolvedAsBrowsersDo(String link, String address) {
    URI base = URI.create("https://a.example/x/y?old=1");
    assertThat(Address.resolve(base, link)).hasToString(address);
  }

  @Test
  void blanksAndLineBreaksOfALinkAreDropped() {
    assertThat(Address.of("\n  https://a.example/long\n\t-path \n"))
        .hasToString("https://a.example/long-path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "story.html",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "ftp://a.example/",
        "https:///a",
        "https://",
        "http:a",
        "https://[::1",
        "https://:80/"
      })
  void whatIsNoWebAddressIsNone(String text) {
    assertThat(Address.of(text)).isNull();
  }

  @Test
  void anAddressWithoutPathIsABaseToo() {
    assertThat(Address.resolve(URI.create("https://a.example"), "b"))
        .hasToString("https://a.example/b");
  }

  @Test
  void endlessAddressesAreNone() {
    assertThat(Address.of("https://a.example/" + "a".repeat(5_000))).isNull();
  }
}
