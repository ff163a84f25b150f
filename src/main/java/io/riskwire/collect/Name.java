package io.riskwire.collect;

import io.riskwire.collect.Markup.Element;
import java.util.List;

/** What an element is called; a name in {@link Namespaces#RSS} is one of Atom's vocabulary too. */
record Name(String space, String name) {

  static boolean isCalled(Element element, List<Name> names) {
    for (Name name : names) if (name.fits(element)) return true;
    return false;
  }

  private boolean fits(Element element) {
    return space.equals(Namespaces.RSS) ? element.isCore(name) : element.is(space, name);
  }
}
