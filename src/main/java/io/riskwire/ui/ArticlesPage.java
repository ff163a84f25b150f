package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Ask.Sort;
import io.riskwire.search.Completion;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.search.Spelling;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The search among articles. */
@Path("/articles")
@RunOnVirtualThread
class ArticlesPage {
  private static final int SIZE = 20;
  private static final int MOST_VALUES = 12;
  private static final int MOST_NAMES = 300;
  private static final List<Facet> FACETS =
      List.of(
          Facet.TYPE,
          Facet.STATUS,
          Facet.VENDOR,
          Facet.PRODUCT,
          Facet.SOURCE,
          Facet.LANG,
          Facet.DAY);

  private final Visitor visitor;
  private final Search search;
  private final Vendors vendors;
  private final ArticleRows rows;
  private final Spelling spelling;
  private final Completion completion;

  ArticlesPage(
      Visitor visitor,
      Search search,
      Vendors vendors,
      ArticleRows rows,
      Spelling spelling,
      Completion completion) {
    this.visitor = visitor;
    this.search = search;
    this.spelling = spelling;
    this.completion = completion;
    this.vendors = vendors;
    this.rows = rows;
  }

  /** The parameters of a search. */
  static class Wanted {
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("type")
    @Nullable String type;

    @QueryParam("vendor")
    @Nullable String vendor;

    @QueryParam("product")
    @Nullable String product;

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("lang")
    @Nullable String lang;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("sort")
    @Nullable String sort;

    @QueryParam("collapse")
    @Nullable String collapse;

    @QueryParam("cursor")
    @Nullable String cursor;
  }

  /** What stands in the form. */
  record Form(
      String q,
      String type,
      String status,
      String vendor,
      String product,
      String source,
      String lang,
      String from,
      String to,
      String sort,
      boolean isCollapsed) {
    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.q),
          Given.text(wanted.type),
          Given.text(wanted.status),
          Given.text(wanted.vendor),
          Given.text(wanted.product),
          Given.text(wanted.source),
          Given.text(wanted.lang),
          Given.text(wanted.from),
          Given.text(wanted.to),
          Given.text(wanted.sort),
          !Given.text(wanted.collapse).equals("none"));
    }

    public boolean hasFilters() {
      return Stream.of(type, status, vendor, product, source, lang, from, to)
          .anyMatch(f -> !f.isEmpty());
    }

    /** What is worth saving, by the names it has in an address. */
    public Map<String, String> parameters() {
      return link().without("collapse").parameters();
    }

    Link link() {
      return Link.to("/articles")
          .with("q", q)
          .with("type", type)
          .with("status", status)
          .with("vendor", vendor)
          .with("product", product)
          .with("source", source)
          .with("lang", lang)
          .with("from", from)
          .with("to", to)
          .with("sort", sort)
          .with("collapse", isCollapsed ? null : "none");
    }
  }

  /** By what hits can be narrowed, with a link for each value. */
  record Group(String name, List<Value> values) {}

  record Value(String words, long count, String link, boolean isChosen) {}

  /** Names that are offered while one is typed. */
  record Names(List<String> vendors, List<String> products, List<String> sources) {}

  record View(
      Frame frame,
      Form form,
      List<Label> types,
      List<Label> statuses,
      Names names,
      @Nullable Mistake mistake,
      long total,
      boolean isPartial,
      List<ArticleRow> rows,
      List<Group> groups,
      @Nullable Suggestion suggestion,
      @Nullable String next)
      implements TemplateInstance {}

  @GET
  public Response list(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    Frame frame = visitor.frame("Articles", "articles");
    try {
      Hits hits = search.find(ask(form, Given.orNull(wanted.cursor)));
      String next = hits.next() == null ? null : form.link().with("cursor", hits.next()).toString();
      return Reply.page(
          new View(
              frame,
              form,
              Label.types(),
              Label.statuses(),
              names(),
              null,
              hits.total(),
              hits.partial(),
              rows.of(hits.items()),
              groups(form, hits),
              wanted.cursor == null ? suggestion(form, hits.onPage()) : null,
              next));
    } catch (Invalid invalid) {
      var mistake = Mistake.of(invalid, form.q());
      return Reply.mistaken(
          new View(
              frame,
              form,
              Label.types(),
              Label.statuses(),
              names(),
              mistake,
              0,
              false,
              List.of(),
              List.of(),
              null,
              null));
    }
  }

  private Names names() {
    return new Names(
        completion.mostFrequent(Field.VENDOR, MOST_NAMES),
        completion.mostFrequent(Field.PRODUCT, MOST_NAMES),
        completion.mostFrequent(Field.SOURCE, MOST_NAMES));
  }

  private @Nullable Suggestion suggestion(Form form, long total) {
    return spelling
        .better(Doc.Kind.ARTICLE, form.q(), total)
        .map(q -> new Suggestion(q, form.link().with("q", q).toString()))
        .orElse(null);
  }

  private Ask ask(Form form, @Nullable String cursor) {
    Query query =
        Query.and(
            QueryParser.parse(form.q(), vendors),
            Query.anyOf(
                Field.VENDOR,
                Given.orNone(form.vendor()).stream().map(vendors::canonical).toList()),
            Query.anyOf(Field.TYPE, Given.types(form.type()).stream().map(t -> t.label()).toList()),
            Query.anyOf(
                Field.STATUS, Given.statuses(form.status()).stream().map(s -> s.label()).toList()),
            Query.anyOf(
                Field.PRODUCT,
                Given.orNone(form.product()).stream().map(vendors::canonical).toList()),
            Query.anyOf(Field.SOURCE, Given.orNone(form.source())),
            Query.anyOf(Field.LANG, Given.orNone(form.lang())),
            Query.published(Given.day("from", form.from()), Given.dayAfter("to", form.to())));
    return Ask.of(Doc.Kind.ARTICLE, query, sort(form), SIZE)
        .from(cursor)
        .collapsed(form.isCollapsed())
        .counting(Set.copyOf(FACETS));
  }

  private static Sort sort(Form form) {
    return switch (form.sort()) {
      case "" -> form.q().isEmpty() ? Sort.NEWEST : Sort.RELEVANCE;
      case "relevance" -> Sort.RELEVANCE;
      case "newest" -> Sort.NEWEST;
      default -> throw new Invalid("sort", "relevance or newest");
    };
  }

  private static List<Group> groups(Form form, Hits hits) {
    return FACETS.stream()
        .map(facet -> group(form, facet, hits.facets().getOrDefault(facet, List.of())))
        .filter(g -> !g.values().isEmpty())
        .toList();
  }

  private static Group group(Form form, Facet facet, List<Hits.Count> counts) {
    String name = facet.name().toLowerCase(Locale.ROOT);
    boolean isChosen =
        facet == Facet.DAY
            ? !form.from().isEmpty() && form.from().equals(form.to())
            : form.link().parameters().containsKey(name);
    return new Group(
        Label.of(facet == Facet.LANG ? "language" : name).words(),
        counts.stream()
            .limit(MOST_VALUES)
            .map(c -> value(form, facet, name, c, isChosen))
            .toList());
  }

  /** From that day to that day; or, where it is chosen, no longer so. */
  private static Link day(Form form, String day) {
    boolean isChosen = form.from().equals(day) && form.to().equals(day);
    return isChosen
        ? form.link().without("from").without("to")
        : form.link().with("from", day).with("to", day);
  }

  private static Value value(
      Form form, Facet facet, String name, Hits.Count count, boolean isChosen) {
    String words =
        switch (facet) {
          case TYPE -> Label.of(count.value()).words();
          case LANG -> language(count.value());
          case STATUS -> Label.of(count.value()).words();
          case VENDOR, PRODUCT, SOURCE, DAY -> count.value();
        };
    Link link =
        facet == Facet.DAY
            ? day(form, count.value())
            : isChosen ? form.link().without(name) : form.link().with(name, count.value());
    return new Value(words, count.count(), link.toString(), isChosen);
  }

  private static String language(String code) {
    return code.equals("und")
        ? "Unknown"
        : Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }
}
