package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryTest {
  private static final Lexicon LEXICON = Lexicon.load(RuleFile.all());

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "zh"})
  void everyVerbIsSaidByOneThatRulesAndModelsKnow(String language) {
    List<String> unknown = new ArrayList<>();
    for (Entry e : new Glossary(language).entries()) {
      if (e.sort() != Sort.VERB) continue;
      Word word = LEXICON.find(e.english().split(" ")[0]);
      boolean known = word != null && (word.isVerb() || word.closed != null);
      if (!known && !unknown.contains(e.english())) unknown.add(e.english());
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void aVerbIsFoundInItsForms() {
    Glossary german = new Glossary("de");
    assertThat(german.find("untersagt").getFirst().forms()).contains(Form.PRES, Form.PART);
    assertThat(german.find("verboten").getFirst().english()).isEqualTo("ban");
    assertThat(german.find("ausgesperrt").getFirst().forms()).contains(Form.PART);
    assertThat(german.find("sperrt")).extracting(Entry::particle).contains("", "aus");
    assertThat(new Glossary("fr").find("bannira").getFirst().forms()).containsExactly(Form.FUT);
    assertThat(new Glossary("es").find("prohíbe").getFirst().forms()).contains(Form.PRES);
  }

  @Test
  void endingsOfNounsAreTakenOff() {
    assertThat(new Glossary("de").find("behörden"))
        .anySatisfy(e -> assertThat(e.english()).isEqualTo("authorities"));
    assertThat(new Glossary("de").find("messengern"))
        .singleElement()
        .satisfies(e -> assertThat(e.isPlural()).isTrue());
  }
}
