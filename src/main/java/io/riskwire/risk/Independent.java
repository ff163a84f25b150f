package io.riskwire.risk;

import io.riskwire.source.Publishers;
import io.riskwire.story.Copy;
import java.util.ArrayList;
import java.util.List;

/**
 * On how many words a report rests: outlets of one house, and copies of one text or of one wire,
 * are one.
 */
final class Independent {
  private Independent() {}

  /** Who tells it, where it was read, and by what its copies are known. */
  record Teller(String outlet, String address, Copy copy) {
    boolean isOneWith(Teller other) {
      return Publishers.of(outlet, address).equals(Publishers.of(other.outlet, other.address))
          || copy.isOneWith(other.copy);
    }
  }

  static int count(List<Teller> tellers) {
    List<List<Teller>> sources = new ArrayList<>();
    for (Teller teller : tellers) {
      List<Teller> source = new ArrayList<>(List.of(teller));
      for (List<Teller> known : List.copyOf(sources)) {
        if (known.stream().noneMatch(teller::isOneWith)) continue;
        source.addAll(known);
        sources.remove(known);
      }
      sources.add(source);
    }
    return sources.size();
  }
}
