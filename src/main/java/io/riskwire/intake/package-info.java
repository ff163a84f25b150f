/**
 * The stages of an article, in order: {@link io.riskwire.intake.Intake} accepts one, whoever brings
 * it, and returns when it is stored for good, read, grouped and counted.
 *
 * <p>Reading is parallel; writing is one at a time, many articles a transaction. Followers of the
 * change log then bring the index and the alerts up to date.
 */
@NullMarked
package io.riskwire.intake;

import org.jspecify.annotations.NullMarked;
