package io.riskwire.alert;

import io.riskwire.alert.Alerts.Told;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Links.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What subscribers fetch instead of being sent: their newest messages as Atom (RFC 4287). */
@ApplicationScoped
public class Published {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final int MOST = 100;

  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Links links;

  public Published(Subscriptions subscriptions, Alerts alerts, Links links) {
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.links = links;
  }

  /** The feed at the address that ends in this token; empty where there is none. */
  public Optional<String> atom(String token) {
    OptionalLong id = links.read(Purpose.FEED, token);
    if (id.isEmpty()) return Optional.empty();
    return subscriptions
        .find(id.getAsLong())
        .filter(s -> s.wish().channel().kind() == Kind.FEED)
        .map(this::write);
  }

  private String write(Subscription subscription) {
    List<Told> entries = alerts.newest(subscription.id(), MOST);
    Instant updated = entries.isEmpty() ? subscription.created() : entries.getFirst().at();
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.setDefaultNamespace(ATOM);
      xml.writeStartElement(ATOM, "feed");
      xml.writeDefaultNamespace(ATOM);
      String self = links.to(Purpose.FEED, subscription.id()).toString();
      element(xml, "id", self);
      element(xml, "title", "Riskwire: " + subscription.wish().name());
      element(xml, "updated", updated.toString());
      xml.writeStartElement(ATOM, "author");
      element(xml, "name", "Riskwire");
      xml.writeEndElement();
      link(xml, "self", self);
      for (Told entry : entries) write(xml, entry);
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException impossible) { // in memory
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml, Told entry) throws XMLStreamException {
    xml.writeStartElement(ATOM, "entry");
    element(xml, "id", "urn:riskwire:" + links.idOf(entry.id()));
    element(xml, "title", entry.subject());
    element(xml, "updated", entry.at().toString());
    String page = entry.link();
    link(xml, "alternate", page == null ? links.home().toString() : page);
    xml.writeStartElement(ATOM, "content");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(plain(entry.html()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String to) throws XMLStreamException {
    xml.writeEmptyElement(ATOM, "link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", to);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(ATOM, name);
    xml.writeCharacters(plain(text));
    xml.writeEndElement();
  }

  /** What XML 1.0 has no way to write is left out (2.2). */
  private static String plain(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "");
  }
}
