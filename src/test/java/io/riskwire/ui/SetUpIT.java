package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.RunningService;
import io.riskwire.ui.Browser.Seen;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start without a password: nothing is answered until the set-up link is used. */
class SetUpIT {
  private static final String PASSWORD = RunningService.PASSWORD;

  @TempDir Path home;

  @Test
  void nothingIsShownUntilTheSetUpLinkWasUsedAndALogInOutlivesARestart() {
    Browser browser;
    var start = RunningService.on(home).feeds("sources: []\n").without("riskwire.admin.password");
    try (RunningService service = start.started()) {
      browser = new Browser(service.base());
      service.await("somebody answers", () -> isUp(service));
      for (String path :
          List.of("/", "/login", "/articles", "/nothing", "/api/v1/status", "/q/metrics")) {
        Seen closed = browser.open(path);
        assertThat(closed.status()).as(path).isEqualTo(503);
        assertThat(closed.response().body()).as(path).contains("set-up link");
      }
      assertThat(browser.open("/assets/riskwire.css").status()).isEqualTo(200);
      assertThat(browser.open("/q/health").status()).isEqualTo(200);

      String token = token(service);
      assertThat(browser.open("/setup?token=" + token).page().select("#name").val())
          .isEqualTo("admin");
      Seen wrong = browser.post("/setup", form("0".repeat(48), PASSWORD, PASSWORD));
      assertThat(wrong.page().select("#mistake").text()).contains("not valid");
      Seen other = browser.post("/setup", form(token, PASSWORD, PASSWORD + "!"));
      assertThat(other.page().select("#mistake").text()).contains("not the same");
      Seen brief = browser.post("/setup", form(token, "brief", "brief"));
      assertThat(brief.page().select("#mistake").text()).contains("at least 10 characters");

      assertThat(browser.post("/setup", form(token, PASSWORD, PASSWORD)).heading())
          .isEqualTo("Log in");
      assertThat(browser.post("/setup", form(token, PASSWORD, PASSWORD)).page().text())
          .contains("this link has been used");
      assertThat(browser.logIn("admin", PASSWORD).heading()).isEqualTo("What happened");
    }
    try (RunningService again = start.ready()) {
      assertThat(new Browser(again.base()).logIn("admin", PASSWORD).status()).isEqualTo(200);
      assertThat(browser.at(again.base()).open("/alerts").heading()).isEqualTo("Alerts");
    }
  }

  private static boolean isUp(RunningService service) {
    try {
      return service.anonymous("/q/health/ready").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static Map<String, String> form(String token, String password, String again) {
    return Map.of(
        "token", token, "name", "admin", "password", password, "again", again, "email", "");
  }

  private static String token(RunningService service) {
    Matcher link = Pattern.compile("/setup\\?token=([0-9a-f]+)").matcher(service.log());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }
}
