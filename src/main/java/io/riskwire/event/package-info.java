/**
 * Reads what an article says happened: {@link io.riskwire.event.Analyzer} turns a text into {@link
 * io.riskwire.event.Event}s, each with its status, its parties and the words that say so.
 *
 * <p>No input or output happens here, and the same text gives the same events: reading is safe to
 * run in parallel and to repeat.
 */
@NullMarked
package io.riskwire.event;

import org.jspecify.annotations.NullMarked;
