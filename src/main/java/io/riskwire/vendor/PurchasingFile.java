package io.riskwire.vendor;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of vendors as it comes out of a purchasing system: whatever its encoding, separator
 * and order of columns, with lines before its header and totals below. What is wrong with a line is
 * said with its number, and the others are read.
 */
public final class PurchasingFile {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_PROBLEMS = 200;
  private static final int MOST_BEFORE_HEADER = 30;

  /** Days since the last day of 1899, as spreadsheets count them. */
  private static final LocalDate SHEET_ORIGIN = LocalDate.of(1899, 12, 30);

  private static final Pattern TOLD_SEPARATOR = Pattern.compile("\\A[\"']?sep=(.)[\"']?\\r?\\n");

  private static final Pattern NUMERIC_DATE =
      Pattern.compile("(\\d{1,4})[./\\-](\\d{1,2})[./\\-](\\d{1,4})\\.?(?:[ T].*)?");
  private static final Set<String> TOTALS =
      Set.of(
          "total",
          "totals",
          "grandtotal",
          "sum",
          "summe",
          "gesamt",
          "gesamtsumme",
          "subtotal",
          "zwischensumme",
          "totale",
          "totaal",
          "ergebnis",
          "gesamtergebnis",
          "somme",
          "suma");

  /** "Fecha de vencimiento" and "Fecha vencimiento" name the same column. */
  private static final Set<String> SMALL =
      Set.of("de", "del", "di", "da", "do", "du", "des", "della", "van", "of", "the", "der");

  private static final List<DateTimeFormatter> WORDED =
      List.of(
          worded("d MMM uuuu"),
          worded("d-MMM-uuuu"),
          worded("d. MMM uuuu"),
          worded("d MMMM uuuu"),
          worded("MMM d, uuuu"),
          worded("MMMM d, uuuu"),
          worded("d-MMM-uu"));

  private enum Column {
    NAME(
        "name vendor vendorname suppliername supplier company companyname lieferant lieferantenname"
            + " kreditor kreditorname kreditorenname fournisseur nomfournisseur nomfournisseurs"
            + " raisonsociale proveedor nombreproveedor razonsocial fornitore"
            + " ragionesociale leverancier naamleverancier fornecedor nomefornecedor dostawca"
            + " nazwadostawcy leverantor leverandor toimittaja firma firmenname unternehmen"
            + " anbieter hersteller entreprise societe empresa azienda bedrijf name1 nom nombre"
            + " nome naam nazwa namn navn creditor creditorname payee merchant manufacturer partner"
            + " businesspartner geschaftspartner 供应商 供应商名称 仕入先 仕入先名 取引先 поставщик"
            + " 공급업체 tedarikci dodavatel beszallito furnizor legalname accountname"),
    DOMAIN(
        "domain website webseite url homepage web internet site siteweb sitioweb sitoweb email"
            + " mail emaildomain vendoremail dominio domaine webpage 网址"),
    PRODUCT(
        "product products produkt produkte produit produits producto productos prodotto prodotti"
            + " service services software tool application app item description beschreibung"
            + " bezeichnung artikel leistung designation descripcion descrizione omschrijving"
            + " produktname productname system anwendung materialgroup warengruppe category"
            + " kategorie produto tuote 产品 製品 продукт"),
    OWNER(
        "owner vendorowner contractowner businessowner owneremail verantwortlich verantwortlicher"
            + " verantwortliche ansprechpartner besitzer eigentumer zustandig fachverantwortlicher"
            + " responsible responsable responsabile verantwoordelijke propietario proprietaire"
            + " buyer einkaufer acheteur comprador requester contact kontakt manager"
            + " accountmanager relationshipowner eier agare wlasciciel 负责人 担当者 владелец"),
    CRITICALITY(
        "criticality criticity critical kritikalitat kritisch criticite criticidad criticita"
            + " kriticiteit tier risk risiko risktier risikoklasse importance wichtigkeit priority"
            + " prioritat priorite prioridad risklevel vendortier kritikalitet krytycznosc 重要度"),
    CONTRACT(
        "contract contractdate contractstart startdate start signed signedon vertrag"
            + " vertragsdatum vertragsbeginn beginn datecontrat datedebut debutcontrat inicio"
            + " fechacontrato fechainicio iniciocontrato datacontratto inizio begindatum"
            + " contractdatum since seit effectivedate datumsmlouvy contratoinicio 契約日"),
    RENEWAL(
        "renewal renewaldate renewson expiry expirydate expires expiration expirationdate end"
            + " enddate contractend termination vertragsende ende ablauf ablaufdatum laufzeitende"
            + " verlangerung verlangerungsdatum renouvellement daterenouvellement datefin"
            + " fincontrat echeance renovacion fecharenovacion vencimiento fechavencimiento"
            + " rinnovo scadenza datascadenza verlenging verlengingsdatum einddatum validto"
            + " validuntil gultigbis nextrenewal kundigungstermin 更新日 期限");

    private final Set<String> headers;

    Column(String headers) {
      this.headers = Set.of(headers.split(" "));
    }
  }

  private static final Map<String, Criticality> CRITICALITIES = new HashMap<>();

  static {
    learn(
        Criticality.LOW,
        "low niedrig gering faible bajo baja basso bassa laag 4 d unkritisch tier4 p4 minor no nein");
    learn(
        Criticality.MEDIUM,
        "medium mittel moyen moyenne medio media gemiddeld normal moderate 3 c tier3 p3 standard");
    learn(
        Criticality.HIGH,
        "high hoch eleve elevee haut alto alta hoog 2 b tier2 p2 major important wichtig");
    learn(
        Criticality.CRITICAL,
        "critical kritisch critique critico critica kritiek 1 a tier1 p1 veryhigh sehrhoch"
            + " essential missioncritical yes ja oui si");
  }

  private static void learn(Criticality meant, String words) {
    for (String word : words.split(" ")) CRITICALITIES.put(word, meant);
  }

  private static DateTimeFormatter worded(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** What could be read, and what was wrong with the lines that could not, or not wholly. */
  public record Read(List<Row> rows, List<String> problems) {
    public Read {
      rows = List.copyOf(rows);
      problems = List.copyOf(problems);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private boolean isMonthFirst;

  private PurchasingFile() {}

  /** Reads the bytes of a file; {@code Invalid} where there is nothing in it that can be read. */
  public static Read read(byte[] file) {
    String text = decoded(file);
    if (text.isBlank()) throw new Invalid("body", "empty");
    return new PurchasingFile().read(text);
  }

  /**
   * A byte order mark wins; zero bytes are UTF-16 without one; what is no UTF-8 is what
   * spreadsheets of western Europe write.
   */
  private static String decoded(byte[] file) {
    if (startsWith(file, 0xEF, 0xBB, 0xBF)) return text(file, 3, StandardCharsets.UTF_8);
    if (startsWith(file, 0xFF, 0xFE)) return text(file, 2, StandardCharsets.UTF_16LE);
    if (startsWith(file, 0xFE, 0xFF)) return text(file, 2, StandardCharsets.UTF_16BE);
    if (zeros(file, 1) > zeros(file, 0)) return text(file, 0, StandardCharsets.UTF_16LE);
    if (zeros(file, 0) > 0) return text(file, 0, StandardCharsets.UTF_16BE);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException notUtf8) {
      return text(file, 0, WINDOWS_1252);
    }
  }

  private static boolean startsWith(byte[] file, int... mark) {
    if (file.length < mark.length) return false;
    for (int i = 0; i < mark.length; i++) if ((file[i] & 0xFF) != mark[i]) return false;
    return true;
  }

  /** Zero bytes at odd or at even places; there are none but in UTF-16. */
  private static int zeros(byte[] file, int from) {
    int zeros = 0;
    for (int i = from; i < Math.min(file.length, 4_000); i += 2) if (file[i] == 0) zeros++;
    return zeros;
  }

  private static String text(byte[] file, int from, Charset charset) {
    return new String(file, from, file.length - from, charset);
  }

  private Read read(String text) {
    List<CsvRecord> records = records(text);
    int header = header(records);
    if (header >= 0) learn(records.get(header));
    else columns.put(Column.NAME, 0);
    isMonthFirst = isMonthFirst(records);
    for (CsvRecord line : records.subList(header + 1, records.size())) {
      if (rows.size() >= MOST_ROWS) {
        problem("more than " + MOST_ROWS + " rows: the rest was left out");
        break;
      }
      read(line);
    }
    if (rows.isEmpty())
      throw new Invalid(
          "body",
          problems.isEmpty() ? "no row with a name in it" : problems.getFirst(),
          null,
          "a header such as name,domain,product,owner,criticality,contract,renewal");
    return new Read(rows, problems);
  }

  /** With the separator by which most columns are known or, without a header, are even. */
  private static List<CsvRecord> records(String text) {
    Matcher told = TOLD_SEPARATOR.matcher(text);
    if (told.find()) return split("\n" + text.substring(told.end()), told.group(1).charAt(0));
    List<CsvRecord> best = List.of();
    int most = -1;
    for (char separator : SEPARATORS) {
      List<CsvRecord> records = split(text, separator);
      int known = known(records);
      if (known <= most) continue;
      best = records;
      most = known;
    }
    return best;
  }

  private static int known(List<CsvRecord> records) {
    int best = 0;
    for (CsvRecord record : records.subList(0, Math.min(MOST_BEFORE_HEADER, records.size())))
      best = Math.max(best, known(record).size() * 100 + Math.min(record.getFieldCount(), 50));
    return best;
  }

  private static List<CsvRecord> split(String text, char separator) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      return csv.stream().toList();
    } catch (CsvParseException unreadable) {
      throw new Invalid("body", "not CSV: " + unreadable.getMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Which line names the columns: the first that names the vendor's, or the one that names most.
   */
  private static int header(List<CsvRecord> records) {
    int best = -1;
    int most = 0;
    for (int i = 0; i < Math.min(MOST_BEFORE_HEADER, records.size()); i++) {
      Map<Column, Integer> known = known(records.get(i));
      if (known.containsKey(Column.NAME) && known.size() > most) {
        best = i;
        most = known.size();
      }
    }
    return best;
  }

  private static Map<Column, Integer> known(CsvRecord record) {
    Map<Column, Integer> known = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int place = place(record, column);
      if (place >= 0) known.put(column, place);
    }
    return known;
  }

  /** The best of several that fit: "Vendor name" rather than "Vendor". */
  private static int place(CsvRecord record, Column column) {
    int found = -1;
    String best = "";
    for (int i = 0; i < record.getFieldCount(); i++) {
      String header = header(record.getField(i));
      if (!column.headers.contains(header) || header.length() <= best.length()) continue;
      found = i;
      best = header;
    }
    return found;
  }

  private static String header(String field) {
    return Tidy.joined(Tidy.words(field).stream().filter(w -> !SMALL.contains(w)).toList());
  }

  private void learn(CsvRecord header) {
    columns.putAll(known(header));
  }

  /** 12/31/2026 shows that the months come first in this file, 31/12/2026 that the days do. */
  private boolean isMonthFirst(List<CsvRecord> records) {
    int monthFirst = 0;
    for (CsvRecord record : records)
      for (Column column : List.of(Column.CONTRACT, Column.RENEWAL)) {
        Matcher date = NUMERIC_DATE.matcher(field(record, column));
        if (!date.matches() || date.group(1).length() > 2) continue;
        if (Integer.parseInt(date.group(1)) > 12) monthFirst--;
        else if (Integer.parseInt(date.group(2)) > 12) monthFirst++;
      }
    return monthFirst > 0;
  }

  private String field(CsvRecord record, Column column) {
    Integer place = columns.get(column);
    if (place == null || place >= record.getFieldCount()) return "";
    return record.getField(place).replace('\u00A0', ' ').strip();
  }

  private void read(CsvRecord line) {
    int number = (int) line.getStartingLineNumber();
    boolean isEmpty = line.getFields().stream().allMatch(String::isBlank);
    if (isEmpty || isTotal(line)) return;
    String name = field(line, Column.NAME);
    if (name.isEmpty()) {
      problem("line " + number + ": no name");
      return;
    }
    try {
      rows.add(
          new Row(
              number,
              name,
              orNull(field(line, Column.DOMAIN)),
              orNull(field(line, Column.PRODUCT)),
              orNull(field(line, Column.OWNER)),
              criticality(field(line, Column.CRITICALITY), number),
              date(field(line, Column.CONTRACT), number),
              date(field(line, Column.RENEWAL), number)));
    } catch (Invalid wrong) {
      problem("line " + number + ": " + wrong.field() + ": " + wrong.reason());
    }
  }

  /** Whose first word that is there says so; "Total Energies" has a name, and no number in it. */
  private boolean isTotal(CsvRecord line) {
    for (String field : line.getFields()) {
      List<String> words = Tidy.words(field);
      if (words.isEmpty()) continue;
      boolean isSum = field(line, Column.NAME).matches(".*\\d.*|");
      return TOTALS.contains(Tidy.joined(words)) || isSum && TOTALS.contains(words.getFirst());
    }
    return false;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable Criticality criticality(String text, int line) {
    if (text.isEmpty()) return null;
    Criticality meant = CRITICALITIES.get(Tidy.joined(Tidy.words(text)));
    if (meant == null && !Tidy.words(text).isEmpty())
      meant = CRITICALITIES.get(Tidy.words(text).getFirst());
    if (meant == null)
      problem("line " + line + ": criticality: low, medium, high or critical, not " + text);
    return meant;
  }

  private @Nullable LocalDate date(String text, int line) {
    if (text.isEmpty() || text.equals("-")) return null;
    try {
      return date(text);
    } catch (DateTimeException notOne) {
      problem("line " + line + ": not a date: " + text);
      return null;
    }
  }

  private LocalDate date(String text) {
    if (text.matches("\\d{5}(?:[.,]\\d+)?"))
      return SHEET_ORIGIN.plusDays(Long.parseLong(text.substring(0, 5)));
    if (text.matches("\\d{8}")) return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    Matcher numeric = NUMERIC_DATE.matcher(text);
    if (numeric.matches()) return numeric(numeric);
    for (DateTimeFormatter format : WORDED) {
      try {
        return LocalDate.parse(text, format);
      } catch (DateTimeException another) {
        // the next form may fit
      }
    }
    throw new DateTimeException(text);
  }

  private LocalDate numeric(Matcher date) {
    int first = Integer.parseInt(date.group(1));
    int second = Integer.parseInt(date.group(2));
    int third = Integer.parseInt(date.group(3));
    if (date.group(1).length() == 4) return LocalDate.of(first, second, third);
    int year = third < 100 ? 2000 + third : third;
    boolean isMonth = second > 12 || isMonthFirst && first <= 12;
    return isMonth ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
  }

  private void problem(String what) {
    if (problems.size() < MOST_PROBLEMS) problems.add(what);
    else if (problems.size() == MOST_PROBLEMS) problems.add("and more");
  }
}
