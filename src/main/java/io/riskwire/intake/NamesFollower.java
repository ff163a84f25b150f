package io.riskwire.intake;

import io.riskwire.log.Change;
import io.riskwire.log.Change.Subject;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets vendors that were added or changed, here or on another node, be known to who reads next. */
@ApplicationScoped
class NamesFollower implements Follower {
  private final Vendors vendors;
  private final Renaming renaming;
  private long position = -1;

  NamesFollower(Vendors vendors, Renaming renaming) {
    this.vendors = vendors;
    this.renaming = renaming;
  }

  @Override
  public String name() {
    return "names";
  }

  /** What is known lives in memory: it begins where that was read. */
  @Override
  public synchronized long position() {
    if (position < 0) {
      position = vendors.position();
      renaming.catchUp();
    }
    return position;
  }

  @Override
  public synchronized void follow(List<Change> changes) {
    if (changes.stream().anyMatch(c -> c.subject() == Subject.VENDOR)) {
      vendors.renew();
      renaming.catchUp();
    }
    position = changes.getLast().position();
  }
}
