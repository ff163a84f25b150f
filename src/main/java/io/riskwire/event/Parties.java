package io.riskwire.event;

import io.riskwire.event.Entity.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says who or what a phrase means: by name, by a word for it ("the bank"), or by a pronoun. */
final class Parties {
  /** A product, its maker, or both. */
  record Target(@Nullable String vendor, @Nullable String product) {}

  private static final Set<String> MAKERS =
      Set.of("maker", "owner", "parent", "developer", "company", "operator", "giant", "creator");
  private static final Set<String> SOFTWARE =
      Set.of(
          "ai",
          "chatbot",
          "chatbots",
          "tools",
          "tool",
          "assistants",
          "apps",
          "models",
          "llms",
          "software",
          "bots",
          "messengers",
          "note-takers",
          "platforms",
          "services");

  private final Lexicon lexicon;
  private final List<Entity> entities;
  private final boolean isOpenSource;
  private final long authority;
  private final long firm;
  private final long tool;

  /** {@code entities}: those of the article, the most prominent first. */
  Parties(Lexicon lexicon, List<Entity> entities, boolean isOpenSource) {
    this.isOpenSource = isOpenSource;
    this.lexicon = lexicon;
    this.entities = entities;
    authority = lexicon.nounClasses.of("authority");
    firm = lexicon.nounClasses.of("firm");
    tool = lexicon.nounClasses.of("tool");
  }

  private static final Set<String> AMOUNTS =
      Set.of(
          "thousands",
          "hundreds",
          "millions",
          "dozens",
          "number",
          "numbers",
          "lots",
          "some",
          "part",
          "majority",
          "most",
          "many",
          "all",
          "million",
          "thousand",
          "set",
          "series",
          "scores",
          "fleet",
          "pair",
          "dozen",
          "couple",
          "kind",
          "type",
          "family");

  /** "thousands of customers" are customers. */
  private static Phrase meant(Phrase phrase) {
    Phrase of = phrase.hanging("of");
    return of != null && phrase.entity() == null && AMOUNTS.contains(phrase.headWord())
        ? of
        : phrase;
  }

  /** Whether the phrase is of a class that a rule asks for. */
  boolean is(Phrase outer, String kind) {
    Phrase phrase = meant(outer);
    Entity entity = phrase.entity();
    return switch (kind) {
      case "org" -> org(phrase) != null || (phrase.classes & (authority | firm)) != 0;
      case "company" -> isCompany(phrase);
      case "authority" -> isAuthority(phrase);
      case "tool" -> isTool(phrase);
      case "name" ->
          (entity != null && entity.kind != Kind.PERSON) || !phrase.modifiers().isEmpty();
      case "named" -> entity != null;
      case "person" -> entity != null && entity.kind == Kind.PERSON;
      case "actor" ->
          (entity != null && entity.isOrganisation() && entity.product == null)
              || isAuthority(phrase);
      case "toolobject" -> isTool(phrase) && !isActing(phrase) && !isUnclear(entity);
      case "victim" -> isVictim(phrase);
      case "any" -> true;
      default -> isNoun(phrase, kind);
    };
  }

  private boolean isNoun(Phrase phrase, String kind) {
    Entity entity = phrase.entity();
    if (kind.equals("group") && entity != null) return entity.kind == Kind.GROUP;
    long bit = lexicon.nounClasses.of(kind);
    if (bit != 0) return (phrase.classes & bit) != 0;
    return phrase.headWord().equals(kind) || phrase.headWord().equals(kind + "s");
  }

  private boolean isCompany(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null) return entity.isCompany();
    return (phrase.classes & firm) != 0;
  }

  /** A paper that the text only quotes. */
  private static boolean isSource(Entity entity, Phrase phrase) {
    return entity.sort.equals("media") && !phrase.sentence.isTitle();
  }

  /** Law firms look for clients among the victims of others' breaches. */
  private boolean isLawFirm(Entity entity) {
    String name = entity.name.toLowerCase(java.util.Locale.ROOT);
    for (String word : name.split("[ ,]+", -1)) if (lexicon.isPart("law-firm", word)) return true;
    return name.contains("law firm") || name.contains("law group");
  }

  private static boolean isUnclear(@Nullable Entity entity) {
    return entity != null && entity.kind == Kind.UNCLEAR;
  }

  /** Subject of a verb with an object: it does something, nothing is done to it. */
  private static boolean isActing(Phrase phrase) {
    Predicate p = phrase.governor;
    return p != null
        && phrase.function == Phrase.Function.SUBJECT
        && p.object != null
        && p.object != phrase;
  }

  private boolean isVictim(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null && (isLawFirm(entity) || isSource(entity, phrase))) return false;
    if (entity != null)
      return entity.kind != Kind.GROUP && entity.kind != Kind.PERSON && entity.kind != Kind.PLACE;
    return !phrase.isPronoun && (phrase.classes & (authority | firm | tool)) != 0;
  }

  private boolean isAuthority(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null) return entity.kind == Kind.BODY || entity.kind == Kind.PLACE;
    return (phrase.classes & authority) != 0;
  }

  private boolean isTool(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null) return entity.isTool();
    if (phrase.isPronoun) return isThing(phrase) && mainProduct(phrase.sentence) != null;
    return (phrase.classes & tool) != 0;
  }

  private static boolean isThing(Phrase phrase) {
    return phrase.headWord().equals("it") || phrase.headWord().equals("them");
  }

  /** The organisation that the phrase means; null where it means none, or none is known. */
  @Nullable String org(Phrase phrase) {
    String literal = unnamedAuthority(meant(phrase));
    if (literal != null) return literal;
    Entity entity = orgEntity(meant(phrase));
    return entity == null ? null : entity.org;
  }

  private static final Set<String> UNNAMED =
      Set.of(
          "police",
          "prosecutors",
          "authorities",
          "regulators",
          "senators",
          "lawmakers",
          "watchdogs");

  /** "Police", "financial authorities": an authority that the text leaves without a name. */
  private static @Nullable String unnamedAuthority(Phrase phrase) {
    if (!UNNAMED.contains(phrase.headWord()) || phrase.genitive >= 0) return null;
    if (!phrase.modifiers().isEmpty() || phrase.startsWith("the")) return null;
    return phrase.to - phrase.from > 2
        ? null
        : withoutArticle(phrase).toLowerCase(java.util.Locale.ROOT);
  }

  /** "The finance ministry": an authority as the text names it, without article and country. */
  @Nullable String unnamed(Phrase phrase) {
    if (phrase.isPronoun || (phrase.classes & authority) == 0) return null;
    Passage passage = phrase.sentence.passage();
    int from = phrase.genitive >= 0 ? phrase.genitive + 1 : phrase.from;
    while (from < phrase.head && isLeftOut(passage, from)) from++;
    for (int i = from; i <= phrase.head; i++) if (passage.entity[i] != null) return null;
    return phrase.head - from > 3 ? null : passage.words.between(from, phrase.head);
  }

  private static boolean isLeftOut(Passage passage, int i) {
    Word word = passage.lexicon[i];
    Entity entity = passage.entity[i];
    return (word != null && word.closed == Tag.DETERMINER)
        || (entity != null && entity.kind == Kind.PLACE);
  }

  private @Nullable Entity orgEntity(Phrase phrase) {
    Entity entity = phrase.entity();
    if (entity != null && entity.isOrganisation()) return entity;
    if (entity != null && entity.kind == Kind.PERSON) return office(phrase);
    if (entity != null) return null;
    if (phrase.isPronoun) return pronoun(phrase);
    if ((phrase.classes & (authority | firm)) == 0) return ownerOf(phrase);
    Entity apposed = apposed(phrase);
    if (apposed != null) return apposed;
    Entity member = member(phrase);
    if (member != null) return member;
    Entity named = namesake(phrase);
    if (named != null) return named;
    for (Entity e : phrase.modifiers()) {
      if (MAKERS.contains(phrase.headWord()) && e.vendor != null) return byName(e.vendor, e);
      if (e.isOrganisation()
          && e.kind != Kind.GROUP
          && (e.kind == Kind.PLACE) == ((phrase.classes & authority) != 0)) return e;
    }
    return definite(phrase);
  }

  /** "Spain's data protection agency, the AEPD,": the name that stands behind it. */
  private static @Nullable Entity apposed(Phrase phrase) {
    Passage passage = phrase.sentence.passage();
    if (!passage.lower(phrase.to + 1).equals(",")) return null;
    int at = phrase.to + 2;
    if (passage.lower(at).equals("the")) at++;
    if (at >= phrase.sentence.to()) return null;
    Entity e = passage.entity[at];
    boolean closed = e != null && passage.lower(passage.entityEnd[at] + 1).equals(",");
    return closed && e.isOrganisation() && e.kind != Kind.PLACE ? e : null;
  }

  /** "14 companies, among them the chip designer Xinyue": the first that is named. */
  private static @Nullable Entity member(Phrase phrase) {
    Passage passage = phrase.sentence.passage();
    boolean several = phrase.headWord().endsWith("s");
    for (int i = phrase.to + 1;
        several && i < Math.min(phrase.to + 12, phrase.sentence.to());
        i++) {
      String word = passage.lower(i);
      if (passage.lower(i).equals(";")) return null;
      if (!word.equals("including") && !word.equals("among") && !word.equals("namely")) continue;
      for (int j = i + 1; j < phrase.sentence.to() && j - i < 8; j++) {
        Entity e = passage.entity[j];
        if (e != null && e.isOrganisation() && e.kind != Kind.PLACE) return e;
      }
      return null;
    }
    return null;
  }

  /** "Governor Abbott of Texas" acts for Texas. */
  private @Nullable Entity office(Phrase phrase) {
    for (Entity e : phrase.modifiers()) if (e.isOrganisation()) return e;
    for (int i = phrase.from; i < phrase.head; i++) {
      Word word = phrase.sentence.passage().lexicon[i];
      if (word != null && (word.nouns & authority) != 0) return prominent(true, phrase.sentence);
    }
    return null;
  }

  /** "Kaspersky's products": no organisation, but one stands in it. */
  private @Nullable Entity ownerOf(Phrase phrase) {
    boolean people = (phrase.classes & lexicon.nounClasses.of("people")) != 0;
    Entity owner = phrase.owner();
    if (owner != null && owner.isOrganisation() && people) return owner;
    if (!people) return null;
    for (Entity e : phrase.modifiers()) if (e.isOrganisation()) return e;
    return null;
  }

  /** "Czech justice ministry" is the Ministry of Justice that the article names. */
  private @Nullable Entity namesake(Phrase phrase) {
    String head = phrase.headWord();
    for (Entity e : entities) {
      if (!e.isOrganisation() || e.kind == Kind.PLACE || e.kind == Kind.PRODUCT) continue;
      String name = e.name.toLowerCase(java.util.Locale.ROOT);
      if (name.endsWith(" " + head)
          || name.startsWith(head + " ")
          || name.contains(" " + head + " ")) return e;
      if (e.kind == Kind.BODY && sharesWord(phrase, name)) return e;
    }
    return null;
  }

  /** "forestry agency" and "Department of Forestry" share a word that is no place. */
  private static boolean sharesWord(Phrase phrase, String name) {
    Passage passage = phrase.sentence.passage();
    for (int i = phrase.from; i < phrase.head; i++) {
      String word = passage.lower(i);
      if (word.length() > 4 && passage.entity[i] == null && name.contains(word)) return true;
    }
    return false;
  }

  private @Nullable Entity byName(String vendor, Entity fallback) {
    for (Entity e : entities) if (vendor.equals(e.org)) return e;
    Entity entity = new Entity(vendor, Kind.VENDOR);
    return fallback.isOrganisation() && vendor.equals(fallback.org) ? fallback : entity;
  }

  /** "the company", "the ministry": the most prominent that fits. */
  private @Nullable Entity definite(Phrase phrase) {
    boolean isDefinite =
        phrase.startsWith("the") || phrase.startsWith("its") || phrase.startsWith("their");
    boolean isBare = phrase.from == phrase.to;
    if (!isDefinite && !isBare && !phrase.sentence.isTitle()) return null;
    return prominent(
        (phrase.classes & authority) != 0 && (phrase.classes & firm) == 0, phrase.sentence);
  }

  private @Nullable Entity prominent(boolean authorities, Sentence sentence) {
    Entity place = null;
    for (Entity e : entities) {
      if (e.first > sentence.order() && !sentence.isTitle()) continue;
      if (authorities && e.kind == Kind.BODY) return e;
      if (authorities && e.kind == Kind.PLACE && place == null) place = e;
      if (!authorities && (e.kind == Kind.VENDOR || e.kind == Kind.ORGANISATION)) return e;
    }
    return place;
  }

  /** "it", "they": the organisation that was named last before. */
  private @Nullable Entity pronoun(Phrase phrase) {
    String word = phrase.headWord();
    if (!word.equals("it") && !word.equals("they") && !word.equals("we")) return null;
    Passage passage = phrase.sentence.passage();
    for (int i = phrase.from - 1, seen = 0; i >= 0 && seen < 60; i--, seen++) {
      Entity e = passage.entity[i];
      if (e != null && e.isOrganisation() && e.kind != Kind.PLACE) return e;
    }
    return entities.isEmpty() ? null : prominent(false, phrase.sentence);
  }

  /** Whether a name is a company's rather than an authority's or a person's. */
  boolean isCompanyName(String name) {
    for (Entity e : entities) if (name.equals(e.org) || name.equals(e.vendor)) return e.isCompany();
    return false;
  }

  /**
   * Who makes a product that only this article knows: another company in it, else one of its name.
   */
  @Nullable String makerOf(String product, @Nullable String actor) {
    boolean unknown = false;
    for (Entity e : entities) unknown |= product.equals(e.product) && !e.isKnown;
    if (!unknown || product.equals(product.toLowerCase(java.util.Locale.ROOT))) return null;
    for (Entity e : entities)
      if (e.kind == Kind.ORGANISATION && !e.isKnown && !e.name.equals(actor) && e.first <= 8)
        return e.name;
    return product.indexOf(' ') < 0 ? product : null;
  }

  boolean isAuthorityName(@Nullable String name) {
    if (name == null) return false;
    for (Entity e : entities)
      if (name.equals(e.org)) return e.kind == Kind.PLACE || e.kind == Kind.BODY;
    return false;
  }

  /** Whether the article calls something open source: it may have no vendor. */
  boolean isOpenSource() {
    return isOpenSource;
  }

  boolean isPlace(String name) {
    for (Entity e : entities) if (name.equals(e.org)) return e.kind == Kind.PLACE;
    return false;
  }

  boolean isBody(String name) {
    for (Entity e : entities)
      if (name.equals(e.org)) return e.kind == Kind.BODY || e.kind == Kind.ORGANISATION;
    return false;
  }

  /** The company that an article is about, other than the one that acts. */
  @Nullable String companyBeside(@Nullable String actor) {
    for (Entity e : entities) {
      if (e.first > 2 || e.vendor == null || e.kind == Kind.PLACE || e.vendor.equals(actor))
        continue;
      return e.vendor;
    }
    return null;
  }

  /** The product of a vendor that the article tells apart from it; null for none or several. */
  @Nullable String productOf(String vendor) {
    String product = null;
    for (Entity e : entities) {
      boolean near =
          (e.kind == Kind.THING && e.first <= 4)
              || (e.kind == Kind.PRODUCT && e.isInTitle && e.org == null);
      if (!near || e.product == null || !vendor.equals(e.vendor) || e.product.equals(vendor))
        continue;
      if (product != null) return product;
      product = e.product;
    }
    return product;
  }

  /** The product or vendor that the article is about; null where it names none at its top. */
  @Nullable Target subjectMatter() {
    for (Entity e : entities)
      if (e.first <= 1 && (e.product != null || e.kind == Kind.VENDOR)) return targetOf(e);
    return null;
  }

  /**
   * The organisation that acts where the wording leaves it out: the first that is not the vendor.
   */
  @Nullable String actorBeside(@Nullable String vendor) {
    Entity place = null;
    for (Entity e : entities) {
      if (e.first > 4 || e.org == null || e.org.equals(vendor) || e.org.equals("China")) continue;
      if (vendor != null && vendor.equals(e.vendor)) continue;
      if (e.kind == Kind.PLACE) place = place == null ? e : place;
      else if (e.kind == Kind.BODY
          || e.kind == Kind.ORGANISATION
          || (e.kind == Kind.VENDOR && !e.isTool())) return e.org;
    }
    return place == null ? null : place.org;
  }

  /** The product that the phrase means, and its maker; null where it means none. */
  @Nullable Target target(Phrase outer) {
    Phrase phrase = meant(outer);
    Entity entity = phrase.entity();
    if (entity != null) return targetOf(entity);
    if (phrase.isPronoun) {
      Entity main = isThing(phrase) ? mainProduct(phrase.sentence) : null;
      return main == null ? null : targetOf(main);
    }
    if ((phrase.classes & tool) != 0) {
      for (Entity e : phrase.modifiers()) {
        if (e.kind == Kind.PLACE || e.kind == Kind.PERSON || e.kind == Kind.BODY) continue;
        return targetOf(e);
      }
      Target hanging = hanging(phrase);
      if (hanging != null) return hanging;
      if (phrase.startsWith("the")
          || phrase.startsWith("its")
          || (phrase.from == phrase.to && !phrase.headWord().endsWith("s"))) {
        Entity main = mainProduct(phrase.sentence);
        if (main != null) return targetOf(main);
      }
      return isSoftware(phrase) ? new Target(null, withoutArticle(phrase)) : null;
    }
    for (Entity e : phrase.modifiers())
      if (e.product != null || e.kind == Kind.VENDOR) return targetOf(e);
    return null;
  }

  /** "AI chatbots": a class of products that has no name of its own; null for anything else. */
  @Nullable String classOfProducts(Phrase phrase) {
    boolean named = phrase.isPronoun || !phrase.modifiers().isEmpty();
    return !named && (phrase.classes & tool) != 0 && isSoftware(phrase)
        ? withoutArticle(phrase)
        : null;
  }

  /** The first company that the words of a phrase name. */
  @Nullable Target companyIn(Phrase phrase) {
    for (Entity e : phrase.modifiers())
      if (e.isCompany() && e.vendor != null) return new Target(e.vendor, null);
    return null;
  }

  private @Nullable Target hanging(Phrase phrase) {
    for (Phrase.Hanging h : phrase.hangings) {
      Entity e = h.phrase().entity();
      if (e != null
          && e.isTool()
          && Set.of("from", "by", "of", "such", "like").contains(h.preposition()))
        return targetOf(e);
    }
    return null;
  }

  private static boolean isSoftware(Phrase phrase) {
    return (SOFTWARE.contains(phrase.headWord())
            && !phrase.startsWith("the")
            && phrase.from < phrase.to)
        || (phrase.contains("ai") && phrase.sentence.passage().words.isUpper(phrase.head));
  }

  private static String withoutArticle(Phrase phrase) {
    Passage passage = phrase.sentence.passage();
    int from = phrase.from;
    while (from < phrase.to) {
      Word word = passage.lexicon[from];
      boolean skip =
          (word != null && word.closed == Tag.DETERMINER) || passage.words.isNumber(from);
      if (!skip) break;
      from++;
    }
    return passage.words.between(from, phrase.to);
  }

  private @Nullable Entity mainProduct(Sentence sentence) {
    Entity vendor = null;
    for (Entity e : entities) {
      if (e.first > sentence.order() && !sentence.isTitle()) continue;
      if (e.product != null) return e;
      if (vendor == null && e.kind == Kind.VENDOR) vendor = e;
    }
    return vendor;
  }

  @Nullable Target targetOf(Entity entity) {
    return switch (entity.kind) {
      case PRODUCT, THING -> new Target(entity.vendor, entity.product);
      case VENDOR, ORGANISATION -> new Target(entity.name, null);
      case UNCLEAR -> new Target(entity.name, entity.name);
      case BODY, PLACE, GROUP -> new Target(entity.name, null);
      case PERSON -> null;
    };
  }
}
