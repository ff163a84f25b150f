package io.riskwire.event;

import static io.riskwire.event.EventType.LEGAL_ACTION;
import static io.riskwire.event.EventType.SECURITY_INCIDENT;
import static io.riskwire.event.EventType.TOOL_BAN;
import static io.riskwire.event.EventType.VENDOR_DISPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Mention;
import io.riskwire.vendor.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @Test
  void aBanTellsWhoForbidsWhatToWhom() {
    Event event = only("Samsung bans staff from using ChatGPT");
    assertThat(event.type()).isEqualTo(TOOL_BAN);
    assertThat(event.status()).isEqualTo(Status.IN_FORCE);
    assertThat(event.roles())
        .isEqualTo(new Event.Roles("Samsung", "OpenAI", "ChatGPT", "staff", null));
  }

  @Test
  void thePassiveTellsTheSame() {
    Event event = only("ChatGPT has been banned by Samsung");
    assertThat(event.roles().actor()).isEqualTo("Samsung");
    assertThat(event.roles().product()).isEqualTo("ChatGPT");
  }

  @Test
  void aTownsCouncilIsNotItsCountryAlsoWithoutCapitals() {
    Event event = only("Oslo city council bans DeepSeek on staff computers");
    assertThat(event.roles().actor()).isEqualTo("Oslo city council");
    assertThat(only("Trondheim city council bans DeepSeek").roles().actor())
        .isEqualTo("Trondheim city council");
  }

  @Test
  void aNounTellsTheSame() {
    Event event = only("Denmark announces ban on TikTok");
    assertThat(event.type()).isEqualTo(TOOL_BAN);
    assertThat(event.roles().actor()).isEqualTo("Denmark");
    assertThat(event.roles().product()).isEqualTo("TikTok");
  }

  @Test
  void whatIsNoLongerPermittedIsForbidden() {
    Event event =
        only("WhatsApp is no longer permitted on phones issued by the Belgian parliament.");
    assertThat(event.type()).isEqualTo(TOOL_BAN);
    assertThat(event.roles().vendor()).isEqualTo("Meta");
  }

  @Test
  void aBanThatIsLiftedIsReversed() {
    Event event = read("Malaysia lifts block on Grok", "").getFirst();
    assertThat(event.type()).isEqualTo(TOOL_BAN);
    assertThat(event.status()).isEqualTo(Status.REVERSED);
    assertThat(event.roles().vendor()).isEqualTo("xAI");
  }

  @Test
  void aBanThatIsConsideredIsProposed() {
    assertThat(only("Denmark considers banning TikTok from schools").status())
        .isEqualTo(Status.PROPOSED);
  }

  @Test
  void aBanThatIsDeniedIsDenied() {
    assertThat(only("Commerzbank denies banning Zoom").status()).isEqualTo(Status.DENIED);
  }

  @Test
  void aBanFromUnnamedPeopleIsReported() {
    assertThat(only("Commerzbank has banned TikTok, people familiar with the matter said").status())
        .isEqualTo(Status.REPORTED);
  }

  @Test
  void aBanFromNextMonthIsAnnouncedUntilThen() {
    Event event =
        only("The city of Lyon will ban ChatGPT from its offices from 1 September.", "2026-08-12");
    assertThat(event.status()).isEqualTo(Status.ANNOUNCED);
    assertThat(event.effectiveDate()).isEqualTo(LocalDate.of(2026, 9, 1));
  }

  @Test
  void sinceMondayIsTheMondayBefore() {
    Event event =
        only(
            "Since Monday TikTok has been barred from all government phones in Norway.",
            "2026-03-04");
    assertThat(event.effectiveDate()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(event.status()).isEqualTo(Status.IN_FORCE);
  }

  @Test
  void anOrganisationThatNobodyKnowsCanBanATool() {
    Event event =
        read(
                "Council bars AI chatbots",
                "Brackenfield Town Council has banned Grok from its offices, it said on Tuesday.")
            .getFirst();
    assertThat(event.roles().actor()).isEqualTo("Brackenfield Town Council");
    assertThat(event.roles().product()).isEqualTo("Grok");
  }

  @Test
  void titleAndTextCompleteEachOther() {
    Event event =
        read(
                "Bank forbids chatbot",
                "Halvorsen Bank has prohibited ChatGPT on all its devices. Employees must use Le Chat instead.")
            .getFirst();
    assertThat(event.roles().actor()).isEqualTo("Halvorsen Bank");
    assertThat(event.roles().replacement()).isEqualTo("Le Chat");
  }

  @Test
  void whoAccusesWhomIsKeptApart() {
    Event event =
        only("Corvane was accused by PulseTech, a maker of pumps, of lying about its contract");
    assertThat(event.type()).isEqualTo(VENDOR_DISPUTE);
    assertThat(event.roles().actor()).isEqualTo("PulseTech");
    assertThat(event.roles().vendor()).isEqualTo("Corvane");
    assertThat(event.status()).isEqualTo(Status.REPORTED);
  }

  @Test
  void aSuitBetweenCompaniesIsADisputeToo() {
    assertThat(read("AT&T sues Broadcom over VMware support", ""))
        .extracting(Event::type)
        .contains(LEGAL_ACTION, VENDOR_DISPUTE);
  }

  @Test
  void aProductOfWhoSuesIsNotWhatTheSuitIsAbout() {
    Event event =
        read("Anthropic sues Alibaba", "The maker of Claude Code went to court on Monday.").stream()
            .filter(e -> e.type() == LEGAL_ACTION)
            .findFirst()
            .orElseThrow();
    assertThat(event.roles().actor()).isEqualTo("Anthropic");
    assertThat(event.roles().vendor()).isEqualTo("Alibaba");
    assertThat(event.roles().product()).isNull();
  }

  @Test
  void theBreachForWhichAFirmIsFinedIsNoNews() {
    assertThat(read("Marina Bay Sands fined $315,000 over 2023 data breach", ""))
        .extracting(Event::type)
        .containsExactly(EventType.REGULATORY_ACTION);
  }

  @Test
  void aDeniedBreachIsDenied() {
    Event event = only("Meta denies Instagram data breach affecting 17M accounts");
    assertThat(event.type()).isEqualTo(SECURITY_INCIDENT);
    assertThat(event.status()).isEqualTo(Status.DENIED);
    assertThat(event.roles().vendor()).isEqualTo("Meta");
  }

  @Test
  void aMakerKnownByAnotherWordIsNamed() {
    Event event = only("European Commission fines ChatGPT maker");
    assertThat(event.roles().vendor()).isEqualTo("OpenAI");
  }

  @Test
  void adviceSurveysAndOtherBansAreNoEvents() {
    for (String title :
        List.of(
            "How to block ChatGPT on your network",
            "Survey finds a third of firms ban ChatGPT",
            "League bans goalkeeper for six matches",
            "City bans cars from its centre",
            "Opinion: Schools are right to ban TikTok",
            "Twitch bans streamer for third time")) assertThat(read(title, "")).as(title).isEmpty();
  }

  @Test
  void wordingThatNoRuleForesawIsReadByTheModelAndQuoted() {
    List<Event> events =
        read(
            "Magic circle firm waves goodbye to Otter",
            "Linklaters lawyers must do without the transcription app Otter from Monday, a memo"
                + " says. Its bot is unwelcome in any meeting.");
    assertThat(events).extracting(Event::type).contains(TOOL_BAN);
    assertThat(events.getFirst().evidence()).isNotEmpty();
  }

  @Test
  void anAuthorityStandsAsTheTextNamesIt() {
    Event event = only("FTC fines Zoom");
    assertThat(event.roles().actor()).isEqualTo("FTC");
  }

  @Test
  void aMentionSaysWhyItsWordsAreTheName() {
    Reading reading =
        ANALYZER.read(text("Staff told to delete the Claude app", "Nothing else.", "2026-03-04"));
    assertThat(reading.mentions())
        .filteredOn(m -> m.name().equals("Claude"))
        .extracting(m -> m.reason())
        .containsExactly("named, followed by \u201capp\u201d");
  }

  @Test
  void evidenceIsQuotedFromWhereItStands() {
    Text text =
        text("News", "Today it rained. Samsung has banned ChatGPT from its offices.", "2026-03-04");
    for (Event event : ANALYZER.read(text).events())
      for (Evidence e : event.evidence()) {
        String field = e.field() == Evidence.Field.TITLE ? text.title() : text.text();
        assertThat(e.span().of(field)).isEqualTo(e.quote());
        assertThat(e.quote()).contains("banned ChatGPT");
        assertThat(e.rule()).startsWith("tool-ban/");
      }
    assertThat(ANALYZER.read(text).events()).hasSize(1);
  }

  @Test
  void theOutletIsNoPartyToWhatItTells() {
    String body = "Staff may no longer use Claude Code, says a memo that Amber Road Ledger saw.";
    Instant day = Instant.parse("2026-03-04T10:00:00Z");
    assertThat(ANALYZER.read(new Text("No more Claude Code", body, day, null)).mentions())
        .anyMatch(m -> m.name().equals("Amber Road Ledger"));
    Text own = new Text("No more Claude Code", body, day, null, "Amber Road Ledger");
    assertThat(ANALYZER.read(own).mentions()).noneMatch(m -> m.name().contains("Ledger"));
    Text ofItself = new Text("Amber Road Ledger hacked", body, day, null, "Amber Road Ledger");
    assertThat(ANALYZER.read(ofItself).mentions()).anyMatch(m -> m.name().contains("Ledger"));
  }

  @Test
  void whatAPageHasAroundItsTextIsNoName() {
    assertThat(names("Hospital hit by ransomware", "Key Takeaways Norvane Clinic said on Monday."))
        .contains("Norvane Clinic")
        .noneMatch(n -> n.contains("Takeaways"));
  }

  @Test
  void marksThatCannotBeSeenPartNoWord() {
    assertThat(names("T\uFEFFikTok banned in Nor\u00ADway", "")).contains("TikTok", "Norway");
  }

  @Test
  void whoHoldsAnOfficeIsAPersonAndNoVendor() {
    List<Event> events =
        read(
            "Ministry's servers hit by cyber attack",
            "Intruders got into the servers, Interior Minister Paul Vernet said on Friday.");
    assertThat(events).isNotEmpty().noneMatch(e -> ("" + e.roles().vendor()).contains("Vernet"));
  }

  @Test
  void whoWroteItIsNoVendor() {
    List<Event> events =
        read(
            "Display screens hijacked in cyber-attack",
            "By Norvane Herald Staff Screens at several bus stops were hijacked by intruders.");
    assertThat(events).isNotEmpty().noneMatch(e -> ("" + e.roles().vendor()).contains("Herald"));
  }

  @Test
  void aLanguageThatCannotBeReadGivesNamesButNoEvents() {
    Text text = new Text("Samsung bans ChatGPT", "", Instant.EPOCH, new Lang("it"));
    Reading reading = ANALYZER.read(text);
    assertThat(reading.lang()).isEqualTo(new Lang("it"));
    assertThat(reading.events()).isEmpty();
    assertThat(reading.mentions()).isNotEmpty();
  }

  private static List<String> names(String title, String body) {
    return ANALYZER.read(text(title, body, "2026-03-04")).mentions().stream()
        .map(Mention::name)
        .toList();
  }

  private static Event only(String title) {
    return only(title, "2026-03-04");
  }

  private static Event only(String title, String day) {
    List<Event> events = ANALYZER.read(text(title, "", day)).events();
    assertThat(events).as(title).hasSize(1);
    return events.getFirst();
  }

  private static List<Event> read(String title, String body) {
    return ANALYZER.read(text(title, body, "2026-03-04")).events();
  }

  private static Text text(String title, String body, String day) {
    return new Text(title, body, Instant.parse(day + "T10:00:00Z"), null);
  }
}
