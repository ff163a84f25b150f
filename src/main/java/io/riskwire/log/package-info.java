/**
 * The one numbered list of changes: {@link io.riskwire.log.ChangeLog} gives each change that others
 * depend on the next number, in order of commit, and tells followers what came past theirs.
 *
 * <p>A follower that has passed a number has seen everything before it. A crash repeats work and
 * never loses it; whoever follows makes sure that what is repeated is harmless.
 */
@NullMarked
package io.riskwire.log;

import org.jspecify.annotations.NullMarked;
