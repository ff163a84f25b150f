package io.riskwire.risk;

import io.riskwire.base.Invalid;
import io.riskwire.event.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an analyst does with an incident. */
public sealed interface Act {

  /** It is as it is shown. */
  record Confirm() implements Act {}

  /** It is no incident, for this reason; later reports of it are counted to it and told nobody. */
  record Reject(Why why) implements Act {}

  /**
   * Fields are set by hand: null leaves a field to the reports, an empty name says that there is
   * none.
   */
  record Edit(
      @Nullable String actor,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String scope,
      @Nullable String replacement,
      @Nullable LocalDate effectiveDate,
      @Nullable Status status)
      implements Act {}

  /** It is the same as another one, which takes it in. */
  record Merge(long into) implements Act {}

  /** What these of its articles tell is another incident. */
  record Split(List<Long> articles) implements Act {
    public Split {
      if (articles.isEmpty()) throw new Invalid("articles", "name at least one article");
      articles = List.copyOf(articles);
    }
  }

  /** Why an incident is none. */
  enum Why {
    DUPLICATE,
    WRONG_VENDOR,
    NOT_A_BAN,
    OLD_NEWS,
    OPINION,
    OTHER;

    /** As the world spells it: {@code wrong-vendor}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From its name, or from a text that begins with it; what is none of them is another one. */
    public static Why of(String reason) {
      String name = reason.split(":", 2)[0];
      String label = name.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
      return Arrays.stream(values()).filter(w -> w.label().equals(label)).findFirst().orElse(OTHER);
    }
  }

  /** As the world spells it: {@code confirm}. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
