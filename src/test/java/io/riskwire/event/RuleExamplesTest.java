package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.vendor.Names;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleExamplesTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @TestFactory
  Stream<DynamicTest> whatStandsBesideARuleMatchesItsType() {
    return RuleFile.all().stream()
        .flatMap(
            rule ->
                rule.match().stream()
                    .map(
                        text ->
                            DynamicTest.dynamicTest(
                                rule.id() + ": " + text,
                                () -> assertThat(types(text)).contains(rule.type()))));
  }

  @TestFactory
  Stream<DynamicTest> whatStandsBesideARuleAsNotDoesNotMatchItsType() {
    return RuleFile.all().stream()
        .flatMap(
            rule ->
                rule.not().stream()
                    .map(
                        text ->
                            DynamicTest.dynamicTest(
                                rule.id() + ": " + text,
                                () -> assertThat(types(text)).doesNotContain(rule.type()))));
  }

  @Test
  void aBrokenRuleIsToldWithFileLineAndRule() {
    String text =
        """
        - id: good
          verb: ban
          needs: {object: tool}
        - id: bad
          verb: ban
          roles: {object: culprit}
        """;
    assertThatThrownBy(() -> RuleFile.parse("mine.yaml", EventType.TOOL_BAN, text))
        .hasMessage("mine.yaml:4: bad: no such role: culprit");
    assertThatThrownBy(() -> RuleFile.parse("mine.yaml", EventType.TOOL_BAN, "- id: x\n  verb: [a"))
        .hasMessageStartingWith("mine.yaml:2:");
    assertThatThrownBy(
            () -> RuleFile.parse("mine.yaml", EventType.TOOL_BAN, "- id: x\n  verb: a\n  nede: b"))
        .hasMessage("mine.yaml:1: x: no such key: nede");
  }

  @Test
  void everyTypeHasRules() {
    assertThat(RuleFile.all()).extracting(Rule::type).contains(EventType.values());
    assertThat(RuleFile.all()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  private static List<EventType> types(String sentence) {
    boolean headline = !sentence.endsWith(".");
    Text text =
        new Text(
            headline ? sentence : "",
            headline ? "" : sentence,
            Instant.parse("2026-03-04T10:00:00Z"),
            null);
    return List.copyOf(ANALYZER.material(text).byType().keySet());
  }
}
