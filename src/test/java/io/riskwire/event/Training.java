package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.event.Corpus.Label;
import io.riskwire.event.Corpus.Labelled;
import io.riskwire.event.Frame.Role;
import io.riskwire.vendor.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the models of {@code event/model} on labelled articles and writes them: {@code Training
 * [FOLDER-OF-MODELS CORPUS.jsonl...]}; without arguments on our own into the sources. With {@code
 * -Dhold=true} a third of the articles (SHA-256 of story or id modulo 3 is 0) is left out, so that
 * it can be measured on. From what lies under {@code event/unseen} it is learned who fills which
 * role, when and how far, and never which types are told.
 */
final class Training {
  private static final int FOLDS = 5;

  /** Strengths of the L1 and L2 terms, rounds over the examples, fewest examples of a feature. */
  private static final double L1 = 1;

  private static final double L2 = 10;
  private static final int ROUNDS = 5;
  private static final int LEAST = 3;

  private static final Path CORPUS = Path.of("src/test/resources/event/corpus");
  private static final Path UNSEEN = Path.of("src/test/resources/event/unseen");
  private static final List<String> YES = List.of("yes");
  private static final Models NONE =
      new Models(
          Network.empty(YES),
          Model.of(YES, Map.of()),
          Map.of(),
          Model.of(YES, Map.of()),
          Model.of(YES, Map.of()));

  /** An article as it was read, and its part in cross-validation. */
  private record Read(Labelled article, Material material, int fold) {}

  private final List<Read> articles = new ArrayList<>();
  private final Path folder;
  private final Analyzer analyzer;
  private final TypeFeatures typeFeatures;

  private Training(Path folder, Analyzer analyzer) {
    this.folder = folder;
    this.analyzer = analyzer;
    typeFeatures = new TypeFeatures(analyzer.lexicon);
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "src/main/resources/event/model");
    Names names = Names.load();
    Analyzer analyzer = new Analyzer(() -> names, text -> Lang.ENGLISH, NONE);
    Training training = new Training(folder, analyzer);
    if (args.length > 1)
      for (String file : List.of(args).subList(1, args.length)) training.take(Path.of(file));
    else {
      training.takeAll(CORPUS);
      training.take(Path.of("src/test/resources/risk/dev.jsonl"));
    }
    training.types();
    if (args.length <= 1) training.takeAll(UNSEEN);
    for (Role role : Models.ROLES) training.role(role);
    training.date();
    training.status();
  }

  /** In the order of their names, so that training gives the same each time. */
  private void takeAll(Path corpora) throws IOException {
    try (Stream<Path> files = Files.list(corpora)) {
      for (Path file : files.sorted().toList()) take(file);
    }
  }

  private void take(Path corpus) throws IOException {
    for (Labelled a : Corpus.read(corpus))
      if (!Boolean.getBoolean("hold") || a.part(3) != 0)
        articles.add(new Read(a, analyzer.material(a.text()), a.part(FOLDS * 3) / 3));
  }

  /** Words first; then, on what they say of articles that they were not fitted to, the verdict. */
  private void types() throws IOException {
    Fit.Examples examples = new Fit.Examples();
    List<Fit.Example> rows = new ArrayList<>();
    for (Read r : articles) {
      Fit.Examples.Row row = examples.row();
      typeFeatures.of(r.material, row);
      boolean[] right = new boolean[EventType.values().length];
      for (EventType t : r.article.types()) right[t.ordinal()] = true;
      rows.add(new Fit.Example(row.features(), right, weight(r)));
    }
    List<String> labels = Arrays.stream(EventType.values()).map(EventType::label).toList();
    double[][] sums = new double[articles.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      Network network = new NetworkFit(examples.names, labels).run(others(rows, fold));
      for (int i = 0; i < sums.length; i++)
        if (articles.get(i).fold == fold) sums[i] = sums(network, articles.get(i).material);
    }
    Network network = new NetworkFit(examples.names, labels).run(rows);
    write("words", network.lines(), network.size());
    verdict(sums);
  }

  /**
   * Corpora in the tone of the feeds that are read count for more than those that are odd, and so
   * does what is said plainly, lest the odd ones make it doubtful.
   */
  private static float weight(Read r) {
    if (r.article.id().startsWith("w44-")) return 4;
    String corpus = r.article.id().substring(0, 2);
    return switch (corpus) {
      case "de", "wi", "mo" -> 4;
      case "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9" -> 2;
      default -> 1;
    };
  }

  private double[] sums(Network network, Material material) {
    Tally tally = network.tally();
    typeFeatures.of(material, tally);
    double[] sums = new double[EventType.values().length];
    for (int t = 0; t < sums.length; t++) sums[t] = tally.sum(t);
    return sums;
  }

  private <T> List<T> others(List<T> rows, int fold) {
    List<T> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) if (articles.get(i).fold != fold) others.add(rows.get(i));
    return others;
  }

  private void verdict(double[][] sums) throws IOException {
    Fit.Examples examples = new Fit.Examples();
    List<List<Fit.Example>> rows = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      List<Fit.Example> ofArticle = new ArrayList<>();
      for (EventType type : EventType.values()) {
        Fit.Examples.Row row = examples.row();
        VerdictFeatures.of(articles.get(i).material, type, sums[i], row);
        boolean right = articles.get(i).article.types().contains(type);
        ofArticle.add(
            new Fit.Example(row.features(), new boolean[] {right}, weight(articles.get(i))));
      }
      rows.add(ofArticle);
    }
    double[][] p = new double[sums.length][];
    for (int fold = 0; fold < FOLDS; fold++) {
      Model model =
          new Fit(examples.names, YES, false, 0.2, 0.5)
              .run(others(rows, fold).stream().flatMap(List::stream).toList(), 10, 3);
      for (int i = 0; i < p.length; i++) {
        if (articles.get(i).fold != fold) continue;
        p[i] = new double[sums[i].length];
        for (EventType type : EventType.values()) {
          Tally tally = model.tally();
          VerdictFeatures.of(articles.get(i).material, type, sums[i], tally);
          p[i][type.ordinal()] = tally.probability(0);
        }
      }
    }
    for (String corpus : List.of("", "dev-")) {
      report(corpus, p, Editor.LEAST);
      calibration(corpus, p);
    }
    write(
        "verdict",
        new Fit(examples.names, YES, false, 0.2, 0.5)
            .run(rows.stream().flatMap(List::stream).toList(), 10, 3));
  }

  /** How far the probabilities of what is told are from how often it is right. */
  private void calibration(String prefix, double[][] p) {
    int[] told = new int[10];
    int[] right = new int[10];
    double[] sum = new double[10];
    double brier = 0;
    for (int i = 0; i < p.length; i++)
      for (EventType t : EventType.values()) {
        double sure = p[i][t.ordinal()];
        Read read = articles.get(i);
        if (!read.article.id().startsWith(prefix) || sure < Editor.LEAST) continue;
        if (!read.material.gate().isEmpty()) continue;
        boolean is = read.article.types().contains(t);
        int bin = Math.min(9, (int) (sure * 10));
        told[bin]++;
        sum[bin] += sure;
        if (is) right[bin]++;
        brier += (sure - (is ? 1 : 0)) * (sure - (is ? 1 : 0));
      }
    int all = Arrays.stream(told).sum();
    double share = Arrays.stream(right).sum() / (double) all;
    double error = 0;
    for (int bin = 0; bin < 10; bin++) error += Math.abs(sum[bin] - right[bin]) / all;
    say(
        "confidence of %s*: expected calibration error %.3f, Brier %.3f, a constant's %.3f",
        prefix, error, brier / all, share * (1 - share));
    for (int bin = 0; bin < 10; bin++)
      if (told[bin] > 0) say("  %.2f: %d of %d", sum[bin] / told[bin], right[bin], told[bin]);
  }

  private void report(String prefix, double[][] p, double least) {
    int n = EventType.values().length;
    int[][] counts = new int[n + 1][3];
    int alarms = 0, negatives = 0;
    for (int i = 0; i < p.length; i++) {
      if (!articles.get(i).article.id().startsWith(prefix)) continue;
      Set<EventType> gold = articles.get(i).article.types();
      boolean any = false;
      for (EventType t : EventType.values()) {
        boolean found = p[i][t.ordinal()] >= least && articles.get(i).material.gate().isEmpty();
        any |= found;
        for (int k : new int[] {t.ordinal(), n}) {
          if (gold.contains(t)) counts[k][0]++;
          if (found) counts[k][1]++;
          if (found && gold.contains(t)) counts[k][2]++;
        }
      }
      if (gold.isEmpty()) negatives++;
      if (gold.isEmpty() && any) alarms++;
    }
    StringBuilder line = new StringBuilder();
    for (EventType t : EventType.values())
      line.append(String.format(Locale.ROOT, " %s %.2f", t.label(), f1(counts[t.ordinal()])));
    say(
        "types of %s* at %.2f: P %.3f R %.3f F1 %.3f, false alarms %d of %d;%s",
        prefix,
        least,
        counts[n][2] / (double) counts[n][1],
        counts[n][2] / (double) counts[n][0],
        f1(counts[n]),
        alarms,
        negatives,
        line);
  }

  private static double f1(int[] counts) {
    return counts[0] + counts[1] == 0 ? 1 : 2.0 * counts[2] / (counts[0] + counts[1]);
  }

  private interface Case {
    void accept(Read read, Label label, int index) throws IOException;
  }

  /** The first event of each type of each article. */
  private void events(Case each) throws IOException {
    for (int i = 0; i < articles.size(); i++) {
      Set<EventType> seen = EnumSet.noneOf(EventType.class);
      for (Label label : articles.get(i).article.events())
        if (seen.add(label.type())) each.accept(articles.get(i), label, i);
    }
  }

  private void role(Role role) throws IOException {
    Fit.Examples examples = new Fit.Examples();
    Choices choices = new Choices();
    events(
        (read, label, index) -> {
          Map<Role, String> cast = new EnumMap<>(Role.class);
          for (Role before : Models.ROLES.subList(0, Models.ROLES.indexOf(role))) {
            String value = label.get(before.label());
            if (value != null) cast.put(before, value);
          }
          List<Candidate> candidates = Candidate.of(read.material, role);
          PartyFeatures features = new PartyFeatures(read.material, label.type(), role, cast);
          String gold = label.get(role.label());
          choices.begin(read, gold);
          for (Candidate c : candidates) {
            Fit.Examples.Row row = examples.row();
            features.of(c, candidates.size(), row);
            choices.option(row, Same.same(c.value, gold));
          }
          Fit.Examples.Row row = examples.row();
          features.none(candidates, row);
          choices.none(row);
        });
    choices.fit(role.label(), examples, L1, L2);
  }

  private void date() throws IOException {
    Fit.Examples examples = new Fit.Examples();
    Choices choices = new Choices();
    events(
        (read, label, index) -> {
          List<Day> days = Day.of(read.material);
          String gold = label.get("effectiveDate");
          choices.begin(read, gold);
          LocalDate byRules = byRules(read.material, label.type());
          for (Day day : days) {
            Fit.Examples.Row row = examples.row();
            day.features(read.material, label.type(), byRules, row);
            choices.option(row, day.day.toString().equals(gold));
          }
          Fit.Examples.Row row = examples.row();
          Day.none(label.type(), byRules, days.size(), row);
          choices.none(row);
        });
    choices.fit("date", examples, L1, L2);
  }

  private static @Nullable LocalDate byRules(Material article, EventType type) {
    return EffectiveDate.of(article, type, firstGroup(article, type));
  }

  private static List<Frame> firstGroup(Material article, EventType type) {
    List<List<Frame>> groups = Merge.groups(article.byType().getOrDefault(type, List.of()));
    return groups.isEmpty() ? List.of() : groups.getFirst();
  }

  /** Choices with the fold that each belongs to. */
  private final class Choices {
    private final List<Fit.Choice> all = new ArrayList<>();
    private final List<Integer> folds = new ArrayList<>();
    private final List<Boolean> stated = new ArrayList<>();
    private List<int[]> options = new ArrayList<>();
    private List<Boolean> right = new ArrayList<>();

    void begin(Read read, @Nullable String gold) {
      folds.add(read.fold);
      stated.add(gold != null);
      options = new ArrayList<>();
      right = new ArrayList<>();
    }

    void option(Fit.Examples.Row row, boolean isRight) {
      options.add(row.features());
      right.add(isRight);
    }

    /** Leaving it open is right where no option is. */
    void none(Fit.Examples.Row row) {
      option(row, !right.contains(true));
      boolean[] rights = new boolean[right.size()];
      for (int i = 0; i < rights.length; i++) rights[i] = right.get(i);
      all.add(new Fit.Choice(options, rights));
    }

    void fit(String name, Fit.Examples examples, double l1, double l2) throws IOException {
      int gold = 0, found = 0, hit = 0, reach = 0;
      for (int fold = 0; fold < FOLDS; fold++) {
        List<Fit.Choice> in = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) if (folds.get(i) != fold) in.add(all.get(i));
        Fit fit = new Fit(examples.names, YES, false, l1, l2);
        fit.runChoices(in, ROUNDS, LEAST);
        for (int i = 0; i < all.size(); i++) {
          if (folds.get(i) != fold) continue;
          Fit.Choice c = all.get(i);
          double[] p = fit.probabilities(c);
          int last = p.length - 1;
          int best = 0;
          for (int k = 1; k < last; k++) if (p[k] > p[best]) best = k;
          boolean taken = last > 0 && p[best] >= 0.4;
          if (stated.get(i)) gold++;
          if (stated.get(i) && !c.right()[last]) reach++;
          if (taken) found++;
          if (taken && c.right()[best]) hit++;
        }
      }
      say(
          "%s: P %.3f R %.3f F1 %.3f, %d of %d within reach",
          name, hit / (double) found, hit / (double) gold, 2.0 * hit / (gold + found), reach, gold);
      write(name, new Fit(examples.names, YES, false, l1, l2).runChoices(all, ROUNDS, LEAST));
    }
  }

  private void status() throws IOException {
    Fit.Examples examples = new Fit.Examples();
    List<Fit.Example> rows = new ArrayList<>();
    List<Integer> folds = new ArrayList<>();
    events(
        (read, label, index) -> {
          Fit.Examples.Row row = examples.row();
          List<Frame> group = firstGroup(read.material, label.type());
          Status byRules = Editor.statusByRules(label.type(), group, read.material);
          StatusFeatures.of(read.material, label.type(), byRules, row);
          boolean[] right = new boolean[Status.values().length];
          for (Status s : Status.values())
            right[s.ordinal()] = s.label().equals(label.get("status"));
          rows.add(new Fit.Example(row.features(), right, 1));
          folds.add(read.fold);
        });
    List<String> labels = Arrays.stream(Status.values()).map(Status::label).toList();
    int hit = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Fit.Example> in = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) if (folds.get(i) != fold) in.add(rows.get(i));
      Fit fit = new Fit(examples.names, labels, true, L1, L2);
      fit.run(in, ROUNDS, LEAST);
      for (int i = 0; i < rows.size(); i++)
        if (folds.get(i) == fold && rows.get(i).right()[fit.best(rows.get(i).features())]) hit++;
    }
    say("status: %.3f right", hit / (double) rows.size());
    write("status", new Fit(examples.names, labels, true, L1, L2).run(rows, ROUNDS, LEAST));
  }

  private void write(String name, Model model) throws IOException {
    write(name, model.lines(), model.size());
  }

  private void write(String name, Stream<String> lines, int size) throws IOException {
    Files.createDirectories(folder);
    try (lines) {
      Files.write(
          folder.resolve(name + ".txt"),
          (Iterable<String>) lines::iterator,
          StandardCharsets.UTF_8);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    say("%s: %d features kept", name, size);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
