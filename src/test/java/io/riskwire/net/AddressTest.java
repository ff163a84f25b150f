package io.riskwire.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://news.example|http://news.example/",
        "HTTPS://News.Example:443/A?b=C#d|https://news.example/A?b=C",
        " http://news.example:8080/ |http://news.example:8080/",
        "http://news.example./a|http://news.example/a",
        "http://my_news.example/a|http://my_news.example/a",
        "http://bücher.example/|http://xn--bcher-kva.example/",
        "http://straße.example/|http://xn--strae-oqa.example/",
        "http://news。example/|http://news.example/",
        "http://news.example/a b|http://news.example/a%20b",
        "http://news.example/Käse?q=Größe|http://news.example/K%C3%A4se?q=Gr%C3%B6%C3%9Fe",
        "http://news.example/a%20b%zz|http://news.example/a%20b%25zz",
        "http://news.example/a|http://news.example/a",
        "http://news.example/?a[]=1|http://news.example/?a[]=1",
        "http://news.example/x[1]|http://news.example/x%5B1%5D",
        "http://news.example?q=1|http://news.example/?q=1",
        "http://127.1/|http://127.0.0.1/",
        "http://2130706433/|http://127.0.0.1/",
        "http://0x7f.1/|http://127.0.0.1/",
        "http://0177.0.0.1/|http://127.0.0.1/",
        "http://127。0。0。1/|http://127.0.0.1/",
        "http://１２７.０.０.１/|http://127.0.0.1/",
        "http://[::ffff:127.0.0.1]/|http://127.0.0.1/",
        "http://[2001:DB8::1]:81/|http://[2001:db8:0:0:0:0:0:1]:81/",
      })
  void oneAddressHasOneSpelling(String text, String expected) {
    assertThat(Address.of(text).uri()).hasToString(expected);
  }

  @Test
  void aHostOfThousandsOfSignsIsNoHost() {
    String host = "日本語".repeat(1_002);
    assertThatThrownBy(() -> Address.of("http://" + host + ".example/"))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aPipeInAnAddressIsEscaped() {
    assertThat(Address.of("http://news.example/a|b").uri())
        .hasToString("http://news.example/a%7Cb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "news.example",
        "//news.example/",
        "://news.example/",
        "http:news.example",
        "http:/news.example/",
        "http://",
        "http:///a",
        "http://:80/",
        "file:///etc/passwd",
        "ftp://news.example/",
        "jar:http://news.example/a.jar!/b",
        "data:text/html,hello",
        "gopher://news.example/",
        "javascript:alert(1)",
        "http://user@news.example/",
        "http://user:word@news.example/",
        "http://news.example\\@other.example/",
        "http://news.example/\\other.example",
        "http:\\\\news.example\\",
        "http://news.example:0/",
        "http://news.example:65536/",
        "http://news.example:8o/",
        "http://news.example:80:80/",
        "http://news%2eexample/",
        "http://%6eews.example/",
        "http://news..example/",
        "http://.example/",
        "http://news example/",
        "http://news.example\r\nHost: other.example/",
        "http://news.example/\u0000",
        "http://[::1/",
        "http://::1/",
        "http://[::1]x/",
        "http://[fe80::1%25lo]/",
        "http://[fe80::1%lo]/",
        "http://[news.example]/",
        "http://1.2.3.4.5/",
        "http://256.256.256.256/",
        "http://1.2.3.0x/",
        "http://news.08/",
        "http://999999999999/",
      })
  void whatCanBeReadInTwoWaysIsRefused(String text) {
    assertThatThrownBy(() -> Address.of(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void anAddressHasAnEnd() {
    assertThatThrownBy(() -> Address.of("http://news.example/" + "a".repeat(10_000)))
        .isInstanceOf(Invalid.class);
  }

  /** The examples of RFC 3986 5.4, as far as they stay on the web. */
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g/",
    "?y, http://a/b/c/d;p?y",
    "g?y, http://a/b/c/g?y",
    "#s, http://a/b/c/d;p?q",
    "g#s, http://a/b/c/g",
    ";x, http://a/b/c/;x",
    "'', http://a/b/c/d;p?q",
    "., http://a/b/c/",
    "./, http://a/b/c/",
    ".., http://a/b/",
    "../, http://a/b/",
    "../g, http://a/b/g",
    "../.., http://a/",
    "../../g, http://a/g",
    "../../../g, http://a/g",
    "/./g, http://a/g",
    "/../g, http://a/g",
    "g., http://a/b/c/g.",
    "..g, http://a/b/c/..g",
    "./g/., http://a/b/c/g/",
    "g/./h, http://a/b/c/g/h",
    "g/../h, http://a/b/c/h",
    "g?y/../x, http://a/b/c/g?y/../x",
    "https://b/x, https://b/x",
    "/web//x, http://a/web//x",
  })
  void aLinkIsResolvedAgainstItsDocument(String link, String expected) {
    assertThat(Address.of("http://a/b/c/d;p?q").resolve(link).uri()).hasToString(expected);
  }

  @Test
  void aLinkKeepsAnUnusualPort() {
    assertThat(Address.of("http://[2001:db8::1]:81/a").resolve("b").uri())
        .hasToString("http://[2001:db8:0:0:0:0:0:1]:81/b");
  }

  @Test
  void aLinkOutOfTheWebIsRefused() {
    assertThatThrownBy(() -> Address.of("http://a/").resolve("javascript:alert(1)"))
        .isInstanceOf(Invalid.class);
  }
}
