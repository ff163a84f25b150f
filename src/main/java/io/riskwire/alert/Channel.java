package io.riskwire.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.riskwire.base.Invalid;
import io.riskwire.net.Address;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** By which way messages go; {@code to}: an address of that kind, empty for a feed. */
public record Channel(Kind kind, String to) {
  /** All mail goes to one server. */
  static final String MAIL = "email";

  private static final int LONGEST = 2000;

  /** No quoted local parts, no lists, nothing that a mail header reads as more than an address. */
  private static final Pattern MAIL_ADDRESS =
      Pattern.compile(
          "[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]{0,251}[\\p{L}\\p{N}])?");

  public Channel {
    to = to.strip();
    if (kind != Kind.FEED && to.isEmpty()) throw new Invalid("channel.to", "missing");
    if (to.length() > LONGEST) throw new Invalid("channel.to", "longer than 2000 characters");
    switch (kind) {
      case EMAIL -> {
        if (!MAIL_ADDRESS.matcher(to).matches() || to.contains("..") || to.length() > 320)
          throw new Invalid("channel.to", "not an e-mail address");
      }
      case WEBHOOK, SLACK, TEAMS -> host(to);
      case FEED -> to = "";
    }
  }

  /** What messages go by. */
  public enum Kind {
    EMAIL,
    WEBHOOK,
    SLACK,
    TEAMS,
    FEED;

    /** As the world spells it: {@code webhook}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind of(String label) {
      return Arrays.stream(values())
          .filter(k -> k.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new Invalid(
                      "channel.kind", "one of email, webhook, slack, teams, feed, not " + label));
    }
  }

  /** Whether messages arrive at the same place. */
  boolean isSame(Channel other) {
    return kind == other.kind
        && (kind == Kind.EMAIL ? to.equalsIgnoreCase(other.to) : to.equals(other.to));
  }

  /** With what its messages stand in a line: all of one receiver wait for each other only. */
  String lane() {
    return switch (kind) {
      case EMAIL -> MAIL;
      case FEED -> "";
      case WEBHOOK, SLACK, TEAMS -> "host " + host(to);
    };
  }

  private static String host(String address) {
    try {
      return Address.of(address).host();
    } catch (Invalid refused) {
      throw new Invalid("channel.to", refused.reason());
    }
  }
}
