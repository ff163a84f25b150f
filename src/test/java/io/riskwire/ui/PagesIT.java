package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.ui.Browser.Seen;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the built service, which has read the sample newswire and one hostile article. */
class PagesIT {
  private static final int MOST_PAGES = 150;

  @TempDir static Path home;
  private static RunningService service;
  private static String hostile;
  private Browser browser;

  @BeforeAll
  static void start() {
    service =
        RunningService.on(home)
            .feeds("sources:\n  - {name: Sample newswire, sample: true}\n  - {nam: wrong}\n")
            .ready();
    service.await(
        "the sample was read", () -> service.get("/articles").json().at("/total").asInt() >= 40);
    hostile =
        service
            .post(
                "/articles",
                Map.of(
                    "url", "https://news.example/1?a=\"><script>alert(1)</script>",
                    "title", "Fennwick Bank bans <script>alert(1)</script> ChatGPT",
                    "text",
                        "Fennwick Bank has banned ChatGPT & \"friends\" <img src=x"
                            + " onerror=alert(1)> for all staff.",
                    "source", "<b>Hostile</b> Post"))
            .json()
            .at("/id")
            .asText();
    service.awaitNoLag();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void logIn() {
    browser = new Browser(service.base());
    assertThat(browser.logIn("admin", RunningService.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void everyLinkOfEveryPageLeadsToAPageInOrder() {
    Deque<String> todo = new ArrayDeque<>(List.of("/"));
    Set<String> seen = new TreeSet<>(todo);
    Map<String, Integer> broken = new LinkedHashMap<>();
    for (int pages = 0; !todo.isEmpty() && pages < MOST_PAGES; pages++) {
      String path = todo.remove();
      Seen found = browser.open(path);
      if (found.status() != 200) broken.put(path, found.status());
      assertThat(problems(found)).as(path).isEmpty();
      for (Element link : found.page().select("a[href^=/]:not([download])"))
        if (seen.add(link.attr("href"))) todo.add(link.attr("href"));
    }
    assertThat(broken).isEmpty();
    assertThat(seen).contains("/incidents", "/sources", "/alerts", "/articles/" + hostile);
  }

  /** What a page must not have, or must have: for readers without eyes, and for the CSP. */
  private static List<String> problems(Seen seen) {
    var page = seen.page();
    List<String> problems = new ArrayList<>();
    if (page.select("html[lang]").isEmpty()) problems.add("no language");
    if (page.select("main").size() != 1) problems.add("not one main part");
    if (page.select("h1").size() != 1) problems.add("not one first heading");
    if (page.title().isBlank()) problems.add("no title");
    page.select("script, style, [style]").forEach(e -> problems.add("inline: " + e));
    page.getAllElements().stream()
        .flatMap(e -> e.attributes().asList().stream())
        .filter(a -> a.getKey().startsWith("on") || a.getValue().startsWith("javascript:"))
        .forEach(a -> problems.add("runs: " + a));
    page.select("[src^=http], link[href^=http]").forEach(e -> problems.add("from afar: " + e));
    page.select("input:not([type=hidden]), select")
        .forEach(
            e -> {
              boolean isInside = e.closest("label") != null;
              boolean isNamed = !page.select("label[for=" + e.id() + "]").isEmpty();
              if (!isInside && (e.id().isEmpty() || !isNamed)) problems.add("no label: " + e);
            });
    page.select("button")
        .forEach(
            e -> {
              if (e.text().isBlank()) problems.add("no words: " + e);
            });
    page.select("[id]").eachAttr("id").stream()
        .filter(id -> page.select("[id='" + id + "']").size() > 1)
        .forEach(id -> problems.add("twice: " + id));
    return problems;
  }

  @Test
  void whatASubscriptionWouldHaveSentIsShownAsABarADay() {
    Seen seen =
        browser.post(
            "/alerts/preview",
            Map.of("q", "source:\"Sample newswire\"", "kind", "webhook", "days", "365"));
    assertThat(seen.status()).isEqualTo(200);
    assertThat(problems(seen)).isEmpty();
    assertThat(seen.page().select("#preview").text())
        .matches("It would have sent \\d+ .* 365 days");
    assertThat(seen.page().select("svg.bars rect")).isNotEmpty();
    assertThat(seen.page().select("option[value=webhook]").hasAttr("selected")).isTrue();
    assertThat(service.get("/subscriptions").json().toString()).doesNotContain("webhook");
  }

  @Test
  void aFeedIsReadWithoutAnAccountAndTested() {
    browser.post("/alerts", Map.of("q", "Fennwick", "kind", "feed", "name", "My feed"));
    Element row = row(browser.open("/alerts"), "My feed");
    String address = row.select("a[href^=/feeds/]").attr("href");
    String test = row.select("form[action$=/test]").attr("action");
    assertThat(browser.post(test, Map.of()).page().select(".notice").text())
        .contains("The test message was sent");
    assertThat(service.anonymous(address).body()).contains("<title>Test of Riskwire</title>");
    assertThat(problems(new Browser(service.base()).open("/subscribe"))).isEmpty();
    browser.post(test.replace("/test", "/remove"), Map.of());
    assertThat(service.anonymous(address).status()).isEqualTo(404);
  }

  @Test
  void whatCameOfEachAttemptToSendAMessageIsShown() {
    Map<String, String> hook =
        Map.of(
            "q", "Zyxhaven", "kind", "webhook", "to", "https://127.0.0.1/hook", "name", "Nowhere");
    assertThat(browser.post("/alerts", hook).page().select(".notice").text()).contains("signed");
    service.awaitNoLag();
    var article =
        Map.of(
            "url",
            "https://desk.example/zyxhaven",
            "title",
            "Fair in Zyxhaven",
            "text",
            "The fair in Zyxhaven has begun.",
            "source",
            "Desk");
    assertThat(service.post("/articles", article).status()).isEqualTo(201);
    service.await(
        "it was tried", () -> attempts().stream().anyMatch(words -> words.contains("127.0.0.1")));
    Element row = row(browser.open("/alerts"), "Nowhere");
    browser.post(row.select("form[action$=/remove]").attr("action"), Map.of());
  }

  private List<String> attempts() {
    return browser
        .open("/alerts")
        .page()
        .select("tr:contains(Fair in Zyxhaven) details li")
        .eachText();
  }

  @Test
  void theStartPageTellsWhatHappenedAndThatItIsASample() {
    Seen start = browser.open("/");
    assertThat(start.page().select(".incident-row")).isNotEmpty();
    assertThat(start.page().text()).contains("Fennwick Bank bans ChatGPT", "sample data");
    assertThat(start.page().select("form[action=/sample/remove] button").text())
        .isEqualTo("Take the sample away");
  }

  @Test
  void textFromOutsideIsShownAndNotRun() {
    Seen article = browser.open("/articles/" + hostile);
    assertThat(article.heading()).isEqualTo("Fennwick Bank bans <script>alert(1)</script> ChatGPT");
    assertThat(article.page().select(".prose").text()).contains("<img src=x onerror=alert(1)>");
    assertThat(article.page().select(".outlet").first().text()).isEqualTo("<b>Hostile</b> Post");
    Seen found = browser.open("/articles?q=Fennwick+friends");
    assertThat(found.page().select(".snippet").text()).contains("& \"friends\" <img src=x");
    assertThat(found.page().select(".snippet mark").eachText()).contains("Fennwick", "friends");
  }

  @Test
  void theQuotesOfAnEventAreMarkedInTheText() {
    JsonNode event = service.get("/articles/" + hostile).json().at("/events/0");
    assertThat(event.at("/type").asText()).isEqualTo("tool-ban");
    Seen article = browser.open("/articles/" + hostile);
    assertThat(article.page().select(".card").text())
        .contains("Tool ban", "Fennwick Bank", "ChatGPT");
    String marked = String.join(" ", article.page().select(".text mark").eachText());
    assertThat(marked).contains(event.at("/evidence/0/quote").asText());
  }

  @Test
  void aWrongQueryIsExplainedAndKept() {
    Seen wrong = browser.open("/articles?q=claude+AND+(");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.page().select("#mistake").text()).contains("position 13");
    assertThat(wrong.page().select("#q").val()).isEqualTo("claude AND (");
    assertThat(browser.open("/incidents?type=nonsense").status()).isEqualTo(400);
    assertThat(browser.open("/incidents?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void aFacetNarrowsAndNextPagesShowTheRest() {
    Seen all = browser.open("/articles?collapse=none");
    assertThat(all.page().select("section .row")).hasSize(20);
    Set<String> titles = new TreeSet<>(all.page().select(".row h3 a").eachAttr("href"));
    for (Seen page = all; !page.page().select("a[rel=next]").isEmpty(); ) {
      page = browser.open(page.page().select("a[rel=next]").attr("href"));
      titles.addAll(page.page().select(".row h3 a").eachAttr("href"));
    }
    assertThat(titles).hasSize(service.get("/articles").json().at("/total").asInt());
    String link = all.page().select(".facet a[href*=type=tool-ban]").attr("href");
    Seen narrowed = browser.open(link);
    assertThat(narrowed.page().select("#type option[selected]").val()).isEqualTo("tool-ban");
    assertThat(narrowed.page().select("section .row")).isNotEmpty().hasSizeLessThan(20);
  }

  @Test
  void aPageHasARowAStoryAndSaysHowManyOthersItHas() {
    int stories = service.get("/articles?collapse=story").json().at("/total").asInt();
    Seen page = browser.open("/articles");
    assertThat(page.page().select("#results").text()).isEqualTo(stories + " stories");
    Seen found = browser.open("/articles?q=type:tool-ban");
    assertThat(found.page().select(".row .meta a[href$=#others]").eachText())
        .anyMatch(words -> words.matches("and \\d+ more"));
  }

  @Test
  void aSearchIsSavedSharedReadAndRemoved() {
    Seen found = browser.open("/articles?q=Fennwick&type=tool-ban");
    assertThat(problems(found)).isEmpty();
    Map<String, String> form = new LinkedHashMap<>();
    found
        .page()
        .select("form[action=/searches] input[type=hidden]")
        .forEach(i -> form.put(i.attr("name"), i.val()));
    form.put("name", "Fennwick bans");
    Element row = row(browser.post("/searches", form), "Fennwick bans");
    assertThat(row.text()).contains("private", "Articles: Fennwick, Tool ban");
    Seen again = browser.open(row.select("th a").attr("href"));
    assertThat(again.page().select("#results").text())
        .isEqualTo(found.page().select("#results").text());
    row = row(browser.post(action(row, "Share"), Map.of()), "Fennwick bans");
    assertThat(row.text()).contains("shared");
    String feed = row.select("a[href^=/feeds/searches/]").first().attr("href");
    assertThat(service.anonymous(feed).body()).contains("Fennwick Bank");
    assertThat(service.anonymous(feed + ".csv").body()).startsWith("id,published");
    row = row(browser.post(action(row, "Close feed"), Map.of()), "Fennwick bans");
    assertThat(service.anonymous(feed).status()).isEqualTo(404);
    assertThat(browser.post(action(row, "Remove"), Map.of()).page().text())
        .doesNotContain("Fennwick bans");
  }

  @Test
  void whatMayHaveBeenMeantIsOneClickAway() {
    Seen few = browser.open("/articles?q=chatgtp&type=tool-ban");
    Element meant = few.page().select(".notice a").first();
    assertThat(meant.text()).isEqualTo("chatgpt");
    assertThat(browser.open(meant.attr("href")).page().select(".row")).isNotEmpty();
    assertThat(few.page().select("datalist#vendors option[value=Anthropic]")).hasSize(1);
  }

  @Test
  void whatIsNotThereIsAPageForReadersAndAProblemForPrograms() {
    for (String path : List.of("/nothing", "/articles/999999", "/incidents/x", "/cases/0")) {
      Seen missing = browser.open(path);
      assertThat(missing.status()).as(path).isEqualTo(404);
      assertThat(missing.heading()).as(path).isEqualTo("Not found");
      assertThat(missing.page().select("nav")).as(path).isNotEmpty();
    }
    assertThat(browser.open("/nothing").page().text())
        .contains("There is nothing at this address.")
        .doesNotContain("resource method");
    var problem = service.get("/articles/999999");
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.json().at("/status").asInt()).isEqualTo(404);
  }

  @Test
  void noPageIsShownWithoutLoggingIn() {
    Browser stranger = new Browser(service.base());
    for (String path : List.of("/", "/articles", "/incidents/1", "/sources", "/alerts"))
      assertThat(stranger.open(path).address().getPath()).as(path).isEqualTo("/login");
    assertThat(stranger.logIn("admin", "wrong wrong wrong").page().select("#mistake").text())
        .isEqualTo("Name or password is wrong.");
    stranger.open("/alerts");
    assertThat(stranger.logIn("admin", RunningService.PASSWORD).heading()).isEqualTo("Alerts");
    stranger.post("/logout", Map.of());
    assertThat(stranger.open("/alerts").heading()).isEqualTo("Log in");
  }

  @Test
  void aPageOfAnotherSiteCannotPost() {
    Map<String, String> form = Map.of("q", "claude", "to", "victim@desk.example");
    for (String[] foreign :
        List.of(
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"}))
      assertThat(browser.post("/alerts", form, foreign).status()).as(foreign[1]).isEqualTo(403);
    assertThat(service.get("/subscriptions").body()).doesNotContain("victim@desk.example");
    Seen own = browser.post("/alerts", form, "Origin", service.base().toString());
    assertThat(own.page().select("table").text()).contains("victim@desk.example", "Pending");
  }

  @Test
  void aSubscriptionIsMadePausedAndRemoved() {
    Seen wrong = browser.post("/alerts", Map.of("q", "\"open", "to", "a@desk.example"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.page().select("#q").val()).isEqualTo("\"open");
    Map<String, String> form =
        Map.of("q", "Fennwick", "type", "tool-ban", "to", "b@desk.example", "vouched", "yes");
    Element row = row(browser.post("/alerts", form), "b@desk.example");
    assertThat(row.text()).contains("Active", "Fennwick · Tool ban");
    row = row(browser.post(action(row, "Pause"), Map.of()), "b@desk.example");
    assertThat(row.text()).contains("Paused");
    row = row(browser.post(action(row, "Resume"), Map.of()), "b@desk.example");
    assertThat(row.text()).contains("Active");
    assertThat(browser.post(action(row, "Remove"), Map.of()).page().text())
        .doesNotContain("b@desk.example");
  }

  @Test
  void withoutAMailServerMessagesWaitAndThePageSaysSo() {
    browser.post("/alerts", Map.of("q", "Orkwell", "to", "c@desk.example", "vouched", "yes"));
    service.awaitNoLag();
    service.post(
        "/articles",
        Map.of(
            "url",
            "https://news.example/2",
            "title",
            "Orkwell bans ChatGPT",
            "text",
            "Orkwell banned ChatGPT."));
    service.awaitNoLag();
    Seen alerts = browser.open("/alerts");
    assertThat(alerts.page().select(".notice").text())
        .contains("Mail is not set up: messages wait.");
    Element message = row(alerts, "Orkwell bans ChatGPT");
    assertThat(message.text()).contains("Waiting").doesNotContain("refused");
  }

  @Test
  void aWholeResultIsGivenAsATableAsLinesAsAFeedAndAsACalendar() {
    int all = service.get("/articles?source=Sample%20newswire").json().at("/total").asInt();
    assertThat(all).isGreaterThan(20);
    String found = "/articles?size=5&source=Sample%20newswire";
    var csv = service.get(found, "text/csv");
    assertThat(csv.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/csv");
    assertThat(csv.body().lines()).first().asString().startsWith("id,published,source,title,url");
    assertThat(csv.body().lines().filter(l -> l.matches("\\d+,20.*"))).hasSize(all);
    assertThat(service.get(found, "application/x-ndjson").body().lines()).hasSize(all);
    var feed = Jsoup.parse(service.get(found, "application/atom+xml").body(), Parser.xmlParser());
    assertThat(feed.select("entry > title")).hasSize(all);
    String dates = service.get("/incidents", "text/calendar").body();
    assertThat(dates).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
    assertThat(dates).contains("DTSTART;VALUE=DATE:");
    assertThat(dates.lines().map(String::length)).allMatch(length -> length <= 75);
    assertThat(service.get("/articles?q=(", "text/csv").status()).isEqualTo(400);
  }

  @Test
  void anAnalystSetsWhatIsShownAndRejectsWhatIsNone() {
    service.post(
        "/articles",
        Map.of(
            "url", "https://news.example/harrowby",
            "title", "Harrowby City Council bans Grammarly on staff laptops",
            "text", "Harrowby City Council has banned Grammarly on all staff laptops.",
            "source", "Harrowby Echo"));
    service.awaitNoLag();
    String id = service.get("/incidents?product=Grammarly").json().at("/items/0/id").asText();
    String path = "/incidents/" + id;

    browser.post(
        path + "/review",
        Map.of("act", "edit", "replacement", "LanguageTool", "reason", "so says their memo"));
    JsonNode edited = service.get(path).json();
    assertThat(edited.at("/replacement").asText()).isEqualTo("LanguageTool");
    assertThat(edited.at("/review").asText()).isEqualTo("edited");
    assertThat(browser.open(path).page().text()).contains("so says their memo", "admin");

    JsonNode rejected =
        service.post(path + "/review", Map.of("act", "reject", "reason", "opinion")).json();
    assertThat(rejected.at("/review").asText()).isEqualTo("rejected");
    assertThat(rejected.at("/history").findValuesAsText("act")).containsExactly("edit", "reject");
    assertThat(service.get("/incidents?product=Grammarly").json().at("/total").asInt()).isZero();
    assertThat(browser.open(path).page().text()).contains("Rejected by an analyst");
    var refused = service.post(path + "/review", Map.of("act", "forget"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("act");
  }

  @Test
  void aSourceIsAddedPausedAndResumed() {
    assertThat(browser.open("/sources").page().select(".notice li").text()).contains("line 3");
    Map<String, String> bad = Map.of("address", "ftp://x.example", "name", "X", "kind", "feed");
    Seen wrong = browser.post("/sources", bad);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.page().select("#address").attr("aria-invalid")).isEqualTo("true");
    String dead = "http://127.0.0.1:9/feed.xml";
    Map<String, String> form = Map.of("address", dead, "name", "Dead end", "kind", "feed");
    assertThat(browser.post("/sources/preview", form).page().select("#preview").text())
        .contains("nothing to read");
    Element row = row(browser.post("/sources", form), dead);
    row = row(browser.post(action(row, "Ask now"), Map.of()), dead);
    assertThat(row.text()).contains("Failing");
    row = row(browser.post(action(row, "Pause"), Map.of()), dead);
    assertThat(row.text()).contains("Paused");
    assertThat(row(browser.post(action(row, "Resume"), Map.of()), dead).text()).contains("Failing");
  }

  private static Element row(Seen seen, String words) {
    return seen.page().select("tbody tr").stream()
        .filter(r -> r.text().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " is not in " + seen.page().text()));
  }

  private static String action(Element row, String button) {
    return row.select("form").stream()
        .filter(f -> f.select("button").text().startsWith(button))
        .map(f -> f.attr("action"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + button + " in " + row.text()));
  }
}
