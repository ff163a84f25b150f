package io.riskwire.event;

import io.riskwire.event.Entity.Kind;
import io.riskwire.event.Runs.Run;
import io.riskwire.vendor.Known;
import io.riskwire.vendor.Mention;
import io.riskwire.vendor.Names;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks the names in an article: known ones, places, and those that only the article knows, which
 * it tells apart by what they are made of and by what stands beside them.
 */
final class Entities {
  /** So many words may follow what a firm is known by. */
  private static final int MOST_OF_TAIL = 5;

  private final Lexicon lexicon;
  private final List<Passage> passages;
  private final Map<String, Entity> byKey = new LinkedHashMap<>();
  private final Map<String, Entity> known = new HashMap<>();
  private List<Run> runs = List.of();

  private Entities(Lexicon lexicon, List<Passage> passages) {
    this.lexicon = lexicon;
    this.passages = passages;
  }

  /** Marks all names in the passages; sentences are counted as {@link Sentence#order}. */
  static void mark(
      Lexicon lexicon,
      Names names,
      List<Passage> passages,
      List<Sentence> sentences,
      String outlet) {
    Entities entities = new Entities(lexicon, passages);
    entities.markKnown(names);
    entities.markPlaces();
    entities.lengthenFirms();
    entities.runs = Runs.in(lexicon, passages, sentences);
    entities.settleRuns();
    entities.count(sentences);
    entities.forget(outlet);
    entities.nameBodies();
  }

  /** "A memo that the Ledger has seen", in the Ledger: it tells, and does nothing. */
  private void forget(String outlet) {
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        Entity e = passage.entity[i];
        if (e != null && !e.isKnown && !e.isInTitle && e.name.equalsIgnoreCase(outlet))
          passage.entity[i] = null;
      }
  }

  /** An authority stands as the text names it, by the longest of its names there. */
  private void nameBodies() {
    Map<Entity, String> longest = new HashMap<>();
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        Entity e = passage.entity[i];
        boolean body = e != null && e.isKnown && (e.kind == Kind.BODY || e.kind == Kind.GROUP);
        if (e == null || !body || !passage.isNameStart(i)) continue;
        String form = passage.words.between(i, passage.entityEnd[i]);
        longest.merge(e, form, (a, b) -> b.length() > a.length() ? b : a);
      }
    longest.forEach(Entity::rename);
  }

  private void markKnown(Names names) {
    List<List<Names.Found>> found = names.find(passages.stream().map(p -> p.words).toList());
    for (int p = 0; p < passages.size(); p++)
      for (Names.Found f : found.get(p)) {
        Entity entity = known(f.known());
        Entity there = passages.get(p).entity[f.first()];
        if (there != null && passages.get(p).entityEnd[f.first()] == f.last()) {
          entity = both(there, entity);
        }
        passages.get(p).mark(entity, f.first(), f.last());
        passages.get(p).reason[f.first()] = f.reason();
      }
  }

  private Entity known(Known k) {
    boolean place = k.kind() == Mention.Kind.BODY && kindOfBody(k.sort()) == Kind.PLACE;
    return known.computeIfAbsent((place ? "place" : k.kind()) + k.name(), key -> entityOf(k));
  }

  private static Entity entityOf(Known k) {
    Kind kind =
        switch (k.kind()) {
          case VENDOR -> Kind.VENDOR;
          case PRODUCT -> Kind.PRODUCT;
          case BODY, UNKNOWN -> kindOfBody(k.sort());
        };
    if (kind == Kind.PRODUCT && isGeneric(k.name()) && k.vendor() != null) {
      Entity maker = new Entity(k.vendor(), Kind.VENDOR);
      maker.isKnown = true;
      return maker;
    }
    Entity entity = new Entity(k.name(), kind);
    entity.vendor = k.vendor();
    entity.owner = k.owner();
    entity.sort = k.sort();
    entity.isKnown = true;
    return entity;
  }

  /** "DJI drones" names a brand's equipment, no model. */
  private static boolean isGeneric(String name) {
    int space = name.lastIndexOf(' ');
    return space > 0 && Character.isLowerCase(name.charAt(space + 1));
  }

  private static Kind kindOfBody(String sort) {
    return switch (sort) {
      case "group" -> Kind.GROUP;
      case "state", "government", "eu" -> Kind.PLACE;
      default -> Kind.BODY;
    };
  }

  /** A vendor and its product under one name. */
  private Entity both(Entity a, Entity b) {
    Entity product = a.kind == Kind.PRODUCT ? a : b;
    Entity vendor = product == a ? b : a;
    if (product.kind != Kind.PRODUCT || vendor.kind != Kind.VENDOR) return a;
    return known.computeIfAbsent(
        "both" + vendor.name + product.name,
        key -> {
          Entity entity = new Entity(vendor.name, Kind.PRODUCT);
          entity.org = vendor.name;
          entity.product = product.name;
          entity.vendor = product.vendor;
          entity.owner = product.owner;
          entity.sort = product.sort;
          entity.isKnown = true;
          return entity;
        });
  }

  private void markPlaces() {
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        if (passage.entity[i] != null || !passage.words.isCapital(i)) continue;
        Map.Entry<Lexicon.Place, Integer> place =
            lexicon.place(passage.lower(), i, passage.words.size());
        if (place == null || !isPlace(passage, i, place)) continue;
        Entity entity =
            known.computeIfAbsent(
                "place" + place.getKey().name(),
                k -> new Entity(place.getKey().name(), Kind.PLACE));
        passage.mark(entity, i, i + place.getValue() - 1);
      }
  }

  /**
   * "US" is a country, "us" and "Us" are not; a seat of government stands for its country, but not
   * in the name of a body of its own: "Oslo city council".
   */
  private boolean isPlace(Passage passage, int i, Map.Entry<Lexicon.Place, Integer> found) {
    Lexicon.Place place = found.getKey();
    String word = passage.lower(i);
    if (!place.isName()
        && Runs.localBodyEnd(lexicon, passage, i + found.getValue() - 1) >= i + found.getValue())
      return false;
    boolean isShort = word.length() <= 3 && found.getValue() == 1;
    if (isShort && !place.isName() && !word.equals("new"))
      return passage.words.isUpper(i) || word.contains(".");
    return !word.equals("centre") || passage.field == Evidence.Field.TITLE;
  }

  /** "Nissan Motor Co., Ltd.", "Canada Computers &amp; Electronics": one firm, known by less. */
  private void lengthenFirms() {
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        Entity firm = passage.entity[i];
        if (firm == null || firm.kind != Kind.VENDOR || !passage.isNameStart(i)) continue;
        int last = firmEnd(passage, passage.entityEnd[i]);
        if (last > passage.entityEnd[i]) passage.mark(firm, i, last);
      }
  }

  /** The last word of a firm's name that is known up to {@code known}. */
  private int firmEnd(Passage passage, int known) {
    if (passage.lower(known + 1).equals("&") && goesOn(passage, known + 2)) return known + 2;
    int end = known;
    for (int i = known + 1; i <= known + MOST_OF_TAIL && goesOn(passage, i); i++) {
      if (isLegalForm(passage.lower(i)) || lexicon.isPart("firm-tail", passage.lower(i))) end = i;
      if (passage.lower(i + 1).equals(".") && passage.words.isGlued(i + 1)) i++;
      if (passage.lower(i + 1).equals(",") && isLegalForm(passage.lower(i + 2))) i++;
    }
    return end;
  }

  private boolean goesOn(Passage passage, int i) {
    return i < passage.words.size()
        && passage.entity[i] == null
        && passage.words.isWord(i)
        && passage.words.isCapital(i)
        && !lexicon.isPart("time", passage.lower(i))
        && (!passage.isCapitals || isLegalForm(passage.lower(i)));
  }

  private boolean isLegalForm(String word) {
    return lexicon.isPart("legal-form", word);
  }

  /** "Goldman" is Goldman Sachs, where the article names that too. */
  private Map<String, Entity> firmsByFirstWord() {
    Map<String, Entity> firms = new HashMap<>();
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        Entity firm = passage.entity[i];
        boolean isFirm = firm != null && firm.kind == Kind.VENDOR && passage.isNameStart(i);
        if (!isFirm || passage.entityEnd[i] == i || Runs.isOrdinary(passage.lexicon[i])) continue;
        firms.putIfAbsent(passage.lower(i), firm);
      }
    return firms;
  }

  private void settleRuns() {
    Map<String, Entity> firms = firmsByFirstWord();
    runs.sort(Comparator.comparingInt(Run::length).reversed().thenComparing(r -> !isCalledTool(r)));
    for (Run run : runs) {
      Entity entity = byKey.get(run.key());
      if (entity == null && !run.passage().isCapitals) entity = longerOf(run);
      if (entity == null && run.length() == 1) entity = firms.get(run.passage().lower(run.first()));
      if (entity != null && entity.kind == Kind.ORGANISATION && isCalledTool(run)) {
        Entity maker = entity;
        entity = byKey.computeIfAbsent(run.key(), k -> unknown(run));
        entity.become(Kind.THING);
        entity.vendor = maker.name;
      }
      if (entity == null) entity = byKey.computeIfAbsent(run.key(), k -> unknown(run));
      run.passage().mark(entity, run.first(), run.last());
    }
    for (Run run : runs) hint(run);
    for (Map.Entry<String, Entity> e : byKey.entrySet()) relate(e.getKey(), e.getValue());
    markRepeats();
    for (Passage passage : passages) markAcronyms(passage);
    for (Passage passage : passages) markAliases(passage);
  }

  /** "Pacific Seafood, aka Dulcich": one firm under two names, and the first is its own. */
  private void markAliases(Passage passage) {
    for (int i = 1; i < passage.words.size(); i++) {
      if (!lexicon.isPart("alias", passage.lower(i))) continue;
      int before = i - 1;
      while (before > 0 && !passage.words.isWord(before)) before--;
      Entity named = passage.entity[before];
      Entity alias = i + 1 < passage.words.size() ? passage.entity[i + 1] : null;
      if (named == null || alias == null || alias.isKnown || named.kind == Kind.PLACE) continue;
      replace(alias, named);
    }
  }

  private void replace(Entity alias, Entity named) {
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++)
        if (passage.entity[i] == alias) passage.mark(named, i, passage.entityEnd[i]);
  }

  /**
   * "Fair Trade Commission (FTC)": from here on FTC is that commission, whatever it is elsewhere.
   */
  private void markAcronyms(Passage passage) {
    Map<String, Entity> acronyms = new HashMap<>();
    for (int i = 0; i + 2 < passage.words.size(); i++) {
      Entity named = passage.entity[i];
      boolean bracket =
          named != null && passage.lower(i + 1).equals("(") && passage.lower(i + 3).equals(")");
      if (bracket
          && passage.words.isUpper(i + 2)
          && passage.entityEnd[i] == i
          && named.isOrganisation()) acronyms.put(passage.lower(i + 2), named);
    }
    if (acronyms.isEmpty()) return;
    for (Passage p : passages)
      for (int i = 0; i < p.words.size(); i++) {
        Entity meant = p.words.isUpper(i) ? acronyms.get(p.lower(i)) : null;
        if (meant != null && (p.entity[i] == null || p.entityEnd[i] == i)) p.mark(meant, i, i);
      }
  }

  /** "the note-taking bot Scrivano" is no company, though Scrivano Health is. */
  private boolean isCalledTool(Run run) {
    long before = nouns(run.passage(), run.first() - 1);
    return (before & lexicon.nounClasses.of("tool")) != 0
        && (before & lexicon.nounClasses.of("firm")) == 0;
  }

  /** "Halvorsen" is Halvorsen Bank, "Aasen" is Liv Aasen. */
  private @Nullable Entity longerOf(Run run) {
    String key = run.key();
    Entity longer = null;
    for (Map.Entry<String, Entity> e : byKey.entrySet()) {
      boolean person = e.getValue().kind == Kind.PERSON && e.getKey().endsWith(" " + key);
      boolean org = e.getValue().kind == Kind.ORGANISATION && e.getKey().startsWith(key);
      boolean body =
          e.getValue().kind == Kind.BODY
              && e.getKey().startsWith(key)
              && (run.length() > 1 || lexicon.isPart("org-head", key.strip()));
      if (!person && !org && !body) continue;
      if (longer != null && longer != e.getValue()) return null;
      longer = e.getValue();
    }
    return longer;
  }

  private Entity unknown(Run run) {
    String name = run.passage().words.between(run.first(), run.last());
    if (name.indexOf('\n') >= 0 || name.contains("  ")) name = name.replaceAll("\\s+", " ");
    return new Entity(name, kindByParts(run));
  }

  private Kind kindByParts(Run run) {
    Passage passage = run.passage();
    String first = passage.lower(run.first());
    String last = passage.lower(run.last());
    String before = passage.lower(run.first() - 1);
    boolean several = run.length() > 1;
    if (lexicon.isPart("person-before", before) && !lexicon.isPart("org-tail", last))
      return Kind.PERSON;
    if (several && lexicon.isPart("person-before", first) && !lexicon.isPart("org-head", first))
      return Kind.PERSON;
    if (several && lexicon.isPart("office", last)) return Kind.PERSON;
    if (several && lexicon.isPart("org-tail", last)) return orBody(last);
    if (several
        && lexicon.isPart("org-head", first)
        && (passage.lower(run.first() + 1).equals("of")
            || passage.lower(run.first() + 1).equals("for"))) return orBody(first);
    if (hasOffice(run) || isByline(run)) return Kind.PERSON;
    if (several && run.length() <= 4 && lexicon.isPart("first", first)) return Kind.PERSON;
    if (several && isAge(passage, run.last() + 1)) return Kind.PERSON;
    return Kind.UNCLEAR;
  }

  /** "Interior Minister Laurent Nunez", but not "Office of Attorney General". */
  private boolean hasOffice(Run run) {
    boolean has = false;
    for (int i = run.first(); i <= run.last(); i++) {
      String word = run.passage().lower(i);
      if (word.equals("of") || word.equals("for")) return false;
      has |= i > run.first() && i < run.last() && lexicon.isPart("person-before", word);
    }
    return has;
  }

  /** "By Jane Doe" at the beginning of the text: who wrote it. */
  private boolean isByline(Run run) {
    return run.length() > 1
        && run.first() == 1
        && run.passage().field == Evidence.Field.TEXT
        && lexicon.isPart("byline", run.passage().lower(0));
  }

  private Kind orBody(String word) {
    Word head = lexicon.find(word);
    boolean authority = head != null && (head.nouns & lexicon.nounClasses.of("authority")) != 0;
    boolean firm = head != null && (head.nouns & lexicon.nounClasses.of("firm")) != 0;
    return authority && !firm ? Kind.BODY : Kind.ORGANISATION;
  }

  private static boolean isAge(Passage passage, int at) {
    return passage.lower(at).equals(",")
        && at + 2 < passage.words.size()
        && passage.words.isNumber(at + 1)
        && passage.words.end(at + 1) - passage.words.start(at + 1) == 2
        && passage.lower(at + 2).equals(",");
  }

  /**
   * What the words beside a name say it is: "the messaging app CrewTalk", "Tessera, a provider".
   */
  private void hint(Run run) {
    Entity entity = run.passage().entity[run.first()];
    if (entity == null || entity.kind != Kind.UNCLEAR) return;
    Passage passage = run.passage();
    long firm = lexicon.nounClasses.of("firm");
    long tool = lexicon.nounClasses.of("tool");
    long before = nouns(passage, run.first() - 1);
    long after = nouns(passage, run.last() + 1) | apposition(passage, run.last() + 1);
    if (((before & tool) != 0 && (before & firm) == 0)
        || ((after & tool) != 0 && (after & firm) == 0)) entity.become(Kind.THING);
    else if (((before | after) & firm) != 0) entity.become(Kind.ORGANISATION);
    else if (isPersonBefore(passage, run.first())) entity.become(Kind.PERSON);
  }

  private boolean isPersonBefore(Passage passage, int first) {
    return lexicon.isPart("person-before", passage.lower(first - 1))
        || passage.lower(first - 1).equals("executive");
  }

  private long nouns(Passage passage, int at) {
    if (at < 0 || at >= passage.words.size()) return 0;
    Word word = passage.lexicon[at];
    return word == null ? 0 : word.nouns;
  }

  /** ", the London start-up", ", a maker of …": the classes of the noun that explains a name. */
  private long apposition(Passage passage, int comma) {
    if (!passage.lower(comma).equals(",") && !passage.lower(comma).equals("is")) return 0;
    Word article = comma + 1 < passage.words.size() ? passage.lexicon[comma + 1] : null;
    if (article == null || article.closed != Tag.DETERMINER) return 0;
    for (int i = comma + 2; i < comma + 8 && i < passage.words.size(); i++) {
      Word word = passage.lexicon[i];
      if (!passage.words.isWord(i) && !passage.lower(i).equals("-")) return 0;
      if ((word != null && word.closed == Tag.PREPOSITION)
          || (word != null && word.closed == Tag.PRONOUN)) return nouns(passage, i - 1);
      if (word != null && (word.nouns & lexicon.nounClasses.of("firm")) != 0) return word.nouns;
      if (passage.lower(i + 1).equals(",")) return nouns(passage, i);
    }
    return 0;
  }

  /** Quillstack and Quillstack Canvas, Helix Maps and Helix Drive: who makes which. */
  private void relate(String key, Entity entity) {
    int space = key.indexOf(' ');
    String first = key.substring(0, space + 1);
    boolean several = space + 1 < key.length();
    Entity maker = several ? makerOf(first, entity) : null;
    if (maker != null && entity.kind != Kind.PERSON && !lexicon.isPart("first", first.strip())) {
      boolean open = entity.kind == Kind.UNCLEAR || entity.kind == Kind.THING;
      if (open) {
        entity.become(Kind.THING);
        entity.vendor = maker.vendor == null ? maker.name : maker.vendor;
        if (maker.kind == Kind.UNCLEAR) maker.become(Kind.ORGANISATION);
      }
    }
  }

  private @Nullable Entity makerOf(String first, Entity thing) {
    Entity alone = byKey.get(first);
    if (alone != null && alone != thing && alone.kind != Kind.THING && alone.kind != Kind.PERSON)
      return alone;
    for (Map.Entry<String, Entity> e : byKey.entrySet())
      if (e.getValue().kind == Kind.ORGANISATION && e.getKey().startsWith(first))
        return e.getValue();
    return null;
  }

  /** A name found once is a name wherever it stands, also in a headline of capitals. */
  private void markRepeats() {
    Map<String, Map.Entry<String, Entity>> byFirst = new HashMap<>();
    for (Map.Entry<String, Entity> e : byKey.entrySet()) {
      if (e.getValue().kind == Kind.PERSON) continue;
      byFirst.putIfAbsent(e.getKey().substring(0, e.getKey().indexOf(' ')), e);
    }
    for (Passage passage : passages)
      for (int i = 0; i < passage.words.size(); i++) {
        if (passage.entity[i] != null || !passage.words.hasCapital(i)) continue;
        Map.Entry<String, Entity> e = byFirst.get(passage.lower(i));
        if (e == null) continue;
        int last = repeatEnd(passage, i, e.getKey().strip().split(" "));
        if (last >= 0) passage.mark(e.getValue(), i, last);
      }
  }

  private int repeatEnd(Passage passage, int first, String[] parts) {
    int i = first;
    for (String part : parts) {
      if (passage.lower(i).equals("-")) i++;
      if (!passage.lower(i).equals(part)) return -1;
      i++;
    }
    return i - 1;
  }

  private void count(List<Sentence> sentences) {
    for (Sentence s : sentences)
      for (int i = s.from(); i < s.to(); i++)
        if (s.passage().entity[i] != null && s.passage().isNameStart(i)) {
          Entity entity = s.passage().entity[i];
          entity.count++;
          entity.first = Math.min(entity.first, s.order());
          entity.isInTitle |= s.isTitle();
        }
  }

  /** What a mention of it is, for the reading. */
  static Mention.Kind mentionKind(Entity entity) {
    return switch (entity.kind) {
      case VENDOR -> Mention.Kind.VENDOR;
      case PRODUCT -> Mention.Kind.PRODUCT;
      case BODY, GROUP, PLACE -> Mention.Kind.BODY;
      case ORGANISATION, THING, PERSON, UNCLEAR -> Mention.Kind.UNKNOWN;
    };
  }
}
