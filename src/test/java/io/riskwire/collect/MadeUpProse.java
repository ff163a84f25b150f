package io.riskwire.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Articles that say nothing, made as news is: sentences of the language's commonest words and of
 * rarer ones by Zipf's law, with firms, places and numbers in them, below a headline of who did
 * what. Whoever reads them has as much to do as with English, which letters by chance are not.
 */
final class MadeUpProse {
  private static final int VOCABULARY = 20_000;
  private static final int FIRMS = 400;

  private static final List<String> COMMONEST =
      words(
          """
          the of to and a in for that on is said with as by at it was from be has are its have an
          will not but they which their were this or who been had would more about after new than
          year one up when also over last could other there into two some years first because out
          people before company government while may between market most under many what against
          during only three since officials now week used should make under plans according report
          """);

  private static final List<String> VERBS =
      words("delays sells opens closes doubles trims reviews moves halts buys rebuilds defends");
  private static final List<String> THINGS =
      words("plant warehouse bridge harvest ferry mill archive bakery quarry railway museum well");
  private static final List<String> PLACES =
      words("Aarhus Bilbao Cork Dresden Esbjerg Gijon Hobart Innsbruck Kassel Leuven Malmo Nantes");
  private static final List<String> KINDS =
      words("Works Freight Dairies Textiles Timber Marine Optics Paper Glass Seeds");

  record Article(String title, String text) {}

  private final Random random;
  private final List<String> vocabulary = new ArrayList<>(COMMONEST);
  private final List<String> firms = new ArrayList<>();

  MadeUpProse(Random random) {
    this.random = random;
    while (vocabulary.size() < VOCABULARY) vocabulary.add(syllables(1 + random.nextInt(3)));
    while (firms.size() < FIRMS) firms.add(capital(syllables(2)) + " " + one(KINDS));
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  Article article(int length) {
    String firm = one(firms);
    String place = one(PLACES);
    String title = firm + " " + one(VERBS) + " " + one(THINGS) + " in " + place;
    StringBuilder text = new StringBuilder(place.toUpperCase(Locale.ROOT)).append(" - ");
    for (int words = 0; words < length; ) {
      int more = 8 + random.nextInt(20);
      text.append(sentence(more, firm)).append(' ');
      words += more;
    }
    return new Article(title, text.toString());
  }

  private String sentence(int length, String firm) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < length; i++) sentence.append(i == 0 ? "" : " ").append(word(firm));
    return capital(sentence.append('.').toString());
  }

  /** Once in a sentence or so a name or a number. */
  private String word(String firm) {
    return switch (random.nextInt(100)) {
      case 0 -> firm;
      case 1 -> one(firms);
      case 2 -> one(PLACES);
      case 3 -> String.valueOf(2 + random.nextInt(9_000));
      default -> vocabulary.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1);
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String syllables(int count) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < count; i++) {
      word.append("bcdfghklmnprstvwz".charAt(random.nextInt(17)));
      word.append("aeiou".charAt(random.nextInt(5)));
      word.append(new String[] {"", "n", "r", "l", "st", "ck"}[random.nextInt(6)]);
    }
    return word.toString();
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
