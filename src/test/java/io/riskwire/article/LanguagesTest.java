package io.riskwire.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  private final Languages languages = new Languages();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|City council bars staff from using chatbot after data leak",
        "de|Stadt München verbietet Mitarbeitern die Nutzung von ChatGPT",
        "fr|Fuite de données chez un fournisseur de paie",
        "es|El gobierno prohíbe el uso de la aplicación en la administración",
        "zh|阿里巴巴禁止员工使用外部人工智能工具",
        "pt|Autoridade multa empresa por violação de privacidade",
        "it|Il ministero vieta l'uso di software russo",
        "nl|Toezichthouder legt boete op aan taxibedrijf",
        "ja|銀行で顧客情報が流出、金融庁が調査",
        "ko|정부, 공무원의 챗봇 사용 금지",
        "ru|Правительство запретило чиновникам использовать мессенджер",
        "pl|Urząd nałożył karę na operatora telekomunikacyjnego",
        "sv|Myndigheten bötfäller banken för läckta uppgifter",
        "tr|Bakanlık kamu çalışanlarına uygulamayı yasakladı",
        "ar|الحكومة تحظر استخدام التطبيق على هواتف الموظفين",
        "el|Η κυβέρνηση απαγορεύει τη χρήση της εφαρμογής",
        "vi|Chính phủ cấm sử dụng ứng dụng trên điện thoại công vụ"
      })
  void aHeadlineTellsItsLanguage(String lang, String headline) {
    assertThat(languages.detect(headline)).isEqualTo(new Lang(lang));
  }

  @ParameterizedTest
  @CsvSource({"OK", "Acme AG", "CVE-2026-1234", "''"})
  void whatIsTooShortStaysUnknown(String text) {
    assertThat(languages.detect(text)).isEqualTo(Lang.UNKNOWN);
  }

  @Test
  void aLatinNameDoesNotMakeAChineseHeadlineEnglish() {
    assertThat(languages.detect("OpenAI 与微软达成新协议 ChatGPT Enterprise")).isEqualTo(new Lang("zh"));
  }
}
