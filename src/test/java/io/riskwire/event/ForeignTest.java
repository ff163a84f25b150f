package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Names;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A Thursday. */
  private static final Instant PUBLISHED = Instant.parse("2026-07-02T09:00:00Z");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # active, passive, nominal, permitted no longer
          de | Samsung verbietet Mitarbeitern die Nutzung von ChatGPT                | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          de | Samsung hat seinen Beschäftigten untersagt, ChatGPT zu verwenden      | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          de | ChatGPT wird von Samsung auf allen Rechnern gesperrt                  | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          de | Beamte dürfen TikTok nicht mehr auf Diensthandys nutzen               | tool-ban | in-force |         | ByteDance | TikTok |
          de | Ab dem 1. August sperrt Italien DeepSeek                              | tool-ban | announced | Italien | DeepSeek | DeepSeek | 2026-08-01
          de | Dänemark will TikTok verbieten                                        | tool-ban | proposed | Dänemark | ByteDance | TikTok |
          de | Albanien hebt das Verbot von TikTok auf                               | tool-ban | reversed | Albanien | ByteDance | TikTok |
          de | Siemens dementiert Verbot von Microsoft Copilot                       | tool-ban | denied | Siemens | Microsoft | Microsoft Copilot |
          de | Anthropic wirft Alibaba vor, Claude kopiert zu haben                  | vendor-dispute | reported | Anthropic | Alibaba | |
          de | Hacker stehlen Kundendaten von Motel One                              | security-incident | in-force | | Motel One | |
          de | Bundeskartellamt leitet Verfahren gegen Microsoft ein                 | regulatory-action | in-force | Bundeskartellamt | Microsoft | |
          de | EU-Kommission verhängt Geldbuße gegen Meta                            | regulatory-action | in-force | EU-Kommission | Meta | |
          fr | Samsung interdit à ses employés d'utiliser ChatGPT                    | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          fr | TikTok est interdit par la Belgique sur les téléphones de service     | tool-ban | in-force | Belgique | ByteDance | TikTok |
          fr | L'Italie bloquera DeepSeek à compter du 1er août                      | tool-ban | announced | Italie | DeepSeek | DeepSeek | 2026-08-01
          fr | La Suisse envisage d'interdire WhatsApp aux fonctionnaires            | tool-ban | proposed | Suisse | Meta | WhatsApp |
          fr | L'Albanie lève l'interdiction de TikTok                               | tool-ban | reversed | Albanie | ByteDance | TikTok |
          fr | Renault dément avoir interdit Zoom à ses salariés                     | tool-ban | denied | Renault | Zoom | Zoom |
          fr | Anthropic accuse Alibaba d'avoir copié Claude                         | vendor-dispute | reported | Anthropic | Alibaba | |
          fr | Cyberattaque chez Bouygues Telecom : les données de clients volées    | security-incident | in-force | | Bouygues Telecom | |
          fr | La CNIL inflige une amende à Google                                   | regulatory-action | in-force | CNIL | Google | |
          es | Samsung prohíbe a sus empleados usar ChatGPT                          | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          es | TikTok ha sido prohibido por Bélgica en los móviles oficiales         | tool-ban | in-force | Bélgica | ByteDance | TikTok |
          es | Italia bloqueará DeepSeek a partir del 1 de agosto                    | tool-ban | announced | Italia | DeepSeek | DeepSeek | 2026-08-01
          es | España estudia vetar a Huawei en las redes 5G                         | tool-ban | proposed | España | Huawei | |
          es | Brasil levanta el bloqueo de X                                        | tool-ban | reversed | Brasil | X | X |
          es | Iberdrola niega haber prohibido Zoom                                  | tool-ban | denied | Iberdrola | Zoom | Zoom |
          es | Anthropic acusa a Alibaba de copiar sus modelos                       | vendor-dispute | reported | Anthropic | Alibaba | |
          es | Un ataque de ransomware paraliza los sistemas de Iberia               | security-incident | in-force | | Iberia | |
          es | La CNMC abre un expediente sancionador contra Apple                   | regulatory-action | in-force | CNMC | Apple | |
          zh | 三星禁止员工使用ChatGPT                                                | tool-ban | in-force | Samsung | OpenAI | ChatGPT |
          zh | TikTok被印度封禁                                                       | tool-ban | in-force | 印度 | ByteDance | TikTok |
          zh | 阿里巴巴自7月10日起禁止员工使用Claude Code                              | tool-ban | announced | Alibaba | Anthropic | Claude Code | 2026-07-10
          zh | 意大利下周一起封禁DeepSeek                                             | tool-ban | announced | 意大利 | DeepSeek | DeepSeek | 2026-07-06
          zh | 美国拟禁止TP-Link路由器                                                | tool-ban | proposed | 美国 | TP-Link | |
          zh | 印度解除对TikTok的禁令                                                 | tool-ban | reversed | 印度 | ByteDance | TikTok |
          zh | 腾讯否认禁止员工使用Cursor                                             | tool-ban | denied | Tencent | Anysphere | Cursor |
          zh | Anthropic指责阿里巴巴窃取Claude模型                                     | vendor-dispute | reported | Anthropic | Alibaba | |
          zh | 黑客入侵英伟达服务器，窃取源代码                                         | security-incident | in-force | | Nvidia | |
          zh | 欧盟委员会对谷歌展开反垄断调查                                           | regulatory-action | in-force | 欧盟委员会 | Google | |
          """)
  void aHeadlineTellsWhatItWouldTellInEnglish(
      String lang,
      String title,
      String type,
      String status,
      String actor,
      String vendor,
      String product,
      String date) {
    assertThat(read(lang, title, "").events())
        .filteredOn(e -> e.type().label().equals(type))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.status().label()).isEqualTo(status);
              assertThat(e.roles().actor()).isEqualTo(actor);
              assertThat(e.roles().vendor()).isEqualTo(vendor);
              if (product != null) assertThat(e.roles().product()).isEqualTo(product);
              if (date != null) assertThat(e.effectiveDate()).hasToString(date);
              for (Evidence q : e.evidence())
                assertThat(q.span().of(q.field() == Evidence.Field.TITLE ? title : ""))
                    .isEqualTo(q.quote());
            });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de | SAP steigert Gewinn im vierten Quartal
          de | So schützen Sie Ihr Konto vor Phishing
          de | Umfrage: Jedes zweite Unternehmen verbietet ChatGPT
          de | Rauchverbot auf Spielplätzen: Stadt stellt Schilder auf
          fr | Comment protéger ses données personnelles sur internet
          fr | Apple dévoile son nouvel iPhone, disponible en mars à partir de 719 euros
          fr | La baignade interdite dans le lac d'Annecy
          es | Cómo saber si tu contraseña ha sido filtrada
          es | Prohibido fumar en las terrazas
          es | El Barça golea al Sevilla y sigue líder
          zh | 小米发布新款手机，售价3999元
          zh | 评论：禁止孩子玩手机不是办法
          zh | 深圳全面禁止室内吸烟
          """)
  void whatIsNoNewsOfRiskTellsNothing(String lang, String title) {
    assertThat(read(lang, title, "").events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it | Il Garante blocca DeepSeek in Italia: vietato l'uso dell'app cinese
          pl | Polska zakazuje TikToka na telefonach urzędników, Microsoft ukarany grzywną
          pt | Brasil proíbe o uso do DeepSeek em celulares do governo
          nl | Nederland verbiedt TikTok op telefoons van ambtenaren
          ja | 日本政府、職員のDeepSeek使用を禁止
          ru | Россия заблокировала WhatsApp
          und | Samsung bans ChatGPT
          """)
  void anyOtherLanguageIsTaggedNothing(String lang, String title) {
    Reading reading = read(lang, title, title);
    assertThat(reading.lang()).isEqualTo(new Lang(lang));
    assertThat(reading.events()).isEmpty();
  }

  @Test
  void aNameIsFoundWhereTheOriginalHasIt() {
    assertThat(read("zh", "欧盟对谷歌罚款", "").mentions())
        .filteredOn(m -> m.name().equals("Google"))
        .singleElement()
        .satisfies(m -> assertThat(m.span().of("欧盟对谷歌罚款")).isEqualTo("谷歌"));
  }

  @Test
  void traditionalCharactersAreReadAsSimplifiedOnes() {
    assertThat(read("zh", "歐盟對谷歌展開反壟斷調查", "").events())
        .extracting(e -> e.type().label())
        .containsExactly("regulatory-action");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "zh"})
  void noTextTakesLong(String lang) {
    for (String text :
        List.of(
            "x".repeat(1_000_000),
            "中".repeat(1_000_000),
            "Verbotsverbotsverbots".repeat(50_000),
            "禁止".repeat(500_000),
            "que de la prohibir ".repeat(50_000),
            "die Behörde zu verbieten ".repeat(40_000),
            "l'".repeat(500_000),
            "\ud800".repeat(10_000))) {
      read(lang, text, text);
      long start = THREADS.getCurrentThreadCpuTime();
      read(lang, text, text);
      assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
          .as(lang + " " + text.substring(0, 10))
          .isLessThan(Duration.ofMillis(400));
    }
  }

  @Test
  void aLanguageWithoutAGlossaryStopsTheStart() {
    assertThatThrownBy(() -> new Glossary("none")).hasMessageContaining("not on the class path");
  }

  private static Reading read(String lang, String title, String text) {
    return ANALYZER.read(new Text(title, text, PUBLISHED, new Lang(lang)));
  }
}
