package io.riskwire.search;

import static io.riskwire.search.Ask.Facet.DAY;
import static io.riskwire.search.Ask.Facet.LANG;
import static io.riskwire.search.Ask.Facet.PRODUCT;
import static io.riskwire.search.Ask.Facet.SOURCE;
import static io.riskwire.search.Ask.Facet.STATUS;
import static io.riskwire.search.Ask.Facet.TYPE;
import static io.riskwire.search.Ask.Facet.VENDOR;
import static io.riskwire.search.Ask.Sort.NEWEST;
import static io.riskwire.search.Ask.Sort.RELEVANCE;
import static io.riskwire.search.Doc.Kind.ARTICLE;
import static io.riskwire.search.Doc.Kind.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Invalid;
import io.riskwire.search.Ask.Sort;
import io.riskwire.search.Hits.Count;
import io.riskwire.search.Hits.Hit;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Search.Update;
import io.riskwire.search.Search.Update.Put;
import io.riskwire.search.Search.Update.Remove;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine does alike. */
public abstract class SearchContract {
  protected static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-07-15T12:00:00Z"));

  private Search search;
  private long position;

  /** An engine over the same state as the one before, where there was one in this test. */
  protected abstract Search open() throws Exception;

  protected abstract void close(Search search) throws Exception;

  @BeforeEach
  void start() throws Exception {
    search = open();
  }

  @AfterEach
  void stop() throws Exception {
    close(search);
  }

  @Test
  void wordsAreFoundInAnyFormAndOnlyTogether() {
    put(article(1).text("The city bans chatbots.").doc());
    put(article(2).text("Banning a chatbot is hard.").doc());
    put(article(3).text("A chatbot for cities.").doc());
    assertThat(ids("ban chatbot")).containsExactly(2L, 1L);
    assertThat(ids("ban OR city")).containsExactly(3L, 2L, 1L);
    assertThat(ids("chatbot -ban")).containsExactly(3L);
    assertThat(ids("chatbot NOT (ban OR city)")).isEmpty();
    assertThat(ids("unheard")).isEmpty();
  }

  @Test
  void negationAloneFindsEverythingElse() {
    put(article(1).text("one").doc());
    put(article(2).text("two").doc());
    assertThat(ids("-one")).containsExactly(2L);
    assertThat(ids("-one -two")).isEmpty();
    assertThat(ids("one OR -two")).containsExactly(1L);
    assertThat(ids("-(-one)")).containsExactly(1L);
    assertThat(ids("")).containsExactly(2L, 1L);
  }

  @Test
  void aPhraseIsTheseWordsInThisOrderStopWordsIncluded() {
    put(article(1).text("He was put on the ban list.").doc());
    put(article(2).text("The list bans it.").doc());
    put(article(3).text("A ban, a list.").doc());
    assertThat(ids("\"ban list\"")).containsExactly(1L);
    assertThat(ids("\"on the ban\"")).containsExactly(1L);
    assertThat(ids("\"on a ban\"")).isEmpty();
    assertThat(ids("\"the list\"")).containsExactly(2L);
    assertThat(ids("\"a list\"")).containsExactly(3L);
  }

  @Test
  void nearWordsStandInAnyOrderWithSoManyOthersBetween() {
    put(article(1).text("ban one two three four five chatbot").doc());
    put(article(2).text("chatbot one two three four five ban").doc());
    put(article(3).text("ban one two three four five six chatbot").doc());
    assertThat(ids("\"ban chatbot\"~5")).containsExactly(2L, 1L);
    assertThat(ids("\"ban chatbot\"~6")).containsExactly(3L, 2L, 1L);
    assertThat(ids("\"ban chatbot\"~0")).isEmpty();
    assertThat(ids("\"three ban chatbot\"~4")).containsExactly(2L, 1L);
  }

  @Test
  void aPrefixFindsWordsAsTheyAreWritten() {
    put(article(1).text("A banning order").doc());
    put(article(2).text("The bank").doc());
    put(article(3).text("Two policies for GPT-4o").doc());
    assertThat(ids("banni*")).containsExactly(1L);
    assertThat(ids("ban*")).containsExactly(2L, 1L);
    assertThat(ids("BAN*")).containsExactly(2L, 1L);
    assertThat(ids("polici*")).containsExactly(3L);
    assertThat(ids("gpt-4*")).containsExactly(3L);
  }

  @Test
  void whatTheAnalysisSplitsIsAPhrase() {
    put(article(1).text("It uses GPT-4o daily").doc());
    put(article(2).text("It has 4o GPT").doc());
    assertThat(ids("gpt-4o")).containsExactly(1L);
  }

  @Test
  void aWordWithoutLettersIsNoConditionBesideOthers() {
    put(article(1).text("OpenAI and Anthropic").doc());
    assertThat(ids("openai & anthropic")).containsExactly(1L);
    assertThat(ids("openai - anthropic")).containsExactly(1L);
    assertThat(ids("& --- !")).isEmpty();
    assertThat(ids("&")).isEmpty();
  }

  @Test
  void titleLooksAtTheTitleAlone() {
    put(article(1).title("Ban lifted").text("nothing").doc());
    put(article(2).title("Nothing").text("ban lifted").doc());
    assertThat(ids("title:ban")).containsExactly(1L);
    assertThat(ids("title:\"ban lifted\"")).containsExactly(1L);
    assertThat(ids("title:(ban OR nothing)")).containsExactly(2L, 1L);
    assertThat(ids("title:lift*")).containsExactly(1L);
    assertThat(ids("-title:ban")).containsExactly(2L);
  }

  @Test
  void theTitleWeighsMore() {
    put(article(1).title("City bars chatbot").text("The mayor said so on a Monday.").doc());
    put(article(2).title("The mayor said so").text("City bars chatbot on a Monday.").doc());
    assertThat(ids("chatbot", RELEVANCE)).containsExactly(1L, 2L);
  }

  @Test
  void ofTwoThatAnswerAboutEquallyWellTheFresherStandsFirst() {
    put(
        article(1)
            .text("A ban was told of in these nine words")
            .published("2025-01-01T00:00:00Z")
            .doc());
    put(article(2).text("A ban was told of in these one more words").day(14).doc());
    put(article(3).title("A ban").text("A ban, a ban").published("2024-01-01T00:00:00Z").doc());
    assertThat(ids("ban", RELEVANCE)).containsExactly(3L, 2L, 1L);
  }

  @Test
  void namesAreFoundUnderTheirAliasesInAnyCase() {
    put(article(1).vendors("Palo Alto Networks").products("Claude").doc());
    put(article(2).vendors("OpenAI", "Anthropic").actors("Telefónica").doc());
    assertThat(ids("vendor:\"palo alto networks\"")).containsExactly(1L);
    assertThat(ids("vendor:palo-alto-networks")).containsExactly(1L);
    assertThat(ids("vendor:Palo")).isEmpty();
    assertThat(ids("vendor:\"Open AI\"")).containsExactly(2L);
    assertThat(ids("vendor:(openai OR \"palo alto networks\")")).containsExactly(2L, 1L);
    assertThat(ids("vendor:openai vendor:anthropic")).containsExactly(2L);
    assertThat(ids("actor:telefonica")).containsExactly(2L);
    assertThat(ids("product:claude -vendor:openai")).containsExactly(1L);
  }

  @Test
  void typeSourceAndLanguageAreFound() {
    put(article(1).types("tool-ban", "vendor-dispute").source("The Register").lang("de").doc());
    put(article(2).types("outage").source("Heise").lang("en").doc());
    assertThat(ids("type:tool-ban")).containsExactly(1L);
    assertThat(ids("type:TOOL_BAN")).containsExactly(1L);
    assertThat(ids("source:\"the register\"")).containsExactly(1L);
    assertThat(ids("lang:en-GB")).containsExactly(2L);
  }

  @Test
  void filtersOfACallGoWithTheWords() {
    put(article(1).text("ban").vendors("OpenAI").doc());
    put(article(2).text("ban").vendors("Anthropic").doc());
    put(article(3).text("ban").vendors("Mistral").doc());
    Query any = Query.anyOf(Field.VENDOR, List.of("OpenAI", "anthropic"));
    assertThat(ids(Query.and(query("ban"), any))).containsExactly(2L, 1L);
    assertThat(ids(Query.and(query(""), Query.anyOf(Field.VENDOR, List.of())))).hasSize(3);
    List<String> many = new ArrayList<>(List.of("Mistral"));
    for (int i = 0; i < 5_000; i++) many.add("vendor " + i);
    assertThat(ids(Query.anyOf(Field.VENDOR, many))).containsExactly(3L);
  }

  @Test
  void publishedTakesDaysRangesAndRelativeTimes() {
    put(article(1).published("2026-06-30T23:59:59.999Z").doc());
    put(article(2).published("2026-07-01T00:00:00Z").doc());
    put(article(3).published("2026-07-08T11:59:59Z").doc());
    put(article(4).published("2026-07-08T12:00:00Z").doc());
    put(article(5).published("2026-07-31T23:59:59Z").doc());
    assertThat(ids("published:[2026-07-01 TO 2026-07-31]")).containsExactly(5L, 4L, 3L, 2L);
    assertThat(ids("published:[* TO 2026-06-30]")).containsExactly(1L);
    assertThat(ids("published:2026-07-08")).containsExactly(4L, 3L);
    assertThat(ids("published:>now-7d")).containsExactly(5L, 4L);
    assertThat(ids("published:>now-1w published:<now")).containsExactly(4L);
    assertThat(ids("-published:>now-168h")).containsExactly(3L, 2L, 1L);
    assertThat(ids("published:>2026-07-01")).containsExactly(5L, 4L, 3L);
    assertThat(ids("published:>=2026-07-01")).containsExactly(5L, 4L, 3L, 2L);
    assertThat(ids("published:<=2026-07-01T00:00:00Z")).containsExactly(2L, 1L);
    assertThat(ids("published:<2026-07-01T02:00:00+02:00")).containsExactly(1L);
    Instant from = Instant.parse("2026-07-01T00:00:00Z");
    assertThat(ids(Query.published(from, Instant.parse("2026-07-08T12:00:00Z"))))
        .containsExactly(3L, 2L);
  }

  @Test
  void everyLanguageIsSearchable() {
    put(article(1).text("Münchens Stadtrat verbietet Übersetzer für Schüler").doc());
    put(article(2).text("北京市禁止使用人工智能工具。美国").doc());
    put(article(3).text("Le ministère interdit l'usage d'OpenAI à l’école").doc());
    put(article(4).text("España prohíbe la aplicación").doc());
    assertThat(ids("ubersetzer")).containsExactly(1L);
    assertThat(ids("Übersetzer SCHÜLER")).containsExactly(1L);
    assertThat(ids("人工智能")).containsExactly(2L);
    assertThat(ids("人工智*")).containsExactly(2L);
    assertThat(ids("\"使用人工\"")).containsExactly(2L);
    assertThat(ids("智人")).isEmpty();
    assertThat(ids("国")).containsExactly(2L);
    assertThat(ids("工具美国")).as("across the end of a sentence").isEmpty();
    assertThat(ids("openai ecole")).containsExactly(3L);
    assertThat(ids("espana aplicacion")).containsExactly(4L);
  }

  @Test
  void wordsOfOtherLanguagesAreFoundInAnyFormToo() {
    put(article(1).lang("de").text("Die Stadt erließ mehrere Verbote für Schulen.").doc());
    put(article(2).lang("de").title("Ein Verbot an der Schule").doc());
    put(article(3).lang("fr").text("Les écoles interdites, les outils bloqués.").doc());
    put(article(4).lang("es").text("Las prohibiciones en las escuelas públicas").doc());
    put(article(5).lang("en").text("A rat in the kitchen").doc());
    assertThat(ids("verbot schule")).containsExactly(2L, 1L);
    assertThat(ids("Verboten")).containsExactly(2L, 1L);
    assertThat(ids("outil école")).containsExactly(3L);
    assertThat(ids("prohibición escuela pública")).containsExactly(4L);
    assertThat(ids("räte")).as("a stem of one language is no word of another").isEmpty();
  }

  @Test
  void quotationMarksMeanTheWordsAsTheyAreWritten() {
    put(article(1).text("The city bans chatbots.").doc());
    put(article(2).text("A ban on a chatbot.").doc());
    put(article(3).lang("de").text("Mehrere Verbote").doc());
    assertThat(ids("\"ban\"")).containsExactly(2L);
    assertThat(ids("\"bans\"")).containsExactly(1L);
    assertThat(ids("\"City BANS\"")).containsExactly(1L);
    assertThat(ids("\"city ban\"")).isEmpty();
    assertThat(ids("\"verbot\"")).isEmpty();
    assertThat(ids("\"verbote\"")).containsExactly(3L);
    assertThat(ids("ban -\"bans\"")).containsExactly(2L);
  }

  @Test
  void whatTheAnalysisSplitsIsFoundInAnyFormOfItsParts() {
    put(article(1).text("A bot for a chat").doc());
    put(article(2).text("Many chat-bots were banned").doc());
    assertThat(ids("chat-bot")).containsExactly(2L);
    assertThat(ids("\"chat bot ban\"~1")).containsExactly(2L);
  }

  @Test
  void namesAreListedWithHowManyAreFiledUnderThem() {
    put(article(1).vendors("OpenAI", "Mistral").source("Heise").doc());
    put(article(2).vendors("OpenAI").products("ChatGPT").doc());
    assertThat(search.names(Field.VENDOR))
        .containsExactlyInAnyOrder(new Count("OpenAI", 2), new Count("Mistral", 1));
    assertThat(search.names(Field.SOURCE))
        .containsExactlyInAnyOrder(new Count("Heise", 1), new Count("Wire", 1));
    assertThat(search.names(Field.PRODUCT)).containsExactly(new Count("ChatGPT", 1));
  }

  @Test
  void aWordThatIsMuchMoreFrequentIsSuggestedForOneNearlyAlike() {
    for (int i = 0; i < 10; i++) put(article(i).text("Anthropic trains chatbots").doc());
    put(article(10).text("Antropic is spelled wrong here; Claude is rare").doc());
    assertThat(search.respelled("antropic")).contains("anthropic");
    assertThat(search.respelled("Anthrpoic")).contains("anthropic");
    assertThat(search.respelled("chatbts")).contains("chatbots");
    assertThat(search.respelled("anthropic")).isEmpty();
    assertThat(search.respelled("entirely")).isEmpty();
    assertThat(search.respelled("gpt-4o")).isEmpty();
    assertThat(search.respelled("&")).isEmpty();
  }

  @Test
  void statusesAreFoundAndCounted() {
    put(article(1).types("tool-ban").statuses("announced").doc());
    put(article(2).types("tool-ban").statuses("in-force", "announced").products("Claude").doc());
    assertThat(ids("status:in-force")).containsExactly(2L);
    assertThat(ids("status:ANNOUNCED")).containsExactly(2L, 1L);
    Ask ask = Ask.of(ARTICLE, Query.ALL, NEWEST, 1).counting(Set.of(STATUS, PRODUCT));
    assertThat(search.find(ask).facets())
        .isEqualTo(
            Map.of(
                STATUS, List.of(new Count("announced", 2), new Count("in-force", 1)),
                PRODUCT, List.of(new Count("Claude", 1))));
  }

  @Test
  void articlesAndIncidentsAreFoundApart() {
    put(article(1).text("ban").doc());
    put(article(1).kind(INCIDENT).text("ban").doc());
    put(article(2).kind(INCIDENT).text("ban").doc());
    assertThat(search.ids(INCIDENT, query("ban"), 10)).containsExactly(2L, 1L);
    assertThat(search.ids(INCIDENT, query("ban"), 1)).containsExactly(2L);
    assertThat(search.find(Ask.of(ARTICLE, query("ban"), NEWEST, 10)).total()).isEqualTo(1);
    apply(new Remove(INCIDENT, 1));
    assertThat(search.ids(INCIDENT, query("ban"), 10)).containsExactly(2L);
    assertThat(search.ids(ARTICLE, query("ban"), 10)).containsExactly(1L);
  }

  @Test
  void anUpdateStandsInPlaceOfWhatWasThereAndRepeatingIsHarmless() {
    Doc before = article(1).text("a rumour").doc();
    Doc after = article(1).text("a fact").doc();
    search.apply(1, List.of(new Put(before)));
    search.apply(2, List.of(new Put(after), new Put(article(2).text("x").doc())));
    search.apply(3, List.of(new Remove(ARTICLE, 2), new Remove(ARTICLE, 99)));
    assertThat(ids("rumour")).isEmpty();
    search.apply(1, List.of(new Put(before)));
    search.apply(2, List.of(new Put(after), new Put(article(2).text("x").doc())));
    search.apply(3, List.of(new Remove(ARTICLE, 2), new Remove(ARTICLE, 99)));
    assertThat(ids("")).containsExactly(1L);
    assertThat(ids("fact")).containsExactly(1L);
    assertThat(search.position()).isEqualTo(3);
  }

  @Test
  void thePositionAndTheDocumentsSurviveClosing() throws Exception {
    assertThat(search.position()).isZero();
    search.apply(41, List.of(new Put(article(1).text("one").doc())));
    search.apply(42, List.of());
    close(search);
    search = open();
    assertThat(search.position()).isEqualTo(42);
    assertThat(ids("one")).containsExactly(1L);
  }

  @Test
  void rebuildingUntilZeroForgetsEverythingAtOnce() throws Exception {
    search.apply(42, List.of(new Put(article(1).text("one").doc())));
    search.rebuild(0);
    assertThat(search.position()).isZero();
    assertThat(ids("")).isEmpty();
    close(search);
    search = open();
    assertThat(search.position()).isZero();
    search.apply(7, List.of(new Put(article(2).text("one").doc())));
    assertThat(ids("one")).containsExactly(2L);
  }

  @Test
  void whatIsThereAnswersUntilTheRebuiltHasCaughtUp() throws Exception {
    search.apply(2, List.of(new Put(article(1).doc()), new Put(article(2).doc())));
    search.rebuild(3);
    assertThat(search.position()).isZero();
    search.apply(1, List.of(new Put(article(1).doc())));
    assertThat(ids("")).containsExactly(2L, 1L);
    close(search);
    search = open();
    assertThat(search.position()).isEqualTo(1);
    assertThat(ids("")).containsExactly(2L, 1L);
    search.apply(4, List.of(new Put(article(3).doc())));
    assertThat(ids("")).containsExactly(3L, 1L);
    close(search);
    search = open();
    assertThat(search.position()).isEqualTo(4);
    assertThat(ids("")).containsExactly(3L, 1L);
  }

  @Test
  void rebuildingCanBeginAgain() {
    search.apply(2, List.of(new Put(article(1).doc())));
    search.rebuild(2);
    search.apply(1, List.of(new Put(article(7).doc())));
    search.rebuild(2);
    assertThat(search.position()).isZero();
    assertThat(ids("")).containsExactly(1L);
    search.apply(2, List.of(new Put(article(3).doc())));
    assertThat(ids("")).containsExactly(3L);
  }

  @Test
  void pagesInEitherOrderNeitherSkipNorRepeatWhileArticlesArrive() {
    for (Sort sort : Sort.values()) {
      for (boolean collapse : new boolean[] {false, true}) {
        Set<Long> before = new HashSet<>();
        List<Update> first = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          Doc doc = article(i).text("ban ".repeat(i % 7 + 1)).day(i % 10 + 1).story(i % 60).doc();
          first.add(new Put(doc));
          if (!collapse || i < 60) before.add((long) i % (collapse ? 60 : 100));
        }
        search.rebuild(0);
        search.apply(1, first);
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < 50; page++) {
          Ask ask = Ask.of(ARTICLE, query("ban"), sort, 7).collapsed(collapse);
          Hits hits = search.find(ask.from(cursor));
          for (Hit hit : hits.items()) seen.add(collapse ? hit.id() % 60 : hit.id());
          cursor = hits.next();
          if (cursor == null) break;
          apply(new Put(article(1000 + page).text("ban ban").day(page % 12 + 1).story(page).doc()));
        }
        assertThat(seen).as(sort + ", collapsed: " + collapse).doesNotHaveDuplicates();
        assertThat(seen).filteredOn(id -> id < 1000).containsAll(before);
      }
    }
  }

  @Test
  void aCursorOutlivesTheIndexItWasMadeOf() throws Exception {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < 30; i++)
      updates.add(new Put(article(i).text("ban ".repeat(i % 7 + 1)).story(i % 20).doc()));
    search.apply(1, updates);
    for (Sort sort : Sort.values()) {
      for (boolean collapse : new boolean[] {false, true}) {
        Ask ask = Ask.of(ARTICLE, query("ban"), sort, 12).collapsed(collapse);
        Hits whole = search.find(Ask.of(ARTICLE, query("ban"), sort, 24).collapsed(collapse));
        Hits first = search.find(ask);
        close(search);
        search = open();
        List<Hit> both = new ArrayList<>(first.items());
        both.addAll(search.find(ask.from(first.next())).items());
        assertThat(both).as(sort + ", collapsed: " + collapse).isEqualTo(whole.items());
      }
    }
  }

  @Test
  void aCursorOfNoListIsTheCallersMistake() {
    for (int i = 0; i < 3; i++) put(article(i).doc());
    Ask newest = Ask.of(ARTICLE, Query.ALL, NEWEST, 1);
    String cursor = search.find(newest).next();
    assertThat(cursor).isNotNull();
    for (Ask ask :
        List.of(
            newest.from("rubbish"),
            newest.from(""),
            newest.from("YQ"),
            newest.from("TkVXRVNUH3gfMB8wHzA"),
            Ask.of(ARTICLE, Query.ALL, RELEVANCE, 1).from(cursor)))
      assertThatThrownBy(() -> search.find(ask)).isInstanceOf(Invalid.class);
  }

  @Test
  void totalsAreExactAndTheLastPageHasNoNext() {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) updates.add(new Put(article(i).text("ban").doc()));
    search.apply(1, updates);
    for (Sort sort : Sort.values()) {
      Hits hits = search.find(Ask.of(ARTICLE, query("ban"), sort, 200));
      assertThat(hits.total()).isEqualTo(2_500);
      assertThat(hits.items()).hasSize(200);
      assertThat(hits.partial()).isFalse();
    }
    assertThat(search.find(Ask.of(ARTICLE, query("ban"), NEWEST, 2_500)).next()).isNull();
  }

  @Test
  void ofEachStoryTheBestHitStandsForTheOthers() {
    put(article(1).text("ban").day(1).story(7).doc());
    put(article(2).text("ban ban ban").day(2).story(7).doc());
    put(article(3).text("ban").day(3).story(7).doc());
    put(article(4).text("ban and other words that make it long").day(4).doc());
    put(article(5).text("ban and other words that make it long").day(5).doc());
    put(article(6).text("nothing").day(6).story(7).doc());
    Hits newest = search.find(Ask.of(ARTICLE, query("ban"), NEWEST, 10).collapsed(true));
    assertThat(newest.total()).isEqualTo(3);
    assertThat(newest.items()).extracting(Hit::id).containsExactly(5L, 4L, 3L);
    assertThat(newest.items()).extracting(Hit::more).containsExactly(0, 0, 2);
    Hits best = search.find(Ask.of(ARTICLE, query("ban"), RELEVANCE, 10).collapsed(true));
    assertThat(best.items()).extracting(Hit::id).containsExactly(2L, 5L, 4L);
    assertThat(best.items()).extracting(Hit::more).containsExactly(2, 0, 0);
  }

  @Test
  void facetsCountAllHits() {
    put(article(1).text("ban").vendors("OpenAI").types("tool-ban").source("Heise").day(1).doc());
    put(article(2).text("ban").vendors("OpenAI", "Mistral").lang("de").day(1).doc());
    put(article(3).text("ban").vendors("Mistral", "OpenAI").day(2).doc());
    put(article(4).text("no").vendors("Mistral").day(2).doc());
    Ask ask = Ask.of(ARTICLE, query("ban"), NEWEST, 1);
    assertThat(search.find(ask.counting(Set.of(TYPE, VENDOR, SOURCE, LANG, DAY))).facets())
        .isEqualTo(
            Map.of(
                VENDOR, List.of(new Count("OpenAI", 3), new Count("Mistral", 2)),
                TYPE, List.of(new Count("tool-ban", 1)),
                SOURCE, List.of(new Count("Wire", 2), new Count("Heise", 1)),
                LANG, List.of(new Count("en", 2), new Count("de", 1)),
                DAY, List.of(new Count("2026-07-02", 1), new Count("2026-07-01", 2))));
    assertThat(search.find(ask).facets()).isEmpty();
  }

  @Test
  void facetsCountManyHitsToo() {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < 10_000; i++)
      updates.add(
          new Put(
              article(i)
                  .vendors(
                      i % 2 == 0 ? new String[] {"OpenAI", "Mistral"} : new String[] {"OpenAI"})
                  .source("Source " + i % 150)
                  .day(i % 3 + 1)
                  .doc()));
    search.apply(1, updates);
    Ask ask = Ask.of(ARTICLE, Query.ALL, NEWEST, 1).counting(Set.of(TYPE, VENDOR, SOURCE, DAY));
    Hits hits = search.find(ask);
    assertThat(hits.facets().get(TYPE)).isEmpty();
    assertThat(hits.facets().get(VENDOR))
        .containsExactly(new Count("OpenAI", 10_000), new Count("Mistral", 5_000));
    assertThat(hits.facets().get(SOURCE))
        .hasSize(100)
        .startsWith(new Count("Source 0", 67), new Count("Source 1", 67))
        .allSatisfy(source -> assertThat(source.count()).isEqualTo(67));
    assertThat(hits.facets().get(DAY))
        .containsExactly(
            new Count("2026-07-03", 3_333),
            new Count("2026-07-02", 3_333),
            new Count("2026-07-01", 3_334));
  }

  @Test
  void snippetsShowWhatWasFoundAndNothingOfThePageGetsThrough() {
    put(article(1).text("It said <script>alert('x')</script> & banned \"it\".").doc());
    Hits hits = search.find(Ask.of(ARTICLE, query("ban"), RELEVANCE, 1));
    assertThat(hits.items().getFirst().snippet())
        .contains("<mark>banned</mark>", "&lt;script&gt;", "&amp;")
        .doesNotContain("<script");
    hits = search.find(Ask.of(ARTICLE, query("script"), RELEVANCE, 1));
    assertThat(hits.items().getFirst().snippet()).contains("&lt;<mark>script</mark>&gt;");
  }

  @Test
  void aSnippetIsThePlaceThatAnswersElseTheBeginning() {
    String text = "It begins here. " + "Nothing happens. ".repeat(50) + "A ban at the end.";
    put(article(1).text(text).vendors("OpenAI").doc());
    put(article(2).text("").vendors("OpenAI").doc());
    assertThat(snippet("ban")).contains("A <mark>ban</mark> at the end.").hasSizeLessThan(400);
    assertThat(snippet("vendor:openai -unheard")).startsWith("It begins here.");
    Hits hits = search.find(Ask.of(ARTICLE, query("vendor:openai"), NEWEST, 2));
    assertThat(hits.items().getFirst().snippet()).isEmpty();
  }

  private String snippet(String q) {
    Hits hits = search.find(Ask.of(ARTICLE, query(q), NEWEST, 2));
    return hits.items().getLast().snippet();
  }

  @Test
  void noInputBreaksTheEngine() {
    put(article(1).text("a \ud800 lone surrogate \u0000 and such").doc());
    put(article(2).vendors("v".repeat(100_000)).text("x".repeat(100_000)).doc());
    put(article(3).title("").text("").doc());
    List<Update> updates = new ArrayList<>();
    for (String text : Hostile.strings())
      updates.add(new Put(article(4 + updates.size()).title(text).text(text).vendors(text).doc()));
    apply(updates.toArray(Update[]::new));
    for (String text : Hostile.strings()) {
      try {
        search.find(Ask.of(ARTICLE, query(text), RELEVANCE, 3));
      } catch (Invalid answered) {
        assertThat(answered.field()).isEqualTo("q");
      }
    }
  }

  private void put(Doc doc) {
    apply(new Put(doc));
  }

  private void apply(Update... updates) {
    search.apply(++position, List.of(updates));
  }

  private List<Long> ids(String q) {
    return ids(q, NEWEST);
  }

  private List<Long> ids(String q, Sort sort) {
    return search.find(Ask.of(ARTICLE, query(q), sort, 100)).items().stream().map(Hit::id).toList();
  }

  private List<Long> ids(Query query) {
    return search.ids(ARTICLE, query, 100);
  }

  private static Query query(String q) {
    return QueryParser.parse(q, name -> name.equals("Open AI") ? "OpenAI" : name);
  }

  protected static DocWriter article(long id) {
    return new DocWriter(id);
  }
}
