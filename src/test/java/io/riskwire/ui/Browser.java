package io.riskwire.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads pages as a browser does: it keeps cookies and follows redirects; it runs no scripts. */
final class Browser {
  private final URI base;
  private final HttpClient client;

  Browser(URI base) {
    this(
        base,
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build());
  }

  private Browser(URI base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  /** The same browser, with its cookies, where the service has come back on another port. */
  Browser at(URI newBase) {
    return new Browser(newBase, client);
  }

  /** What came in the end, and from where. */
  record Seen(int status, URI address, Document page, HttpResponse<String> response) {
    String heading() {
      return page.select("h1").text();
    }
  }

  Seen open(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)));
  }

  Seen post(String path, Map<String, String> form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)));
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return send(request);
  }

  Seen logIn(String name, String password) {
    return post("/j_security_check", Map.of("j_username", name, "j_password", password));
  }

  private Seen send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Seen(
          response.statusCode(), response.uri(), Jsoup.parse(response.body()), response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
